import type { Mailbox } from '../platform/jmapTypes';
import { t, type MessageKey } from '../platform/messages.svelte';
import type { View } from './views';

const roleNames: Partial<Record<string, MessageKey>> = {
    inbox: 'view.inbox',
    drafts: 'view.drafts',
    trash: 'view.trash',
    sent: 'view.sentFolder',
    junk: 'view.junk',
    archive: 'view.archive',
};

/** A folder with a known purpose is called by it, the others as the operator spells them. */
export function folderName({ role, name }: Pick<Mailbox, 'role' | 'name'>): string {
    const known = role === null ? undefined : roleNames[role];
    return known ? t(known) : name;
}

const titles: Partial<Record<string, MessageKey>> = {
    'professionnels/recus': 'title.professionalsReceived',
    'professionnels/envoyes': 'title.professionalsSent',
    'patients/recus': 'title.patientsReceived',
    'patients/envoyes': 'title.patientsSent',
};

/** What stands over the list: « Reçus » alone would not say of whom. */
export function viewTitle({ key, label, name }: View): string {
    const title = titles[key] ?? label;
    return title ? t(title) : (name ?? '');
}
