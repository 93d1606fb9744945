import type { EmailFilter, Mailbox } from '../platform/jmapTypes';
import { plain } from './searchDates';

/** The views and the operator's folders with a purpose, by the names that the menu gives them. */
const known: Record<string, (mailboxes: readonly Mailbox[]) => EmailFilter | null> = {
    'boite de reception': () => ({ view: 'inbox' }),
    reception: () => ({ view: 'inbox' }),
    inbox: () => ({ view: 'inbox' }),
    recus: () => ({ view: 'all', direction: 'received' }),
    envoyes: () => ({ view: 'all', direction: 'sent' }),
    sent: () => ({ view: 'all', direction: 'sent' }),
    brouillons: (all) => ofRole('drafts', all),
    drafts: (all) => ofRole('drafts', all),
    corbeille: (all) => ofRole('trash', all),
    trash: (all) => ofRole('trash', all),
    indesirables: (all) => ofRole('junk', all),
    spam: (all) => ofRole('junk', all),
    archives: (all) => ofRole('archive', all),
    patients: () => ({ messageType: 'patient' }),
    professionnels: () => ({ messageType: 'professional' }),
};

/** What « dans: » means; null if no folder is called so. As one types, the beginning of a name is enough. */
export function foldersNamed(typed: string, mailboxes: readonly Mailbox[], match: 'whole' | 'beginning'): EmailFilter | null {
    const name = plain(typed);
    const own = mailboxes.filter((one) => plain(one.name) === name);
    const exact = known[name]?.(mailboxes) ?? anyOf(own);
    if (exact || match === 'whole') return exact;
    const key = Object.keys(known).find((one) => one.startsWith(name));
    return anyOf(mailboxes.filter((one) => plain(one.name).startsWith(name))) ?? (key ? (known[key]?.(mailboxes) ?? null) : null);
}

function ofRole(role: string, mailboxes: readonly Mailbox[]): EmailFilter | null {
    return anyOf(mailboxes.filter((one) => one.role === role));
}

function anyOf(mailboxes: readonly Mailbox[]): EmailFilter | null {
    const conditions = mailboxes.map(({ id }) => ({ inMailbox: id }));
    return conditions.length > 1 ? { operator: 'OR', conditions } : (conditions[0] ?? null);
}
