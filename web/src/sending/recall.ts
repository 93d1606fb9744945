import { mail } from '../discussions/mail.svelte';
import type { Composition } from '../outbox/composition.svelte';
import type { DraftAttachment } from '../outbox/draft';
import { dossierApi, type RecognisedFiles } from '../platform/dossierApi';

/** A draft that is opened again: its documents are documents of a file again, and the archive can be chosen. Nothing is said when that fails. */
export async function recallDocuments(composition: Composition): Promise<void> {
    const asked = composition.attachments.flatMap(({ key, blobId, documentBlobId, cid }) => (blobId && !cid ? [{ key, blobId: documentBlobId ?? blobId }] : []));
    if (asked.length === 0) return;
    const found = await dossierApi.recognise(mail.account, asked.map(({ blobId }) => blobId)).catch(() => undefined);
    if (!found?.xdm) return;
    composition.attachments = withRecognised(composition.attachments, asked.map(({ key }) => key), found.attachments);
    composition.documents = { xdm: found.xdm };
}

/** @param keys of the attachments that were asked about, in the order of the answer */
export function withRecognised(attachments: readonly DraftAttachment[], keys: readonly string[], found: RecognisedFiles['attachments']): DraftAttachment[] {
    return attachments.map((one) => {
        const known = found[keys.indexOf(one.key)];
        return known ? { ...one, documentId: known.documentId ?? undefined, documentBlobId: known.blobId, note: known.note ?? undefined } : one;
    });
}
