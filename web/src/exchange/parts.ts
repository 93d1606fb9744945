import type { FilingItem } from '../platform/exchangeApi';
import type { BodyPart } from '../platform/jmapTypes';

const archiveName = /^ihe[_-]?xdm.*\.zip$/i;
const archiveMark = /XDM\/1\.0\/DDM/i;

/** Whether it is worth asking for the documents of archives. */
export function mayHoldArchive(subject: string | null, parts: readonly Pick<BodyPart, 'name' | 'type'>[]): boolean {
    return parts.some((part) => isArchive(part) || (archiveMark.test(subject ?? '') && isZip(part)));
}

export function isArchive({ name }: Pick<BodyPart, 'name'>): boolean {
    return archiveName.test(name ?? '');
}

/** What an attachment is filed as: itself, or the document of an archive that holds the same file. Not the archive. */
export function itemOfPart(items: readonly FilingItem[], part: Pick<BodyPart, 'partId' | 'name' | 'type'>): FilingItem | undefined {
    if (part.partId === null || isArchive(part)) return undefined;
    const id = plain(part.partId);
    return items.find(({ partIds }) => partIds.some((one) => plain(one) === id));
}

function isZip({ name, type }: Pick<BodyPart, 'name' | 'type'>): boolean {
    return /zip/i.test(type) || /\.zip$/i.test(name ?? '');
}

function plain(partId: string): string {
    return partId.replaceAll('.', '_');
}
