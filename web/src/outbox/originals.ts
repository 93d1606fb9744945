import { detailProperties } from '../discussions/conversation.svelte';
import { mail } from '../discussions/mail.svelte';
import { longDate } from '../platform/dates';
import { addressLabel, addressList, cleanSubject } from '../platform/format';
import { ask, downloadUrl } from '../platform/jmap';
import type { BodyPart, EmailBody, EmailDetail } from '../platform/jmapTypes';
import { locale, t } from '../platform/messages.svelte';
import { cleanFragment, showPictures } from './cleanHtml';
import type { DraftAttachment } from './draft';
import { bodyOf, quoteForward, quoteReply, textToHtml } from './quote';

/** A mail of the server as material for a draft: its body made safe to edit, its files by their blobs. */
export type Original = EmailDetail & EmailBody;

const longest = 500_000;

export async function fetchOriginal(emailId: string): Promise<Original | undefined> {
    const { list } = await ask(mail.account, 'Email/get', {
        ids: [emailId],
        properties: [...detailProperties, 'htmlBody', 'textBody', 'bodyValues'],
        fetchHTMLBodyValues: true,
        fetchTextBodyValues: true,
        maxBodyValueBytes: longest,
    });
    return list[0] as Original | undefined;
}

/** The body as HTML without anything active, its own pictures shown. */
export function editableBody(original: Original): string {
    const html = (original.htmlBody ?? []).map((part) => partHtml(original, part)).join('');
    const pictures = new Map(original.attachments.flatMap((part) => (part.cid ? [[part.cid, part] as const] : [])));
    const shown = showPictures(html, (cid) => {
        const part = pictures.get(cid);
        return part?.blobId ? downloadUrl(mail.account, part.blobId, part.name ?? cid, part.type) : undefined;
    });
    const holder = document.createElement('div');
    holder.append(cleanFragment(shown));
    return holder.innerHTML;
}

export function quotedForReply(original: Original): string {
    const sender = original.from?.[0] ? addressLabel(original.from[0]) : t('row.unknownSender');
    const introduction = t('quote.reply', { date: longDate(original.receivedAt, locale()), sender });
    return quoteReply({ introduction }, editableBody(original));
}

export function quotedForForward(original: Original): string {
    const rows: [string, string][] = [
        [t('quote.from'), (original.from ?? []).map(({ name, email }) => (name ? `${name} <${email}>` : email)).join(', ')],
        [t('quote.date'), longDate(original.receivedAt, locale())],
        [t('quote.to'), addressList(original.to)],
        [t('quote.subject'), cleanSubject(original.subject)],
    ];
    return quoteForward({ introduction: t('quote.forward'), rows }, editableBody(original));
}

export function attachmentsOf(original: Original): DraftAttachment[] {
    return original.attachments.filter(({ blobId }) => blobId !== null).map(attachmentOf);
}

/** Only the pictures that the quoted text shows. */
export function picturesOf(original: Original): DraftAttachment[] {
    return attachmentsOf(original).filter(({ cid }) => cid !== null);
}

function attachmentOf({ name, type, size, blobId, cid, disposition }: BodyPart): DraftAttachment {
    const inline = disposition === 'inline' && type.startsWith('image/') ? cid : null;
    return {
        key: crypto.randomUUID(),
        name: name ?? t('attachment.unnamed'),
        type,
        size,
        blobId,
        progress: 1,
        error: null,
        cid: inline,
    };
}

function partHtml({ bodyValues }: Original, part: BodyPart): string {
    const value = bodyValues[part.partId ?? '']?.value ?? '';
    return part.type === 'text/html' ? bodyOf(value) : part.type.startsWith('text/') ? textToHtml(value) : '';
}
