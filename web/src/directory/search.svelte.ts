import { api, type DirectoryField, type DirectoryFilters, type DirectoryResult, type DirectoryResults } from '../platform/api';
import { t } from '../platform/messages.svelte';
import { entryName } from './recipients';

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
    /** What became of an Enter that came before the answer: a sentence. */
    enterSays = $state('');
    #taking: ((certain: DirectoryResult) => void) | undefined;
    #abort: AbortController | undefined;
    #timer: ReturnType<typeof setTimeout> | undefined;

    /**
     * @param counted whether to count the results by field, which a long answer is narrowed down with
     * @param dossierId the dossier whose care circle comes first
     */
    constructor(
        private readonly counted = false,
        private readonly dossierId: () => string | undefined = () => undefined,
    ) {}

    /** Whether there is enough to search for. */
    get asks(): boolean {
        return this.query.trim().length >= shortest || Object.keys(this.filters).length > 0;
    }

    type(query: string): void {
        this.forgetEnter();
        this.query = query;
        this.askAfter(pause);
    }

    /** Narrows down, or no longer with an empty value. */
    filter(field: DirectoryField, value: string): void {
        const { [field]: _, ...others } = this.filters;
        this.filters = value ? { ...others, [field]: value } : others;
        this.forgetEnter();
        this.askAfter(0);
    }

    /**
     * Enter acts on nothing but results of exactly what is typed.
     * @param now they are there
     * @param taking they are on their way, and one of them will leave no doubt
     */
    enter(now: () => void, taking: (certain: DirectoryResult) => void): void {
        if (!this.searching) return now();
        this.#taking = taking;
        this.enterSays = t('directory.enter.waiting');
    }

    forgetEnter(): void {
        this.#taking = undefined;
        this.enterSays = '';
    }

    /** Whether nobody at all is found by what is typed. */
    get findsNobody(): boolean {
        return this.answered && !this.searching && !this.error && this.results.length === 0 && !this.beyond;
    }

    /** Whether somebody is still to be chosen by an Enter that was pressed already. */
    get owesChoice(): boolean {
        return this.searching && this.enterSays !== '';
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
            const answer = await api.searchDirectory(this.query.trim(), this.filters, this.counted, this.dossierId(), abort.signal);
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
        this.honourEnter();
    }

    private honourEnter(): void {
        const taking = this.#taking;
        this.forgetEnter();
        if (!taking || this.results.length === 0) return;
        const certain = certainResult(this.results, this.total);
        if (certain) taking(certain);
        this.enterSays = certain ? t('directory.enter.taken', { label: entryName(certain) }) : t('directory.enter.open');
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

/** The one that says everything that was typed, if it is alone in that; others may resemble it. */
export function certainResult(results: readonly DirectoryResult[], total: number): DirectoryResult | undefined {
    const exact = results.filter(({ match }) => match === 'exact');
    if (exact.length > 0) return exact.length === 1 ? exact[0] : undefined;
    return total === 1 && results[0]?.match === 'prefix' ? results[0] : undefined;
}
