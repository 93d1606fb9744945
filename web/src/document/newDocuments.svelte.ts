import { dossierApi, type Category, type ConfidentialityCode, type DossierDocument, type TakenFile } from '../platform/dossierApi';
import { Problem } from '../platform/http';
import { t } from '../platform/messages.svelte';
import { actDateFor, categoryFor, titleFor } from './proposals';

/** A file that becomes a document: it goes up while its title is written. */
export class NewDocument {
    progress = $state(0);
    taken = $state.raw<TakenFile>();
    /** Why the file is not taken. */
    refused = $state('');
    title = $state('');
    category = $state('');
    actDate = $state<string>();
    confidentiality = $state<ConfidentialityCode>('normal');
    problems = $state.raw<Record<string, string>>({});
    /** Why it became no document yet. */
    error = $state('');
    readonly abort = new AbortController();

    constructor(
        readonly file: File,
        categories: readonly Category[],
        now: Date,
    ) {
        this.title = titleFor(file.name);
        this.category = categoryFor(file.name, categories);
        this.actDate = actDateFor(file.name, now);
    }

    get ready(): boolean {
        return this.taken !== undefined && this.refused === '';
    }

    async upload(dossierId: string): Promise<void> {
        try {
            this.taken = await dossierApi.putFile(dossierId, this.file, (share) => (this.progress = share), this.abort.signal);
        } catch (problem) {
            if (!this.abort.signal.aborted) this.refused = problem instanceof Error ? problem.message : String(problem);
        }
    }

    /** The document; undefined when the server does not take what is said of it. */
    async add(dossierId: string): Promise<DossierDocument | undefined> {
        this.problems = this.missing();
        this.error = '';
        if (!this.taken || Object.keys(this.problems).length > 0) return undefined;
        const { title, category, actDate = '', confidentiality } = this;
        try {
            return await dossierApi.addDocument(dossierId, this.taken.fileId, { title, category, actDate, author: '', confidentiality });
        } catch (problem) {
            this.explain(problem);
            return undefined;
        }
    }

    private missing(): Record<string, string> {
        return { ...(this.category ? {} : { category: t('upload.categoryNeeded') }), ...(this.actDate ? {} : { actDate: t('date.unreadable') }) };
    }

    private explain(problem: unknown): void {
        this.problems = problem instanceof Problem ? problemsByField(problem) : {};
        if (Object.keys(this.problems).length === 0) this.error = problem instanceof Error ? problem.message : String(problem);
    }
}

export function problemsByField({ members }: Problem): Record<string, string> {
    const { problems } = members;
    if (!Array.isArray(problems)) return {};
    return Object.fromEntries((problems as { field: string; message: string }[]).map(({ field, message }) => [field, message]));
}
