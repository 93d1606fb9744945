import type { DraftAttachment } from '../outbox/draft';
import type { DocumentsDraft } from '../platform/dossierApi';

export function attachmentOf({ documentId, blobId, name, type, size, note }: DocumentsDraft['attachments'][number]): DraftAttachment {
    return { key: crypto.randomUUID(), name, type, size, blobId, progress: 1, error: null, cid: null, documentId: documentId ?? undefined, documentBlobId: blobId, note: note ?? undefined };
}
