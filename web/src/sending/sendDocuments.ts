import { profilePath } from '../app/paths';
import { router } from '../app/router.svelte';
import { mail } from '../discussions/mail.svelte';
import { writeWith } from '../outbox/compose.svelte';
import { dossierApi } from '../platform/dossierApi';
import { cleanSubject, fileSize } from '../platform/format';
import { locale, t } from '../platform/messages.svelte';
import { toasts } from '../platform/toasts.svelte';
import { attachmentOf } from './documentAttachment';

/** Whether a mail can be written at all; says what to do when not. */
export function hasMailbox(): boolean {
    if (mail.accountId) return true;
    toasts.show({ kind: 'info', text: t('sendDocuments.noMailbox'), action: { label: t('noMailbox.action'), run: () => router.go(profilePath('mssante')) } });
    return false;
}

/** « Envoyer par mail MSSanté » (row T3): the directory, then the mail with the documents and their subject. */
export async function sendDocuments(dossierId: string, documentIds: readonly string[]): Promise<boolean> {
    if (!hasMailbox()) return false;
    try {
        const draft = await dossierApi.draft(documentIds);
        if (draft.size > draft.maxSize) {
            toasts.error(t('sendDocuments.tooLarge', { size: fileSize(draft.size, locale()), max: fileSize(draft.maxSize, locale()) }));
            return false;
        }
        writeWith({ subject: cleanSubject(draft.subject), attachments: draft.attachments.map(attachmentOf) }, { xdm: draft.xdm }, dossierId);
        return true;
    } catch (problem) {
        toasts.error(problem);
        return false;
    }
}
