import type { Composition } from '../outbox/composition.svelte';
import type { DraftAttachment } from '../outbox/draft';
import { dossierApi, type DocumentsDraft } from '../platform/dossierApi';
import { attachmentOf } from './documentAttachment';
import { isMadeArchive, withArchive } from './xdm';

/** The archive of the documents that a mail carries: made anew when somebody wants it, and when a document leaves the mail. */
export class ArchiveOption {
    working = $state(false);
    error = $state('');
    #asked = 0;

    constructor(private readonly composition: Composition) {}

    /** What a person clicks: the server remembers it for the mails to come. */
    async turn(on: boolean): Promise<void> {
        if (!this.composition.documents) return;
        this.composition.documents = { ...this.composition.documents, chosen: on };
        await this.ask(this.ids);
    }

    async detach(key: string): Promise<void> {
        const removed = this.composition.attachments.find((one) => one.key === key);
        this.composition.detach(key);
        if (!removed || !this.composition.documents?.xdm) return;
        if (removed.documentId) await this.ask(this.ids);
        else if (isMadeArchive(removed)) this.carries(false);
    }

    private get ids(): string[] {
        return this.composition.attachments.flatMap(({ documentId }) => documentId ?? []);
    }

    /** Until the answer there is no archive; only the answer to what was asked last counts. */
    private async ask(ids: readonly string[]): Promise<void> {
        const asked = ++this.#asked;
        const unwanted = this.unwanted;
        this.attach([]);
        this.error = '';
        this.working = ids.length > 0;
        if (ids.length === 0) return void (this.composition.documents = null);
        try {
            const draft = await dossierApi.draft(ids, this.composition.documents?.chosen);
            if (asked === this.#asked) this.take(draft, unwanted);
        } catch (problem) {
            if (asked !== this.#asked) return;
            this.error = problem instanceof Error ? problem.message : String(problem);
            this.carries(false);
        } finally {
            if (asked === this.#asked) this.working = false;
        }
    }

    private take({ attachments, xdm }: DocumentsDraft, unwanted: boolean): void {
        this.attach(unwanted ? [] : attachments.filter(({ documentId }) => documentId === null).map(attachmentOf));
        this.composition.documents = { ...this.composition.documents, xdm };
        if (unwanted) this.carries(false);
    }

    /** This mail could carry an archive and has none, whatever is remembered for others. */
    private get unwanted(): boolean {
        const { xdm, chosen } = this.composition.documents ?? {};
        return chosen === undefined && !this.error && xdm?.possible === true && !xdm.on;
    }

    private attach(archives: readonly DraftAttachment[]): void {
        this.composition.attachments = withArchive(this.composition.attachments, archives);
    }

    private carries(on: boolean): void {
        const { documents } = this.composition;
        if (documents?.xdm) this.composition.documents = { ...documents, xdm: { ...documents.xdm, on } };
    }
}
