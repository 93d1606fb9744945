import type { AnswerKind, DraftContent } from './draft';

/** What is not saved at the operator yet, kept in this tab only: it survives a reload, not the end of the visit. */
const storageKey = 'spico.draft';

export interface LocalCopy {
    content: DraftContent;
    draftId: string | null;
    related: { emailId: string; kind: AnswerKind } | null;
    dossierId?: string | undefined;
    /** The Message-ID of the draft that is being saved: it may be at the operator already. */
    saving: string | null;
}

export function keepLocalCopy({ to, cc, bcc, subject, html, attachments, inReplyTo, references, draftId, related, dossierId, saving }: DraftContent & Omit<LocalCopy, 'content'>): void {
    const sent = attachments.filter(({ blobId }) => blobId !== null);
    const copy: LocalCopy = { content: { to, cc, bcc, subject, html, attachments: sent, inReplyTo, references }, draftId, related, dossierId, saving };
    try {
        sessionStorage.setItem(storageKey, JSON.stringify(copy));
    } catch {
        // Too long for the browser's storage: the page itself still holds it.
    }
}

export function localCopy(): LocalCopy | undefined {
    const kept = sessionStorage.getItem(storageKey);
    return kept === null ? undefined : (JSON.parse(kept) as LocalCopy);
}

export function forgetLocalCopy(): void {
    sessionStorage.removeItem(storageKey);
}
