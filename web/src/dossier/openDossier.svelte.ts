import { dossierApi, type Dossier, type DossierDocument } from '../platform/dossierApi';

/** A file that is open: who the patient is, the circle, the documents. What is shown stays while it is asked for again. */
export class OpenDossier {
    current = $state.raw<Dossier>();
    /** Undefined until known. */
    documents = $state.raw<DossierDocument[]>();
    error = $state('');
    documentsError = $state('');
    /** Narrowing of the documents, kept while one looks at another tab. */
    classCode = $state('');
    words = $state('');

    constructor(readonly id: string) {}

    load(): void {
        void this.loadDossier();
        void this.loadDocuments();
    }

    async loadDossier(): Promise<void> {
        try {
            this.current = await dossierApi.open(this.id);
            this.error = '';
        } catch (problem) {
            this.error = problem instanceof Error ? problem.message : String(problem);
        }
    }

    async loadDocuments(): Promise<void> {
        try {
            this.documents = (await dossierApi.documents(this.id)).documents;
            this.documentsError = '';
        } catch (problem) {
            this.documentsError = problem instanceof Error ? problem.message : String(problem);
        }
    }

    /** What the server answered to a change of the file. */
    take(dossier: Dossier): void {
        this.current = dossier;
    }

    /** A document that was added or changed, at its place among the others. */
    put({ versions: _, ...document }: DossierDocument): void {
        const others = (this.documents ?? []).filter(({ id }) => id !== document.id);
        this.documents = [document, ...others].toSorted((a, b) => b.actDate.localeCompare(a.actDate) || b.addedAt.localeCompare(a.addedAt));
    }

    /** A document that was taken back out. */
    drop(documentId: string): void {
        this.documents = this.documents?.filter(({ id }) => id !== documentId);
    }
}

let last: OpenDossier | undefined;

/** The file as it was left, if it is the one that was open last. */
export function openDossier(id: string): OpenDossier {
    if (last?.id !== id) last = new OpenDossier(id);
    return last;
}
