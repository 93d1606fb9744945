import { toAddress, type Recipient } from '../directory/recipients';
import type { XdmOption } from '../platform/dossierApi';
import type { EmailAddress, EmailDetail } from '../platform/jmapTypes';

export interface DraftAttachment {
    key: string;
    name: string;
    type: string;
    size: number;
    /** Null while it is being uploaded, or when that failed. */
    blobId: string | null;
    progress: number;
    error: string | null;
    /** Of a picture that the text shows. */
    cid: string | null;
    /** Of a document of a patient's file, which it is; an archive of them is none. */
    documentId?: string | undefined;
    /** Of a document or an archive: its own blob, whatever becomes of the draft. */
    documentBlobId?: string | undefined;
    /** What is amiss with the file, which can be sent all the same. */
    note?: string | undefined;
}

/** What goes with the documents of a patient's file that a mail carries. */
export interface SentDocuments {
    xdm?: XdmOption | undefined;
    /** What a person clicked in this mail; undefined as long as nobody has. */
    chosen?: boolean | undefined;
}

/** How the writing of a mail began. */
export interface Begun {
    documents?: SentDocuments | null;
    dossierId?: string | undefined;
    /** A reload interrupted it. */
    restored?: boolean;
}

/** Everything of a draft that is saved. */
export interface DraftContent {
    to: Recipient[];
    cc: Recipient[];
    bcc: Recipient[];
    subject: string;
    html: string;
    attachments: DraftAttachment[];
    inReplyTo: string[] | null;
    references: string[] | null;
}

export type AnswerKind = 'reply' | 'replyAll' | 'forward';

/** Where the saving of a draft stands. */
export type SaveState =
    | { kind: 'untouched' }
    | { kind: 'edited' }
    | { kind: 'saving'; editedSince: boolean }
    | { kind: 'saved'; at: Date }
    | { kind: 'failed'; message: string };

export type SaveEvent =
    | { type: 'edit' }
    | { type: 'start' }
    | { type: 'success'; at: Date }
    | { type: 'failure'; message: string };

export function afterEvent(state: SaveState, event: SaveEvent): SaveState {
    switch (event.type) {
        case 'edit':
            return state.kind === 'saving' ? { kind: 'saving', editedSince: true } : { kind: 'edited' };
        case 'start':
            return { kind: 'saving', editedSince: false };
        case 'success':
            return state.kind === 'saving' && state.editedSince ? { kind: 'edited' } : { kind: 'saved', at: event.at };
        case 'failure':
            return { kind: 'failed', message: event.message };
    }
}

/** Whether closing the page would lose something. */
export function wouldLose(state: SaveState): boolean {
    return state.kind === 'edited' || state.kind === 'saving' || state.kind === 'failed';
}

export function answerSubject(subject: string | null, kind: AnswerKind): string {
    const bare = (subject ?? '').replace(/^(?:\s*(?:re|fwd?|tr|rép)\s*:\s*)+/i, '').trim();
    return `${kind === 'forward' ? 'Tr' : 'Re'}: ${bare}`;
}

/** Whom an answer goes to: never oneself, unless one wrote to oneself alone. */
export function answerRecipients(
    email: Pick<EmailDetail, 'from' | 'to' | 'cc' | 'replyTo' | 'direction'>,
    kind: AnswerKind,
    own: ReadonlySet<string>,
): { to: EmailAddress[]; cc: EmailAddress[] } {
    if (kind === 'forward') return { to: [], cc: [] };
    const others = (list: EmailAddress[] | null) => distinct(list ?? []).filter(({ email: one }) => !own.has(one.toLowerCase()));
    const senders = email.replyTo?.length ? email.replyTo : (email.from ?? []);
    const to = email.direction === 'sent' ? (email.to ?? []) : senders;
    const kept = others(to);
    if (kind === 'reply') return { to: kept.length > 0 ? kept : distinct(to), cc: [] };
    const main = others(email.direction === 'sent' ? to : [...to, ...(email.to ?? [])]);
    const already = new Set(main.map(({ email: one }) => one.toLowerCase()));
    return { to: main, cc: others(email.cc).filter(({ email: one }) => !already.has(one.toLowerCase())) };
}

/** The thread of an answer (RFC 5322 §3.6.4). */
export function answerReferences({ messageId, references, inReplyTo }: Pick<EmailDetail, 'messageId' | 'references' | 'inReplyTo'>) {
    const before = references ?? inReplyTo ?? [];
    return { inReplyTo: messageId, references: messageId ? [...before.filter((one) => !messageId.includes(one)), ...messageId] : null };
}

/** The object of `Email/set` create (RFC 8621 §4.6). */
export function emailOf(content: DraftContent, mailboxId: string, from: EmailAddress, text: string, messageId: string): Record<string, unknown> {
    const optional = (list: Recipient[]) => (list.length > 0 ? list.map(toAddress) : null);
    return {
        mailboxIds: { [mailboxId]: true },
        keywords: { $draft: true, $seen: true },
        messageId: [messageId],
        from: [from],
        to: optional(content.to),
        cc: optional(content.cc),
        bcc: optional(content.bcc),
        subject: content.subject,
        ...(content.inReplyTo ? { inReplyTo: content.inReplyTo } : {}),
        ...(content.references ? { references: content.references } : {}),
        textBody: [{ partId: 'text', type: 'text/plain' }],
        htmlBody: [{ partId: 'html', type: 'text/html' }],
        bodyValues: { text: { value: text }, html: { value: content.html } },
        attachments: content.attachments.filter(({ blobId }) => blobId !== null).map(partOf),
    };
}

/** What is compared to know whether something is left to save. */
export function fingerprint({ to, cc, bcc, subject, html, attachments }: DraftContent): string {
    const addresses = [to, cc, bcc].map((list) => list.map(({ address }) => address));
    return JSON.stringify([addresses, subject, html, attachments.filter(({ blobId }) => blobId).map(({ key }) => key)]);
}

export function totalSize(attachments: readonly DraftAttachment[]): number {
    return attachments.reduce((sum, { size }) => sum + size, 0);
}

/** Base64 adds a third, line ends a little more: what a file weighs once it is in a mail. */
export function fits(attachments: readonly DraftAttachment[], added: number, limit: number): boolean {
    return (totalSize(attachments) + added) * 1.37 <= limit;
}

function partOf({ blobId, type, name, cid }: DraftAttachment): Record<string, unknown> {
    return { blobId, type, name, disposition: cid ? 'inline' : 'attachment', ...(cid ? { cid } : {}) };
}

function distinct(list: EmailAddress[]): EmailAddress[] {
    return [...new Map(list.map((one) => [one.email.toLowerCase(), one])).values()];
}
