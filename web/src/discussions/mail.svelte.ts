import { SvelteMap } from 'svelte/reactivity';
import { Batch, forgetJmapSession, loadJmapSession, mailAccountOf } from '../platform/jmap';
import type { EmailFilter, EmailRow, Mailbox } from '../platform/jmapTypes';
import { EmailList } from './emailList.svelte';
import { UnderWay } from './underWay';
import { narrowed, type View } from './views';

/** The views whose unread mails are counted in the menu, and what is counted. */
const counted: Record<string, EmailFilter> = {
    'boite-de-reception': { view: 'inbox', notKeyword: '$seen' },
    'non-lus': { view: 'unread' },
    professionnels: { view: 'unread', messageType: 'professional' },
    patients: { view: 'unread', messageType: 'patient' },
};

/** The linked mailbox as the pages see it: folders, counts, rows already seen, one list per view. */
class Mail {
    /** Undefined until known, null when no mailbox is linked. */
    accountId = $state<string | null>();
    mailboxes = $state.raw<Mailbox[]>([]);
    counts = $state.raw<Record<string, number>>({});
    readonly rows = new SvelteMap<string, EmailRow>();
    /** Grows with every change that the server tells; open pages read again when it does. */
    revision = $state(0);
    readonly underWay = new UnderWay();
    #lists = new Map<string, EmailList>();
    #search: { key: string; list: EmailList } | undefined;

    get account(): string {
        if (!this.accountId) throw new Error('no mailbox is linked');
        return this.accountId;
    }

    /** Finds the account; again after a mailbox was linked or unlinked. */
    async open(): Promise<void> {
        forgetJmapSession();
        const found = mailAccountOf(await loadJmapSession());
        if (found === this.accountId) return;
        this.#lists.clear();
        this.#search = undefined;
        this.rows.clear();
        this.mailboxes = [];
        this.counts = {};
        this.accountId = found;
        if (found) await this.refreshMenu();
    }

    list(view: View): EmailList {
        let list = this.#lists.get(view.key);
        if (!list) {
            list = new EmailList(this.account, view.filter, (rows) => this.keep(rows), this.underWay);
            this.#lists.set(view.key, list);
        }
        return list;
    }

    /** What matches, within a view or everywhere. Only the last search is worth keeping, and worth an answer. */
    search(view: View | null, filter: EmailFilter): EmailList {
        const key = JSON.stringify([view?.key, filter]);
        if (this.#search?.key !== key) {
            this.#search?.list.cancel();
            this.#search = { key, list: new EmailList(this.account, narrowed(view, filter), (rows) => this.keep(rows), this.underWay, true) };
        }
        return this.#search.list;
    }

    mailbox(role: string): Mailbox | undefined {
        return this.mailboxes.find((one) => one.role === role);
    }

    /** Something changed at the server: menu now, lists when they are seen. */
    async changed(): Promise<void> {
        if (!this.accountId) return;
        for (const list of this.all()) list.doubt();
        this.revision++;
        await this.refreshMenu();
    }

    /** Takes mails out of every list at once. */
    removeEverywhere(ids: ReadonlySet<string>): void {
        for (const list of this.all()) list.remove(ids);
    }

    keep(rows: readonly EmailRow[]): void {
        for (const row of rows) this.rows.set(row.id, this.underWay.shown(row));
    }

    private async refreshMenu(): Promise<void> {
        const batch = new Batch(this.account);
        const mailboxes = batch.add('Mailbox/get', { ids: null });
        const queries = Object.entries(counted).map(
            ([key, filter]) => [key, batch.add('Email/query', { filter, limit: 1, calculateTotal: true })] as const,
        );
        await batch.send();
        this.mailboxes = mailboxes.result.list;
        this.counts = Object.fromEntries(queries.map(([key, query]) => [key, query.result.total ?? 0]));
    }

    private all(): EmailList[] {
        return [...this.#lists.values(), ...(this.#search ? [this.#search.list] : [])];
    }
}

export const mail = new Mail();
