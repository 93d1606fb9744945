import { expect, it } from 'vitest';
import type { BodyPart } from '../platform/jmapTypes';
import { filesOf, previewOf } from './attachments';

const part = (change: Partial<BodyPart>): BodyPart => ({
    partId: null,
    blobId: 'B',
    size: 1,
    name: null,
    type: 'image/png',
    disposition: 'attachment',
    cid: null,
    ...change,
});

it('PDF and pictures can be looked at, other files not', () => {
    expect(previewOf(part({ type: 'application/pdf' }))).toBe('pdf');
    expect(previewOf(part({ type: 'IMAGE/JPEG' }))).toBe('picture');
    expect(previewOf(part({ type: 'application/octet-stream', name: 'CR.PDF' }))).toBe('pdf');
    expect(previewOf(part({ type: 'image/svg+xml' }))).toBeNull();
    expect(previewOf(part({ type: 'text/html', name: 'x.pdf' }))).toBeNull();
});

it('pictures of the text are no files, others are', () => {
    const inline = part({ disposition: 'inline', cid: 'logo' });
    const attached = part({ cid: 'scan' });
    expect(filesOf([inline, attached])).toEqual([attached]);
});
