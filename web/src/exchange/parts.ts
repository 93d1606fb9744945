import type { FilingItem } from '../platform/exchangeApi';
import type { BodyPart } from '../platform/jmapTypes';

/** The very rule of the server (standards §3.2): anything else is an ordinary attachment there, too. */
const archiveName = 'ihe_xdm.zip';
const archiveMark = /XDM\/1\.0\/DDM/i;

/** Whether it is worth asking for the documents of archives. */
export function mayHoldArchive(subject: string | null, parts: readonly Pick<BodyPart, 'name' | 'type'>[]): boolean {
    return parts.some((part) => nameOf(part) === archiveName || (archiveMark.test(subject ?? '') && isZip(part)));
}

/** What an attachment is filed as: itself, or the document of an archive that holds the same file. Not the archive. */
export function itemOfPart(items: readonly FilingItem[], part: Pick<BodyPart, 'partId'>): FilingItem | undefined {
    if (part.partId === null) return undefined;
    const id = plain(part.partId);
    return items.find(({ kind, partIds }) => partIds.some((one, index) => plain(one) === id && (kind === 'attachment' || index > 0)));
}

function isZip(part: Pick<BodyPart, 'name' | 'type'>): boolean {
    return part.type.toLowerCase() === 'application/zip' || nameOf(part).endsWith('.zip');
}

function nameOf({ name }: Pick<BodyPart, 'name'>): string {
    return (name ?? '').trim().toLowerCase();
}

function plain(partId: string): string {
    return partId.replaceAll('.', '_');
}
