import { mail } from '../discussions/mail.svelte';
import { ask, Batch, mustSet } from '../platform/jmap';
import type { BodyPart, Identity } from '../platform/jmapTypes';
import { Problem } from '../platform/http';
import { t } from '../platform/messages.svelte';
import { hidePictures, textOf } from './cleanHtml';
import type { Composition } from './composition.svelte';
import { emailOf } from './draft';

let identities: { accountId: string; list: Identity[] } | undefined;

/** Whom the mails of this account come from. */
export async function identity(): Promise<Identity> {
    if (identities?.accountId !== mail.account) {
        const { list } = await ask(mail.account, 'Identity/get', { ids: null });
        identities = { accountId: mail.account, list };
    }
    const first = identities?.list[0];
    if (!first) throw new Problem(0, 'no-identity', t('problem.noIdentity'));
    return first;
}

/**
 * Saves a new draft and removes the former one, in this order: at no moment is there none. The former one is
 * left alone when another tab changed, sent or deleted it; that is the conflict.
 */
export async function saveDraft(composition: Composition, messageId: string): Promise<{ id: string; conflict: boolean }> {
    const box = mail.mailbox('drafts');
    if (!box) throw new Problem(0, 'no-drafts', t('problem.noDrafts'));
    const { name, email } = await identity();
    const html = hidePictures(composition.html);
    const create = emailOf({ ...contentOf(composition), html }, box.id, { name, email }, textOf(html), messageId);

    const former = composition.draftId;
    const batch = new Batch(mail.account);
    const before = former === null ? undefined : batch.add('Email/get', { ids: [former], properties: ['mailboxIds', 'keywords'] });
    const saving = batch.add('Email/set', { create: { draft: create } });
    await batch.send();
    const id = mustSet(saving.result).created?.['draft']?.id;
    if (!id) throw new Problem(0, 'no-draft', t('problem.unexpected'));

    await renewBlobs(composition, id);
    const still = (before?.result.list[0] as { mailboxIds: Record<string, boolean> } | undefined)?.mailboxIds[box.id] === true;
    if (former !== null && still) await removeDraft(former);
    return { id, conflict: former !== null && !still };
}

/** A name for one saving of a draft (RFC 5322 §3.6.4), by which it is found again when the answer never came. */
export function newMessageId(address: string): string {
    return `${crypto.randomUUID()}@${address.split('@')[1] ?? 'localhost'}`;
}

export async function findDraft(messageId: string): Promise<string | null> {
    const box = mail.mailbox('drafts');
    if (!box) return null;
    const { ids } = await ask(mail.account, 'Email/query', { filter: { inMailbox: box.id, header: ['Message-ID', messageId] }, limit: 1 });
    return ids[0] ?? null;
}

/** A draft that is already gone is as good as removed. */
export async function removeDraft(id: string): Promise<void> {
    const { notDestroyed } = await ask(mail.account, 'Email/set', { destroy: [id] });
    const refused = notDestroyed?.[id];
    if (refused && refused.type !== 'notFound') throw new Problem(409, refused.type, refused.description ?? t('problem.refusedChange'));
}

/** The files now live in the saved draft: the blobs of the former one go with it. */
async function renewBlobs(composition: Composition, id: string): Promise<void> {
    const sent = composition.attachments.filter(({ blobId }) => blobId !== null);
    if (sent.length === 0) return;
    const { list } = await ask(mail.account, 'Email/get', { ids: [id], properties: ['attachments'] });
    const parts = (list[0] as { attachments: BodyPart[] } | undefined)?.attachments ?? [];
    if (parts.length !== sent.length) return;
    sent.forEach((attachment, i) => (attachment.blobId = parts[i]?.blobId ?? attachment.blobId));
}

function contentOf({ to, cc, bcc, subject, html, attachments, inReplyTo, references }: Composition) {
    return { to, cc, bcc, subject, html, attachments, inReplyTo, references };
}
