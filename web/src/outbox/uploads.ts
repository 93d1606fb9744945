import { mail } from '../discussions/mail.svelte';
import { uploadBlob } from '../platform/jmap';
import { t } from '../platform/messages.svelte';
import type { DraftAttachment } from './draft';

/** Uploads a file for a draft, telling the attachment how far it is; resolves when it ended, well or not. */
export async function uploadInto(attachment: DraftAttachment, file: File, signal: AbortSignal): Promise<void> {
    try {
        const blob = await uploadBlob(mail.account, file, (share) => (attachment.progress = share), signal);
        attachment.blobId = blob.blobId;
        attachment.progress = 1;
    } catch (problem) {
        attachment.error = problem instanceof Error && problem.name !== 'AbortError' ? problem.message : t('attachment.notSent');
    }
}

export function attachmentFor(file: File): DraftAttachment {
    return {
        key: crypto.randomUUID(),
        name: file.name,
        type: file.type || 'application/octet-stream',
        size: file.size,
        blobId: null,
        progress: 0,
        error: null,
        cid: null,
    };
}
