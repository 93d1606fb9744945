import { composePath, emailPath, home } from '../app/paths';
import { router } from '../app/router.svelte';
import { fromAddress, type Recipient } from '../directory/recipients';
import { mail } from '../discussions/mail.svelte';
import { cleanSubject } from '../platform/format';
import type { EmailDetail } from '../platform/jmapTypes';
import { t } from '../platform/messages.svelte';
import { toasts } from '../platform/toasts.svelte';
import { recallDocuments } from '../sending/recall';
import { answerRecipients, answerReferences, answerSubject, type AnswerKind, type Begun, type DraftContent, type SentDocuments } from './draft';
import { identity, removeDraft } from './drafts';
import { localCopy } from './localCopy';
import { submissionOf } from './submissions';
import type { Composition } from './composition.svelte';

/** What is written now, and the directory that opens before a new mail or a forward. At most one of each. */
class Writing {
    current = $state.raw<Composition>();
    picking = $state.raw<{ then: (recipients: Recipient[]) => void; dossierId?: string }>();
    /** Where to go when it is over. */
    #from = home;

    async open(composition: Composition): Promise<void> {
        if (this.current && this.current !== composition) await this.leave();
        this.current = composition;
        if (router.path !== composePath) this.#from = router.path;
        router.go(composePath);
    }

    /** The page was left: what was written is kept as a draft, and said so. */
    async leave(): Promise<void> {
        const left = this.current;
        if (!left) return;
        await left.flush();
        if (left.save.kind === 'failed') return void toasts.show({ kind: 'error', text: t('draft.notSaved', { reason: left.save.message }), action: this.resume(left) }, 0);
        left.stop();
        if (this.current === left) this.current = undefined;
        if (left.undecided) toasts.show({ kind: 'warning', text: t('draft.keptUndecided'), action: this.resume(left) });
        else if (left.save.kind === 'saved') toasts.show({ kind: 'info', text: t('draft.kept'), action: this.resume(left) });
    }

    /** Back to where one came from; the page that leaves then keeps the draft. */
    hide(): void {
        router.back(this.#from);
    }

    /** It was sent or thrown away. */
    close(): void {
        this.current?.stop();
        this.current = undefined;
        if (router.path === composePath) router.back(this.#from);
    }

    async discard(): Promise<void> {
        const discarded = this.current;
        this.close();
        await discarded?.settled();
        const id = discarded?.draftId ?? null;
        if (id) await removeDraft(id).catch((problem: unknown) => toasts.error(problem));
    }

    private resume(composition: Composition) {
        return { label: t('draft.resume'), run: () => void this.open(composition) };
    }
}

export const writing = new Writing();

/** « Envoyer un mail MSS »: the directory first, then the mail (rows S1–S3). */
export function writeNew(): void {
    writing.picking = { then: (recipients) => void start({ to: recipients }) };
}

/** The directory, in which the dossier's circle comes first, then a mail that begins with this (rows T1–T3). */
export function writeWith(content: Partial<DraftContent>, documents: SentDocuments, dossierId: string): void {
    writing.picking = { dossierId, then: (to) => void start({ ...content, to }, null, null, { documents, dossierId }) };
}

export function answer(email: EmailDetail, kind: AnswerKind): void {
    if (kind !== 'forward') return void report(answerTo(email.id, kind, []));
    writing.picking = { then: (recipients) => void report(answerTo(email.id, kind, recipients)) };
}

export async function editDraft(emailId: string): Promise<void> {
    await report(openDraft(emailId));
}

/** What a reload interrupted. */
export async function restoreLocalCopy(): Promise<void> {
    const kept = localCopy();
    if (!kept) return;
    const { findDraft } = await import('./drafts');
    const draftId = (kept.saving && (await findDraft(kept.saving).catch(() => null))) || kept.draftId;
    const composition = await start(kept.content, draftId, kept.related, { dossierId: kept.dossierId, restored: true });
    void recallDocuments(composition);
    toasts.show({ kind: 'info', text: t('draft.restored') });
}

async function start(content: Partial<DraftContent>, draftId: string | null = null, related: Composition['related'] = null, begun: Begun = {}): Promise<Composition> {
    const { Composition } = await import('./composition.svelte');
    const composition = new Composition(content, draftId, related, begun);
    await writing.open(composition);
    void composition.recognise();
    return composition;
}

async function answerTo(emailId: string, kind: AnswerKind, chosen: Recipient[]): Promise<void> {
    const originals = await import('./originals');
    const [original, me] = await Promise.all([originals.fetchOriginal(emailId), identity()]);
    if (!original) return toasts.error(t('reader.gone'));
    const { to, cc } = answerRecipients(original, kind, new Set([me.email.toLowerCase()]));
    const forward = kind === 'forward';
    await start(
        {
            to: [...chosen, ...to.map(fromAddress)],
            cc: cc.map(fromAddress),
            subject: answerSubject(cleanSubject(original.subject), kind),
            html: forward ? originals.quotedForForward(original) : originals.quotedForReply(original),
            attachments: forward ? originals.attachmentsOf(original) : originals.picturesOf(original),
            ...(forward ? {} : answerReferences(original)),
        },
        null,
        { emailId, kind },
    );
}

async function openDraft(emailId: string): Promise<void> {
    const originals = await import('./originals');
    const [draft, sending] = await Promise.all([originals.fetchOriginal(emailId), submissionOf(emailId)]);
    if (draft && sending?.undoStatus === 'pending') {
        router.go(emailPath('brouillons', emailId));
        return void toasts.show({ kind: 'info', text: t('draft.waiting') });
    }
    if (!draft) {
        await mail.changed();
        return toasts.error(t('draft.gone'));
    }
    const people = (list: EmailDetail['to']) => (list ?? []).map(fromAddress);
    const composition = await start(
        {
            to: people(draft.to),
            cc: people(draft.cc),
            bcc: people(draft.bcc),
            subject: cleanSubject(draft.subject),
            html: originals.editableBody(draft),
            attachments: originals.attachmentsOf(draft),
            inReplyTo: draft.inReplyTo,
            references: draft.references,
        },
        emailId,
    );
    void recallDocuments(composition);
}

async function report(work: Promise<void>): Promise<void> {
    await work.catch((problem: unknown) => toasts.error(problem));
}
