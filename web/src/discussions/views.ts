import type { Comparator, EmailCondition, EmailFilter, Mailbox } from '../platform/jmapTypes';
import type { MessageKey } from '../platform/messages.svelte';

/** What the menu of « Discussions » opens: a question to the server, never a copy. Keys are the words of the address bar. */
export interface View {
    key: string;
    label: MessageKey | null;
    /** The name of an operator's folder, shown as the operator spells it. */
    name: string | null;
    filter: EmailCondition;
    /** Rows show who it went to rather than who it came from. */
    sent: boolean;
    role: 'drafts' | 'trash' | null;
    empty: MessageKey;
}

type FixedView = Omit<View, 'key' | 'name' | 'role'>;

const fixed: Record<string, FixedView> = {
    'boite-de-reception': { label: 'view.inbox', filter: { view: 'inbox' }, sent: false, empty: 'empty.inbox' },
    'non-lus': { label: 'view.unread', filter: { view: 'unread' }, sent: false, empty: 'empty.unread' },
    tous: { label: 'view.all', filter: { view: 'all' }, sent: false, empty: 'empty.all' },
    ...typeViews('professionnels', 'professional', 'view.professionals', 'empty.professionals'),
    ...typeViews('patients', 'patient', 'view.patients', 'empty.patients'),
};

const operatorRoles = ['drafts', 'trash'] as const;
const roleViews = { drafts: 'brouillons', trash: 'corbeille' } as const;

export const newestFirst: Comparator[] = [{ property: 'receivedAt', isAscending: false }];

/** The view of a key, given the operator's folders; undefined while a folder is unknown. */
export function viewOf(key: string, mailboxes: readonly Mailbox[]): View | undefined {
    const known = fixed[key];
    if (known) return { ...known, key, name: null, role: null };
    const role = operatorRoles.find((one) => roleViews[one] === key);
    if (role) {
        const box = mailboxes.find((one) => one.role === role);
        return box && folderView(key, box, role);
    }
    const id = key.startsWith('dossier/') ? key.slice('dossier/'.length) : undefined;
    const folder = mailboxes.find((one) => one.id === id);
    return folder && folderView(key, folder, null);
}

export function folderKey(mailbox: Mailbox): string {
    if (mailbox.role === 'drafts' || mailbox.role === 'trash') return roleViews[mailbox.role];
    return `dossier/${mailbox.id}`;
}

/** The operator's folders that have no entry of their own in the menu, parents before children, with their depth. */
export function otherFolders(mailboxes: readonly Mailbox[]): { mailbox: Mailbox; depth: number }[] {
    const shownElsewhere = new Set(['drafts', 'trash', 'inbox', 'sent']);
    const childrenOf = (parentId: string | null, depth: number): { mailbox: Mailbox; depth: number }[] =>
        mailboxes
            .filter((one) => (hasParent(one, mailboxes) ? one.parentId : null) === parentId)
            .toSorted((a, b) => a.sortOrder - b.sortOrder || a.name.localeCompare(b.name, 'fr'))
            .flatMap((mailbox) => {
                const shown = !shownElsewhere.has(mailbox.role ?? '');
                const below = childrenOf(mailbox.id, shown ? depth + 1 : depth);
                return shown ? [{ mailbox, depth }, ...below] : below;
            });
    return childrenOf(null, 0);
}

/** Where a mail can be moved to by hand. */
export function moveTargets(mailboxes: readonly Mailbox[], from: string | undefined): Mailbox[] {
    const never = new Set(['drafts', 'sent']);
    return mailboxes.filter(({ id, role }) => id !== from && !never.has(role ?? ''));
}

/** A question asked within a view, or everywhere. */
export function narrowed(view: View | null, filter: EmailFilter): EmailFilter {
    return view ? { operator: 'AND', conditions: [view.filter, filter] } : filter;
}

function typeViews(key: string, messageType: 'professional' | 'patient', label: MessageKey, empty: MessageKey): Record<string, FixedView> {
    const filter: EmailCondition = { view: 'all', messageType };
    return {
        [key]: { label, filter, sent: false, empty },
        [`${key}/recus`]: { label: 'view.received', filter: { ...filter, direction: 'received' }, sent: false, empty },
        [`${key}/envoyes`]: { label: 'view.sent', filter: { ...filter, direction: 'sent' }, sent: true, empty: 'empty.sent' },
    };
}

function folderView(key: string, box: Mailbox, role: View['role']): View {
    const label = role === 'drafts' ? 'view.drafts' : role === 'trash' ? 'view.trash' : null;
    const empty = role === 'drafts' ? 'empty.drafts' : role === 'trash' ? 'empty.trash' : 'empty.folder';
    return { key, label, name: box.name, filter: { inMailbox: box.id }, sent: role === 'drafts', role, empty };
}

function hasParent(mailbox: Mailbox, all: readonly Mailbox[]): boolean {
    return mailbox.parentId !== null && all.some(({ id }) => id === mailbox.parentId);
}
