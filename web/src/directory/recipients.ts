import type { DirectoryEntry, DirectoryResult } from '../platform/api';
import type { EmailAddress } from '../platform/jmapTypes';

/** Somebody a mail goes to. `problem` is the server's sentence when they may not be written to. */
export interface Recipient {
    address: string;
    name: string | null;
    entry: DirectoryEntry | null;
    problem: string | null;
}

export function fromEntry(entry: DirectoryEntry): Recipient {
    return { address: entry.address, name: entryName(entry), entry, problem: null };
}

export function fromAddress({ name, email }: EmailAddress): Recipient {
    return { address: email, name, entry: null, problem: null };
}

export function toAddress({ name, address }: Recipient): EmailAddress {
    return { name, email: address };
}

/** As the directory writes them, and as people do. */
const titles: Record<string, string> = { M: 'M.', MME: 'Mme', MLLE: 'Mme', DR: 'Dr', PR: 'Pr' };

/** « Dr Hélène Castelbon » of a person, the name of a service or structure of an organisation. */
export function entryName({ type, title, firstName, lastName, service, structure, address }: DirectoryEntry): string {
    const person = [title && (titles[title.toUpperCase()] ?? title), firstName, lastName].filter(Boolean).join(' ');
    const organisation = [service, structure].filter(Boolean).join(' – ') || lastName;
    return (type === 'ORG' ? organisation : person || organisation) || address;
}

/** Whether the national directory can be asked for everything about them. */
export function hasDetails({ type, rpps }: DirectoryEntry, scope: 'national' | 'regional'): boolean {
    return scope === 'national' && type === 'PER' && Boolean(rpps);
}

/** What tells homonyms apart: profession, specialty, place of work, town. */
export function entryDetails({ type, profession, specialty, service, structure, postalCode, town }: DirectoryEntry): string {
    const place = [postalCode, town].filter(Boolean).join(' ');
    const work = type === 'ORG' ? [] : [profession, specialty, service, structure];
    return [...work, place].filter(Boolean).join(' · ');
}

/** What a chip adds to the name: « Cardiologie, Toulouse ». */
export function entryBrief({ type, profession, specialty, town }: DirectoryEntry): string {
    return [type === 'ORG' ? null : specialty || profession, town].filter(Boolean).join(', ');
}

/** A line of a list: a result, or another mailbox of the person above it. */
export interface Line {
    entry: DirectoryEntry;
    /** A sentence where the entry does not say what was typed. */
    why: string | null;
    /** Another mailbox of the person above. */
    also: boolean;
    /** Somebody else in the list has the same name. */
    homonym: boolean;
    /** In the care circle of the dossier that is sent from. */
    circle: boolean;
}

/** Each mailbox once, all of a person's below the first that was found. */
export function resultLines(results: readonly DirectoryResult[]): Line[] {
    const shown = new Set<string>();
    const people = new Map<string, DirectoryResult[]>();
    for (const result of results) people.set(result.person, [...(people.get(result.person) ?? []), result]);
    const names = [...people.values()].map(([first]) => nameOf(first));
    return [...people.values()]
        .flatMap((found, index) => personLines(found, names.filter((name) => name === names[index]).length > 1))
        .filter(({ entry: { address } }) => !shown.has(address) && shown.add(address));
}

function personLines(found: readonly DirectoryResult[], homonym: boolean): Line[] {
    const lines = found.map((entry, place) => ({ entry, why: entry.why, also: place > 0, homonym, circle: entry.circle }));
    const others = found.flatMap(({ elsewhere }) => elsewhere).map((entry) => ({ entry, why: null, also: true, homonym, circle: false }));
    return [...lines, ...others];
}

function nameOf(entry: DirectoryEntry | undefined): string {
    return entry ? entryName({ ...entry, title: null }).toLowerCase() : '';
}

export function plainLines(entries: readonly DirectoryEntry[]): Line[] {
    return entries.map((entry) => ({ entry, why: null, also: false, homonym: false, circle: false }));
}

/** Whether it is a list to be resolved, not something to search for. */
export function isList(text: string): boolean {
    return text.split(/[\n\r;]+/).filter((part) => part.trim()).length > 1 || parseAddresses(text).length > 1;
}

/** Addresses out of anything that is pasted: lines, lists, `Name <address>`. */
export function parseAddresses(text: string): string[] {
    const found = text.match(/[^\s<>,;:"'()[\]]+@[^\s<>,;:"'()[\]]+/g) ?? [];
    return [...new Set(found.map((one) => one.replace(/\.+$/, '').toLowerCase()))];
}

/** The same person twice is one recipient, whatever the case of the address. */
export function addRecipients(present: readonly Recipient[], added: readonly Recipient[]): Recipient[] {
    const known = new Set(present.map(({ address }) => address.toLowerCase()));
    const fresh = added.filter(({ address }) => {
        const key = address.toLowerCase();
        if (known.has(key)) return false;
        known.add(key);
        return true;
    });
    return [...present, ...fresh];
}

export function withoutRecipient(present: readonly Recipient[], address: string): Recipient[] {
    return present.filter((one) => one.address.toLowerCase() !== address.toLowerCase());
}
