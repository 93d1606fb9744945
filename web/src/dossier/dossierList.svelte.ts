import { dossierApi, type DossierSummary } from '../platform/dossierApi';

const pageSize = 50;
const pause = 150;

/** The caller's files, those opened last first, narrowed by what is typed; pages are fetched when they come into sight. */
class DossierList {
    typed = $state('');
    /** What the rows answer to. */
    answered = $state('');
    /** Undefined until known. */
    total = $state<number>();
    rows = $state.raw<(DossierSummary | undefined)[]>([]);
    mayCreate = $state(false);
    /** A failure is a sentence, never an empty list. */
    error = $state('');
    #abort = new AbortController();
    #asked = new Set<number>();
    #timer: ReturnType<typeof setTimeout> | undefined;

    type(typed: string): void {
        this.typed = typed;
        clearTimeout(this.#timer);
        this.#timer = setTimeout(() => this.refresh(), typed.trim() ? pause : 0);
    }

    /** Asks again; what is shown stays until the answer is there. */
    refresh(): void {
        this.#abort.abort();
        this.#abort = new AbortController();
        this.#asked = new Set();
        void this.fetch(0, true);
    }

    see(first: number, last: number): void {
        const end = Math.min(last, (this.total ?? 0) - 1);
        for (let page = Math.floor(first / pageSize); page * pageSize <= end; page++) void this.fetch(page, false);
    }

    private async fetch(page: number, fresh: boolean): Promise<void> {
        if (this.#asked.has(page)) return;
        this.#asked.add(page);
        const { signal } = this.#abort;
        const asked = this.typed.trim();
        try {
            const { dossiers, total, mayCreate } = await dossierApi.search(asked, pageSize, page * pageSize, signal);
            if (signal.aborted) return;
            const rows = fresh ? [] : [...this.rows];
            dossiers.forEach((dossier, i) => (rows[page * pageSize + i] = dossier));
            this.rows = rows;
            this.total = total;
            this.mayCreate = mayCreate;
            this.answered = asked;
            this.error = '';
        } catch (problem) {
            if (signal.aborted) return;
            this.#asked.delete(page);
            this.error = problem instanceof Error ? problem.message : String(problem);
        }
    }
}

export const dossierList = new DossierList();
