import { call, upload } from './http';

/** The resources of coordination files (docs/api.md), one function each. */
export type IdentityState = 'provisional' | 'retrieved' | 'validated' | 'qualified';
export type Sex = 'F' | 'M' | 'U';
export type Role = 'attending' | 'coordinator' | 'participant';
export type ConfidentialityCode = 'normal' | 'restricted' | 'masked';

export interface Patient {
    displayName: string;
    birthName: string;
    birthFirstNames: string;
    usedName: string | null;
    usedFirstName: string | null;
    sex: Sex;
    /** ISO. */
    birthDate: string;
    birthplace: string | null;
    matricule: string | null;
    oid: string | null;
    state: IdentityState;
}

export type PatientTraits = Omit<Patient, 'displayName'>;

export interface DossierSummary {
    id: string;
    patient: Patient;
    role: string;
    documents: number;
    lastActivityAt: string;
    opposition: boolean;
}

export interface Member {
    id: string;
    kind: 'professional' | 'structure';
    name: string;
    profession: string;
    structure: string;
    address: string | null;
    role: Role;
    roleLabel: string;
    me: boolean;
}

export interface Dossier {
    id: string;
    patient: Patient;
    opposition: { since: string; recordedBy: string } | null;
    circle: Member[];
    rights: { actions: ('identity' | 'circle' | 'opposition')[]; add: ConfidentialityCode[]; send: ConfidentialityCode[] };
    doubts: string[];
}

export interface Category {
    code: string;
    label: string;
    classCode: string;
    classLabel: string;
}

export interface DocumentVersion {
    version: number;
    type: string;
    size: number;
    addedAt: string;
    addedBy: string;
    cancelled: boolean;
}

export interface DossierDocument {
    id: string;
    dossierId: string;
    category: Category;
    title: string;
    actDate: string;
    author: string;
    confidentiality: ConfidentialityCode;
    version: number;
    fileName: string;
    type: string;
    size: number;
    addedAt: string;
    addedBy: string;
    may: ('read' | 'replace' | 'send')[];
    blobId: string;
    versions?: DocumentVersion[];
}

export interface Vocabulary {
    categories: Category[];
    confidentialities: { code: ConfidentialityCode; label: string }[];
}

export interface TakenFile {
    fileId: string;
    type: string;
    size: number;
    sameAs: { documentId: string; title: string; version: number }[];
}

/** What is said of a document. */
export interface Description {
    category: string;
    title: string;
    actDate: string;
    author: string;
    confidentiality: ConfidentialityCode;
}

export interface NewMember {
    login?: string;
    address?: string;
    name?: string;
    profession?: string;
    structure?: string;
    role: Role;
}

export const timelineKinds = [
    'created',
    'identity',
    'member-added',
    'member-removed',
    'opposition-recorded',
    'opposition-withdrawn',
    'document-added',
    'document-changed',
    'document-version',
    'document-replaced',
    'document-withdrawn',
    'sent',
] as const;
export type TimelineKind = (typeof timelineKinds)[number];

export interface SentRecipient {
    address: string;
    state: 'queued' | 'accepted' | 'refused' | 'in-doubt';
    label: string;
}

export interface SentDocuments {
    documents: { id: string; title: string }[];
    recipients: SentRecipient[];
    state: 'pending' | 'sent' | 'refused' | 'canceled' | 'in-doubt';
    label: string;
}

export interface TimelineEvent {
    at: string;
    /** One of `timelineKinds`, or what a newer server tells. */
    kind: string;
    by: string;
    document: { id: string; title: string } | null;
    detail: string;
    sending: SentDocuments | null;
}

export interface Timeline {
    events: TimelineEvent[];
    before: string | null;
}

/** Something in a mail that does not agree with the rest of it: a French sentence. */
export interface Difference {
    code: string;
    blocking: boolean;
    message: string;
    address: string | null;
    documentId: string | null;
}

export interface DocumentsDraft {
    subject: string;
    attachments: { documentId: string | null; blobId: string; name: string; type: string; size: number; note?: string | null }[];
    /** The archive for the recipients’ software (IHE XDM). */
    xdm?: XdmOption;
    size: number;
    maxSize: number;
    differences: Difference[];
}

/** Of a draft that is opened again; in the order of what was asked about, null for what came from elsewhere. */
export interface RecognisedFiles {
    attachments: ({ documentId: string | null; blobId: string; note: string | null } | null)[];
    xdm: XdmOption | null;
}

export interface XdmOption {
    on: boolean;
    possible: boolean;
    why: string | null;
    leftOut: { documentId: string; why: string }[];
}

export interface WrittenMail {
    accountId: string;
    subject: string;
    text: string;
    recipients: string[];
    blobIds: string[];
}

const base = '/api/dossiers';
const path = (id: string): string => `${base}/${encodeURIComponent(id)}`;
const documentPath = (id: string): string => `/api/documents/${encodeURIComponent(id)}`;

export const dossierApi = {
    search: (q: string, limit: number, offset: number, signal: AbortSignal) =>
        call<{ dossiers: DossierSummary[]; total: number; mayCreate: boolean }>(
            'GET',
            `${base}?${new URLSearchParams({ q, limit: String(limit), offset: String(offset) })}`,
            { signal },
        ),
    create: (patient: PatientTraits, role: Role) => call<Dossier>('POST', base, { body: { patient, role } }),
    open: (id: string) => call<Dossier>('GET', path(id)),
    identify: (id: string, patient: PatientTraits) => call<Dossier>('PUT', `${path(id)}/patient`, { body: patient }),
    oppose: (id: string, since: string) => call<Dossier>('PUT', `${path(id)}/opposition`, { body: { since } }),
    withdrawOpposition: (id: string) => call<Dossier>('DELETE', `${path(id)}/opposition`),
    addMember: (id: string, member: NewMember) => call<Dossier>('POST', `${path(id)}/members`, { body: member }),
    removeMember: (id: string, memberId: string) => call<Dossier>('DELETE', `${path(id)}/members/${encodeURIComponent(memberId)}`),
    timeline: (id: string, limit: number, before: string | null) =>
        call<Timeline>('GET', `${path(id)}/timeline?${new URLSearchParams({ limit: String(limit), ...(before ? { before } : {}) })}`),

    vocabulary: () => call<Vocabulary>('GET', '/api/documents/categories'),
    documents: (id: string) => call<{ documents: DossierDocument[] }>('GET', `${path(id)}/documents`),
    document: (id: string) => call<DossierDocument>('GET', documentPath(id)),
    putFile: (id: string, file: File, progress: (share: number) => void, signal: AbortSignal) =>
        upload<TakenFile>(`${path(id)}/files`, asFile(file), progress, signal),
    addDocument: (id: string, fileId: string, description: Description) =>
        call<DossierDocument>('POST', `${path(id)}/documents`, { body: { fileId, ...description } }),
    describe: (id: string, description: Description) => call<DossierDocument>('PUT', documentPath(id), { body: description }),
    addVersion: (id: string, fileId: string, cancels: boolean) =>
        call<DossierDocument>('POST', `${documentPath(id)}/versions`, { body: { fileId, cancels } }),

    /** @param xdm what the user has just chosen; undefined = as remembered */
    draft: (documents: readonly string[], xdm?: boolean) =>
        call<DocumentsDraft>('POST', '/api/sending/drafts', { body: { documents, ...(xdm === undefined ? {} : { xdm }) } }),
    recognise: (accountId: string, blobIds: readonly string[]) => call<RecognisedFiles>('POST', '/api/sending/recognitions', { body: { accountId, blobIds } }),
    check: (written: WrittenMail) => call<{ differences: Difference[] }>('POST', '/api/sending/checks', { body: written }),
};

/** Where a document's file is; a `version` that is not the latest by its number. */
export function contentUrl(id: string, version?: number, download = false): string {
    const asked = new URLSearchParams({ ...(version === undefined ? {} : { version: String(version) }), ...(download ? { download: 'true' } : {}) });
    return `${documentPath(id)}/content${asked.size > 0 ? `?${asked}` : ''}`;
}

/** The server finds the type in the content, and takes no body that calls itself JSON. */
function asFile(file: File): Blob {
    return file.slice(0, file.size, 'application/octet-stream');
}
