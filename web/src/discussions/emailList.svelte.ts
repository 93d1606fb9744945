import { Batch } from '../platform/jmap';
import type { CatchingUp, EmailFilter, EmailRow, SearchSnippet } from '../platform/jmapTypes';
import { EmailWindow, pageSize } from './emailWindow';
import type { UnderWay } from './underWay';
import { newestFirst } from './views';

export const rowProperties = [
    'id',
    'threadId',
    'mailboxIds',
    'keywords',
    'from',
    'to',
    'subject',
    'receivedAt',
    'preview',
    'hasAttachment',
    'messageType',
    'direction',
];

/** One view's list, loaded as it comes into sight, kept so that coming back is instant. */
export class EmailList {
    /** Undefined until the server answered once. */
    total = $state<number>();
    error = $state<unknown>();
    /** Not null while the mailbox is being filled: what is not here may still come. */
    catchingUp = $state.raw<CatchingUp | null>(null);
    /** False while `total` is only what is known so far. */
    counted = $state(true);
    #version = $state(0);
    readonly #window = new EmailWindow();
    readonly #loading = new Map<number, Promise<void>>();
    #sight = { first: 0, last: 20 };
    /** An answer to a question asked before the last doubt is out of date. */
    #generation = 0;
    #abort = new AbortController();
    /** Which question this answers. */
    readonly key: string;
    readonly #snippets = new Map<string, SearchSnippet>();

    /** @param searching the first page comes without its total, which takes longer for frequent words, and with snippets */
    constructor(
        private readonly accountId: string,
        private readonly filter: EmailFilter,
        private readonly keep: (rows: EmailRow[]) => void,
        private readonly underWay: UnderWay,
        private readonly searching = false,
    ) {
        this.key = JSON.stringify(filter);
    }

    at(index: number): string | undefined {
        void this.#version;
        return this.#window.at(index);
    }

    indexOf(id: string): number {
        void this.#version;
        return this.#window.indexOf(id);
    }

    snippet(id: string): SearchSnippet | undefined {
        void this.#version;
        return this.#snippets.get(id);
    }

    /** Makes sure that these rows are, or get, right. */
    async see(first: number, last: number): Promise<void> {
        this.#sight = { first, last };
        await Promise.all(this.#window.missing(first, last).map((position) => this.load(position)));
    }

    /** Asks again for what is in sight; the rest when it comes into sight. */
    async refresh(): Promise<void> {
        this.doubt();
        await this.see(this.#sight.first, this.#sight.last);
    }

    doubt(): void {
        this.#generation++;
        this.#abort.abort();
        this.#abort = new AbortController();
        this.#loading.clear();
        this.#window.doubt();
    }

    /** Nobody waits for an answer any more. */
    cancel(): void {
        this.doubt();
    }

    remove(ids: ReadonlySet<string>): void {
        this.doubt();
        this.#window.remove(ids);
        this.changed();
    }

    private load(position: number): Promise<void> {
        const running = this.#loading.get(position);
        if (running) return running;
        const loading = this.fetchPage(position).finally(() => {
            if (this.#loading.get(position) === loading) this.#loading.delete(position);
        });
        this.#loading.set(position, loading);
        return loading;
    }

    private async fetchPage(position: number): Promise<void> {
        const generation = this.#generation;
        const { signal } = this.#abort;
        try {
            const batch = new Batch(this.accountId);
            const query = batch.add('Email/query', this.question(position));
            const emails = batch.add('Email/get', { '#ids': query.ref('/ids'), properties: rowProperties });
            const snippets = this.searching ? batch.add('SearchSnippet/get', { filter: this.filter, '#emailIds': query.ref('/ids') }) : undefined;
            await batch.send(signal);
            if (generation !== this.#generation) return;
            this.keep(emails.result.list as EmailRow[]);
            for (const snippet of snippets?.result.list ?? []) this.#snippets.set(snippet.emailId, snippet);
            const { ids, total, queryState, catchingUp } = query.result;
            const least = position + ids.length;
            const full = ids.length === pageSize;
            const known = this.counted && this.#window.total !== undefined ? this.#window.total : least;
            this.#window.put(position, ids, total ?? (full ? Math.max(known, least) : least), queryState);
            this.#window.hide(this.underWay.hidden(ids));
            this.catchingUp = catchingUp;
            this.error = undefined;
            if (this.searching && full && position === 0) void this.count(generation, signal);
        } catch (problem) {
            if (generation !== this.#generation) return;
            this.error = problem;
        }
        this.changed();
    }

    private question(position: number): Record<string, unknown> {
        return { filter: this.filter, sort: newestFirst, position, limit: pageSize, calculateTotal: !this.searching };
    }

    /** How many there are in all, once the first ones are on the screen. */
    private async count(generation: number, signal: AbortSignal): Promise<void> {
        this.counted = false;
        try {
            const batch = new Batch(this.accountId);
            const query = batch.add('Email/query', { filter: this.filter, limit: 0, calculateTotal: true });
            await batch.send(signal);
            if (generation !== this.#generation) return;
            this.#window.count(query.result.total ?? pageSize);
            this.counted = true;
            this.changed();
        } catch {
            // The first page stays; the next refresh counts again.
        }
    }

    private changed(): void {
        this.total = this.#window.total;
        this.#version++;
    }
}
