export const pageSize = 50;

/**
 * What is known of a long list of ids, page by page. A page that may be out of date is still shown,
 * and asked for again when it comes into sight.
 */
export class EmailWindow {
    total: number | undefined;
    #ids: (string | undefined)[] = [];
    #fresh = new Set<number>();
    #queryState = '';

    at(index: number): string | undefined {
        return this.#ids[index];
    }

    indexOf(id: string): number {
        return this.#ids.indexOf(id);
    }

    /** Positions of the pages to ask for, so that rows `first` to `last` are right. */
    missing(first: number, last: number): number[] {
        const end = this.total === undefined ? first + 1 : Math.min(last + 1, Math.max(this.total, 1));
        const positions: number[] = [];
        for (let page = Math.floor(first / pageSize); page * pageSize < end; page++) {
            if (!this.#fresh.has(page)) positions.push(page * pageSize);
        }
        return positions;
    }

    /** Takes a page of an answer; another query state makes all other pages doubtful. */
    put(position: number, ids: readonly string[], total: number, queryState: string): void {
        if (queryState !== this.#queryState) this.#fresh.clear();
        this.#queryState = queryState;
        this.total = total;
        this.#ids.length = Math.min(this.#ids.length, total);
        const size = Math.min(pageSize, Math.max(0, total - position));
        for (let i = 0; i < size; i++) this.#ids[position + i] = ids[i];
        this.#fresh.add(position / pageSize);
    }

    /** The number of mails became known apart from the pages. */
    count(total: number): void {
        this.total = total;
    }

    /** Takes mails out at once, before the server's list says so. */
    remove(ids: ReadonlySet<string>): void {
        if (this.hide(ids) > 0) this.doubt();
    }

    /** The same with what the server still lists. @returns how many there were */
    hide(ids: ReadonlySet<string>): number {
        const kept = Array.from(this.#ids).filter((id) => id === undefined || !ids.has(id));
        const removed = this.#ids.length - kept.length;
        this.#ids = kept;
        if (this.total !== undefined) this.total -= removed;
        return removed;
    }

    /** Everything is to be asked for again; nothing is forgotten. */
    doubt(): void {
        this.#fresh.clear();
    }
}
