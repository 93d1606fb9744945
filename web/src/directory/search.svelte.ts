import { api, type DirectoryField, type DirectoryFilters, type DirectoryResult, type DirectoryResults } from '../platform/api';

const pause = 120;
const shortest = 2;

/** The directory while one types: the latest question wins, former ones are dropped. */
export class DirectorySearch {
    query = $state('');
    results = $state.raw<DirectoryResult[]>([]);
    total = $state(0);
    filters = $state.raw<DirectoryFilters>({});
    facets = $state.raw<NonNullable<DirectoryResults['facets']>>({});
    /** What the searcher would need to see more; empty when there is nothing more. */
    beyond = $state('');
    /** A failure is a sentence, never an empty list. */
    error = $state('');
    searching = $state(false);
    /** Whether the results belong to something that was typed. */
    answered = $state(false);
    #abort: AbortController | undefined;
    #timer: ReturnType<typeof setTimeout> | undefined;

    /**
     * @param counted whether to count the results by field, which a long answer is narrowed down with
     * @param dossierId the dossier whose care circle comes first
     */
    constructor(
        private readonly counted = false,
        private readonly dossierId?: string,
    ) {}

    /** Whether there is enough to search for. */
    get asks(): boolean {
        return this.query.trim().length >= shortest || Object.keys(this.filters).length > 0;
    }

    type(query: string): void {
        this.query = query;
        this.askAfter(pause);
    }

    /** Narrows down, or no longer with an empty value. */
    filter(field: DirectoryField, value: string): void {
        const { [field]: _, ...others } = this.filters;
        this.filters = value ? { ...others, [field]: value } : others;
        this.askAfter(0);
    }

    reset(): void {
        this.filters = {};
        this.type('');
    }

    private askAfter(milliseconds: number): void {
        this.#abort?.abort();
        clearTimeout(this.#timer);
        if (!this.asks) return this.clear();
        this.searching = true;
        this.#timer = setTimeout(() => void this.ask(), milliseconds);
    }

    private async ask(): Promise<void> {
        const abort = (this.#abort = new AbortController());
        try {
            const answer = await api.searchDirectory(this.query.trim(), this.filters, this.counted, this.dossierId, abort.signal);
            if (abort.signal.aborted) return;
            this.results = answer.results;
            this.total = answer.total;
            this.facets = answer.facets ?? {};
            this.beyond = answer.beyondScope?.message ?? '';
            this.error = '';
            this.answered = true;
        } catch (problem) {
            if (abort.signal.aborted) return;
            this.results = [];
            this.error = problem instanceof Error ? problem.message : String(problem);
        }
        this.searching = false;
    }

    private clear(): void {
        this.results = [];
        this.total = 0;
        this.facets = {};
        this.beyond = '';
        this.error = '';
        this.searching = false;
        this.answered = false;
    }
}
