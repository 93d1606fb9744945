import type { BodyPart } from '../platform/jmapTypes';

export type PreviewKind = 'pdf' | 'picture';

const pictures = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/bmp']);

/** What can be looked at here; by name too, as mail programs often send a PDF without saying so. */
export function previewOf({ type, name }: Pick<BodyPart, 'type' | 'name'>): PreviewKind | null {
    if (pictures.has(type.toLowerCase())) return 'picture';
    if (type.toLowerCase() === 'application/pdf') return 'pdf';
    const unsaid = type === 'application/octet-stream';
    return unsaid && /\.pdf$/i.test(name ?? '') ? 'pdf' : null;
}

/** The parts shown as files: not the pictures that the text itself shows. */
export function filesOf(attachments: readonly BodyPart[]): BodyPart[] {
    return attachments.filter((part) => !isInlinePicture(part));
}

export function isInlinePicture({ disposition, cid, type }: BodyPart): boolean {
    return cid !== null && disposition === 'inline' && type.startsWith('image/');
}
