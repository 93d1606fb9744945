import { call, upload } from './http';

/** The plain resources of docs/api.md, one function each. */
export type ClientKind = 'web' | 'mobile' | 'desktop';

export interface Profile {
    id: string;
    login: string;
    kind: 'individual' | 'structure';
    firstName: string | null;
    lastName: string | null;
    title: string | null;
    profession: string | null;
    structure: string | null;
    town: string | null;
    rpps: string | null;
    adeli: string | null;
    directoryScope: 'national' | 'regional';
    patientMail: boolean;
    administrator: boolean;
    operator: { name: string; domains: string[]; maxMessageSize: number };
}

export interface Session {
    account: Profile;
    client: ClientKind | 'program';
}

export interface ApplicationToken {
    id: string;
    name: string;
    createdAt: string;
    lastUsedAt: string | null;
}

export interface MailboxLink {
    state: 'none' | 'pending' | 'linked';
    address: string | null;
    mailboxAccountId: string | null;
    linkedAt: string | null;
    pending: { address: string; expiresAt: string; triesLeft: number; codesLeft: number } | null;
    fill: { done: number; total: number; complete: boolean } | null;
    mayLink: boolean;
    mayNotBecause: 'structure' | 'client' | null;
    operatorReachable: boolean;
}

export type MessageType = 'professional' | 'patient';

export interface InboxTypes {
    types: { type: MessageType; label: string; on: boolean }[];
}

export interface DirectoryEntry {
    address: string;
    type: 'PER' | 'ORG';
    lastName: string | null;
    firstName: string | null;
    title: string | null;
    profession: string | null;
    specialty: string | null;
    structure: string | null;
    service: string | null;
    town: string | null;
    postalCode: string | null;
    department: string | null;
    rpps: string | null;
}

/** An entry that a search found, and how. */
export interface DirectoryResult extends DirectoryEntry {
    match: 'exact' | 'prefix' | 'approximate' | 'partial';
    /** A sentence where the entry does not say what was typed. */
    why: string | null;
    /** The same for all mailboxes of a person. */
    person: string;
    favourite: boolean;
    recent: boolean;
    /** In the care circle of the dossier that the search named. */
    circle: boolean;
    /** The person's other mailboxes. */
    elsewhere: DirectoryEntry[];
}

export interface PersonMailbox {
    address: string;
    type: string;
    service: string;
}

/** What the Annuaire Santé says of a professional at this moment. */
export interface DirectoryPerson {
    rpps: string;
    title: string;
    lastName: string;
    firstName: string;
    profession: string;
    specialty: string;
    /** Those that go with no workplace. */
    mailboxes: PersonMailbox[];
    workplaces: {
        structure: string;
        lines: string[];
        postalCode: string;
        town: string;
        mode: 'salaried' | 'own-account' | 'voluntary' | null;
        mailboxes: PersonMailbox[];
    }[];
}

/** By what a search can be narrowed down. */
export type DirectoryField = 'profession' | 'specialty' | 'department' | 'town' | 'type';
export type DirectoryFilters = Partial<Record<DirectoryField, string>>;

export interface DirectoryResults {
    results: DirectoryResult[];
    total: number;
    took: number;
    scope: 'national' | 'regional';
    facets: Partial<Record<DirectoryField, { value: string; count: number }[]>> | null;
    /** What the searcher would need to see more. */
    beyondScope: { message: string } | null;
}

/** `entry` is null once the address has left the directory. */
export interface Correspondent {
    address: string;
    entry: DirectoryEntry | null;
}

export interface RecipientGroup {
    id: string;
    name: string;
    members: Correspondent[];
}

/** One part of a pasted list: the entry if there is no doubt, otherwise who it may be. */
export interface ResolvedRecipient {
    typed: string;
    entry: DirectoryEntry | null;
    candidates: DirectoryResult[];
    message: string | null;
}

export type DirectorySource = 'national' | 'regional';
export type DirectoryOrigin = 'file' | 'url' | 'upload' | 'ldap' | 'delta';

/** One reading of a directory and what came of it (docs/api.md). */
export interface DirectoryVersion {
    id: number;
    source: DirectorySource;
    origin: DirectoryOrigin;
    state: 'reading' | 'ready' | 'switching' | 'switched' | 'unchanged' | 'refused' | 'failed' | 'discarded';
    current: boolean;
    kept: boolean;
    automatic: boolean;
    progress: number;
    entries: number;
    added: number;
    changed: number;
    removed: number;
    rejected: number;
    redListed: number;
    problem: { code: string; detail: string } | null;
    rejections: { line: number; reason: string }[];
    asOf: string | null;
    startedAt: string;
    endedAt: string | null;
    switchedAt: string | null;
}

export interface DirectoryState {
    source: DirectorySource;
    origins: DirectoryOrigin[];
    scheduled: DirectoryOrigin | null;
    nextDaily: string | null;
    current: DirectoryVersion | null;
    open: DirectoryVersion | null;
}

export interface DirectoryOverview {
    sources: DirectoryState[];
    dailyAt: string | null;
    keepVersions: number;
}

export interface DirectorySample {
    before: DirectoryEntry | null;
    after: DirectoryEntry | null;
}

export type DirectorySamples = Record<'added' | 'changed' | 'removed', DirectorySample[]>;

const directoryAdministration = '/api/administration/directory';

export interface RecipientCheck {
    address: string;
    allowed: boolean;
    reason: 'not-an-address' | 'outside-scope' | 'patient-not-allowed' | 'unknown' | null;
    message: string | null;
    entry: DirectoryEntry | null;
}

export const api = {
    session: () => call<Session>('GET', '/api/session', { anonymous: true }),
    signIn: (login: string, password: string, client: ClientKind) =>
        call<Session>('POST', '/api/session', { body: { login, password, client }, anonymous: true }),
    signOut: () => call<void>('DELETE', '/api/session', { anonymous: true }),

    tokens: () => call<{ tokens: ApplicationToken[] }>('GET', '/api/profile/tokens'),
    createToken: (name: string) =>
        call<ApplicationToken & { token: string }>('POST', '/api/profile/tokens', { body: { name } }),
    revokeToken: (id: string) => call<void>('DELETE', `/api/profile/tokens/${encodeURIComponent(id)}`),

    link: () => call<MailboxLink>('GET', '/api/profile/mailbox-link'),
    sendCode: (address: string, replace: boolean) =>
        call<MailboxLink>('POST', '/api/profile/mailbox-link/codes', { body: { address, replace } }),
    activate: (address: string, code: string, replace: boolean) =>
        call<MailboxLink>('PUT', '/api/profile/mailbox-link', { body: { address, code, replace } }),
    unlink: () => call<void>('DELETE', '/api/profile/mailbox-link'),

    inboxTypes: () => call<InboxTypes>('GET', '/api/discussions/inbox-types'),
    chooseInboxTypes: (types: InboxTypes) => call<InboxTypes>('PUT', '/api/discussions/inbox-types', { body: types }),

    searchDirectory: (q: string, filters: DirectoryFilters, facets: boolean, dossier: string | undefined, signal: AbortSignal) =>
        call<DirectoryResults>('GET', `/api/directory/search?${new URLSearchParams({ q, ...filters, ...(dossier ? { dossier } : {}), facets: String(facets), limit: '20' })}`, { signal }),
    directoryPerson: (rpps: string, signal: AbortSignal) => call<DirectoryPerson>('GET', `/api/directory/people/${encodeURIComponent(rpps)}`, { signal }),
    favourites: () => call<{ favourites: Correspondent[] }>('GET', '/api/directory/favourites'),
    addFavourite: (address: string) => call<void>('PUT', `/api/directory/favourites/${encodeURIComponent(address)}`),
    removeFavourite: (address: string) => call<void>('DELETE', `/api/directory/favourites/${encodeURIComponent(address)}`),
    recents: () => call<{ recents: Correspondent[] }>('GET', '/api/directory/recents'),
    groups: () => call<{ groups: RecipientGroup[] }>('GET', '/api/directory/groups'),
    createGroup: (name: string, addresses: string[]) => call<RecipientGroup>('POST', '/api/directory/groups', { body: { name, addresses } }),
    deleteGroup: (id: string) => call<void>('DELETE', `/api/directory/groups/${encodeURIComponent(id)}`),
    resolveRecipients: (text: string) => call<{ recipients: ResolvedRecipient[] }>('POST', '/api/directory/resolve', { body: { text } }),
    checkRecipients: (addresses: string[], inReplyTo: string | null, accountId: string | null) =>
        call<{ recipients: RecipientCheck[] }>('POST', '/api/directory/recipients', {
            body: { addresses, inReplyTo, accountId },
        }),

    directories: () => call<DirectoryOverview>('GET', directoryAdministration),
    directoryVersions: (source: DirectorySource) =>
        call<{ versions: DirectoryVersion[] }>('GET', `${directoryAdministration}/${source}/versions`),
    directorySamples: (id: number) => call<DirectorySamples>('GET', `${directoryAdministration}/versions/${id}/samples`),
    importDirectory: (source: DirectorySource, origin: DirectoryOrigin) =>
        call<DirectoryVersion>('POST', `${directoryAdministration}/${source}/versions`, { body: { origin } }),
    uploadDirectory: (source: DirectorySource, file: File, progress: (share: number) => void, signal: AbortSignal) =>
        upload<DirectoryVersion>(
            `${directoryAdministration}/${source}/versions/upload`,
            file.slice(0, file.size, 'application/octet-stream'),
            progress,
            signal,
        ),
    switchDirectory: (id: number) => call<DirectoryVersion>('POST', `${directoryAdministration}/versions/${id}/switch`, { body: {} }),
    discardDirectory: (id: number) => call<DirectoryVersion>('DELETE', `${directoryAdministration}/versions/${id}`),
};
