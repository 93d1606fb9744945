import { link } from '../link/link.svelte';
import { ask, setProblem } from '../platform/jmap';
import type { EmailRow } from '../platform/jmapTypes';
import { t, tn } from '../platform/messages.svelte';
import { toasts } from '../platform/toasts.svelte';
import { mail } from './mail.svelte';

/**
 * Changes of mails. The operator does them first; the page shows them at once and takes back
 * what the operator refused.
 */
export type Keyword = '$seen' | '$flagged' | '$answered' | '$forwarded';

export async function mark(ids: readonly string[], keyword: Keyword, on: boolean): Promise<boolean> {
    const before = remember(ids);
    const done = mail.underWay.mark(ids, keyword, on);
    mail.keep(before);
    return change(ids, { [`keywords/${keyword}`]: on ? true : null }, before, done);
}

export async function move(ids: readonly string[], mailboxId: string): Promise<boolean> {
    const done = mail.underWay.leave(ids);
    mail.removeEverywhere(new Set(ids));
    return change(ids, { mailboxIds: { [mailboxId]: true } }, remember(ids), done);
}

/** Into the trash; from the trash for ever. */
export async function moveToTrash(ids: readonly string[]): Promise<void> {
    const trash = mail.mailbox('trash');
    if (!trash) return toasts.error(t('problem.noTrash'));
    const before = remember(ids);
    if (!(await move(ids, trash.id))) return;
    toasts.show({
        kind: 'info',
        text: tn('toast.deleted', ids.length),
        action: { label: t('action.undo'), run: () => void putBack(before) },
    });
}

export async function destroy(ids: readonly string[]): Promise<boolean> {
    const done = mail.underWay.leave(ids);
    mail.removeEverywhere(new Set(ids));
    try {
        const { notDestroyed } = await ask(mail.account, 'Email/set', { destroy: ids });
        const refused = Object.values(notDestroyed ?? {})[0];
        if (refused && refused.type !== 'notFound') throw setProblem(refused);
        toasts.show({ kind: 'info', text: tn('toast.destroyed', ids.length) });
        return true;
    } catch (problem) {
        failed(problem);
        return false;
    } finally {
        done();
        await settle();
    }
}

/** @param done what was under way is so no more */
async function change(ids: readonly string[], patch: Record<string, unknown>, before: EmailRow[], done: () => void): Promise<boolean> {
    try {
        const update = Object.fromEntries(ids.map((id) => [id, patch]));
        const { notUpdated } = await ask(mail.account, 'Email/set', { update });
        done();
        const refused = Object.entries(notUpdated ?? {});
        mail.keep(before.filter(({ id }) => notUpdated?.[id]));
        if (refused[0]) throw setProblem(refused[0][1]);
        return true;
    } catch (problem) {
        done();
        mail.keep(before);
        failed(problem);
        return false;
    } finally {
        await settle();
    }
}

async function putBack(before: EmailRow[]): Promise<void> {
    for (const [mailboxId, rows] of Map.groupBy(before, ({ mailboxIds }) => Object.keys(mailboxIds)[0] ?? '')) {
        await move(rows.map(({ id }) => id), mailboxId);
    }
}

function remember(ids: readonly string[]): EmailRow[] {
    return ids.flatMap((id) => mail.rows.get(id) ?? []);
}

/** Where the operator does not answer, the page says so until it does. */
function failed(problem: unknown): void {
    toasts.error(problem);
    void link.refresh().catch(() => undefined);
}

/** The server's word after a change, whatever came of it; its own failure shows in the list. */
async function settle(): Promise<void> {
    await mail.changed().catch(() => undefined);
}
