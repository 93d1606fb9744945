import type { DraftAttachment } from '../outbox/draft';

const archiveName = 'IHE_XDM.ZIP';

/** The attachments with these archives (none = without any) instead of those that the platform had made. */
export function withArchive(attachments: readonly DraftAttachment[], archives: readonly DraftAttachment[]): DraftAttachment[] {
    return [...attachments.filter((one) => !isMadeArchive(one)), ...archives];
}

export function isMadeArchive({ name, documentBlobId }: DraftAttachment): boolean {
    return documentBlobId !== undefined && name.toUpperCase() === archiveName;
}
