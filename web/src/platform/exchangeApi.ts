import { call } from './http';
import type { ConfidentialityCode, Patient } from './dossierApi';

/** Documents that mails bring (IHE XDM), and filing them (docs/api.md). */
export interface ArchivedDocument {
    n: string;
    type: { code: string; label: string };
    title: string;
    date: string | null;
    author: string;
    structure: string;
    patient: { birthName: string; birthFirstNames: string; usedName: string; usedFirstName: string; sex: string; birthDate: string | null };
    confidentiality: string[];
    shown: 'pdf' | 'picture' | 'page' | 'not';
    file: { type: string; name: string };
    problem: string | null;
    doubt: string | null;
}

export interface Archive {
    partId: string;
    name: string;
    refused: string | null;
    documents: ArchivedDocument[];
}

/** Where something that a mail brought is filed; names are null for who may not read it. */
export interface Filed {
    documentId: string | null;
    dossierId: string | null;
    dossier: string | null;
    title: string | null;
    at: string;
    by: string;
    undoUntil: string | null;
    message: string;
}

export interface FilingItem {
    ref: string;
    kind: 'document' | 'attachment';
    name: string;
    type: string;
    size: number;
    title: string;
    partIds: string[];
    refused: string | null;
    filed: Filed | null;
}

export interface ComparedTrait {
    trait: string;
    label: string;
    document: string | null;
    dossier: string | null;
    state: 'same' | 'different' | 'unknown';
}

export interface Candidate {
    dossierId: string;
    patient: Patient;
    exact: boolean;
    traits: ComparedTrait[];
    may: boolean;
    why: string | null;
}

export interface Proposal {
    item: FilingItem;
    identity: { source: 'metadata' } | null;
    candidates: Candidate[];
    proposed: { category: { code: string; label: string } | null; title: string; actDate: string; author: string; confidentiality: ConfidentialityCode };
    oneGesture: string | null;
}

export interface FilingRequest {
    dossierId: string;
    category?: string;
    title?: string;
    actDate?: string;
    author?: string;
    confidentiality?: ConfidentialityCode;
    confirmed?: string[];
}

export interface OriginMail {
    accountId: string | null;
    emailId: string | null;
    subject: string | null;
    from: string | null;
    receivedAt: string | null;
    filedBy: string;
    filedAt: string;
    /** Whether filing it can still be undone, by this account. */
    undoable?: boolean;
}

const archives = (accountId: string, emailId: string): string => `/api/exchange/emails/${encodeURIComponent(accountId)}/${encodeURIComponent(emailId)}`;
const filing = (accountId: string, emailId: string): string => `/api/filing/emails/${encodeURIComponent(accountId)}/${encodeURIComponent(emailId)}`;

export const exchangeApi = {
    archives: (accountId: string, emailId: string) => call<{ archives: Archive[] }>('GET', archives(accountId, emailId)),
    items: (accountId: string, emailId: string) => call<{ items: FilingItem[] }>('GET', filing(accountId, emailId)),
    proposal: (accountId: string, emailId: string, ref: string) => call<Proposal>('GET', `${filing(accountId, emailId)}/items/${encodeURIComponent(ref)}`),
    file: (accountId: string, emailId: string, ref: string, request: FilingRequest) =>
        call<Filed>('POST', `${filing(accountId, emailId)}/items/${encodeURIComponent(ref)}`, { body: request }),
    unfile: (accountId: string, emailId: string, ref: string) => call<void>('DELETE', `${filing(accountId, emailId)}/items/${encodeURIComponent(ref)}`),
    undoFiling: (documentId: string) => call<void>('DELETE', `/api/filing/documents/${encodeURIComponent(documentId)}`),
    originOf: (documentId: string) => call<{ mail: OriginMail | null }>('GET', `/api/documents/${encodeURIComponent(documentId)}/mail`),
};

export function archivedUrl(accountId: string, emailId: string, n: string): string {
    return `${archives(accountId, emailId)}/documents/${encodeURIComponent(n)}`;
}

export function archivedPageUrl(accountId: string, emailId: string, n: string, theme: string): string {
    return `${archivedUrl(accountId, emailId, n)}/html?theme=${theme}`;
}

/** A CDA of a file as a page. */
export function documentPageUrl(documentId: string, version: number | undefined, theme: string): string {
    return `/api/documents/${encodeURIComponent(documentId)}/page?${new URLSearchParams({ ...(version === undefined ? {} : { version: String(version) }), theme })}`;
}
