import type { EmailRow, Keywords } from '../platform/jmapTypes';

/**
 * What the operator was asked to do and has not answered yet. Whatever the server tells meanwhile
 * of these mails is older than what the page shows.
 */
export class UnderWay {
    readonly #marks = new Set<{ ids: ReadonlySet<string>; keyword: string; on: boolean }>();
    readonly #leaving = new Set<ReadonlySet<string>>();

    /** @returns ends it, when the operator has answered */
    mark(ids: readonly string[], keyword: string, on: boolean): () => void {
        const mark = { ids: new Set(ids), keyword, on };
        this.#marks.add(mark);
        return () => this.#marks.delete(mark);
    }

    /** Mails that leave the lists they are in. */
    leave(ids: readonly string[]): () => void {
        const leaving = new Set(ids);
        this.#leaving.add(leaving);
        return () => this.#leaving.delete(leaving);
    }

    /** A mail as it is shown. */
    shown(row: EmailRow): EmailRow {
        let { keywords } = row;
        for (const { ids, keyword, on } of this.#marks) if (ids.has(row.id)) keywords = withKeyword(keywords, keyword, on);
        return keywords === row.keywords ? row : { ...row, keywords };
    }

    /** Those of some mails that no list shows. */
    hidden(ids: readonly string[]): ReadonlySet<string> {
        return new Set(ids.filter((id) => [...this.#leaving].some((leaving) => leaving.has(id))));
    }
}

function withKeyword(keywords: Keywords, keyword: string, on: boolean): Keywords {
    const { [keyword]: _, ...others } = keywords;
    return on ? { ...others, [keyword]: true } : others;
}
