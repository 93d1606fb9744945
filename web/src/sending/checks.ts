import { mail } from '../discussions/mail.svelte';
import { textOf } from '../outbox/cleanHtml';
import type { DraftContent } from '../outbox/draft';
import { dossierApi, type Difference } from '../platform/dossierApi';
import { t } from '../platform/messages.svelte';

/** What does not agree in a mail that is about to be sent; nothing to ask when it is empty. A mail without files carries no document. */
export async function differencesIn({ to, cc, bcc, subject, html, attachments }: DraftContent): Promise<Difference[]> {
    // The documents of a file by their own blob: what the operator made of them need not be read again.
    const blobIds = attachments.flatMap(({ documentBlobId, blobId, cid }) => (cid ? [] : (documentBlobId ?? blobId ?? [])));
    if (blobIds.length === 0) return [];
    const recipients = [...to, ...cc, ...bcc].map(({ address }) => address);
    try {
        return (await dossierApi.check({ accountId: mail.account, subject, text: textOf(html), recipients, blobIds })).differences;
    } catch (problem) {
        return [unchecked(problem instanceof Error ? problem.message : String(problem))];
    }
}

/** What could not be compared is not known to agree: the sender decides. */
function unchecked(reason: string): Difference {
    return { code: 'unchecked', blocking: false, message: t('checks.failed', { reason }), address: null, documentId: null };
}
