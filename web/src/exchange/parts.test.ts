import { describe, expect, it } from 'vitest';
import type { FilingItem } from '../platform/exchangeApi';
import { itemOfPart, mayHoldArchive } from './parts';

const part = (name: string, partId = '2', type = 'application/octet-stream') => ({ name, partId, type });
const item = (ref: string, partIds: string[]): FilingItem => ({ ref, partIds, kind: 'attachment', name: '', type: '', size: 0, title: '', refused: null, filed: null });

describe('archives are asked for', () => {
    it('by their name, however it is written', () => {
        expect(mayHoldArchive('Bilan', [part('IHE_XDM.ZIP')])).toBe(true);
        expect(mayHoldArchive(null, [part('ihe_xdm.zip')])).toBe(true);
    });
    it('for any ZIP of a mail that says so in its subject', () => {
        expect(mayHoldArchive('XDM/1.0/DDM+Bilan', [part('documents.zip')])).toBe(true);
        expect(mayHoldArchive('Bilan', [part('documents.zip')])).toBe(false);
    });
});

describe('an attachment is filed', () => {
    const items = [item('2-1', ['2', '3']), item('1_2', ['1.2'])];
    it('as the document of the archive that holds the same file', () => expect(itemOfPart(items, part('bilan.pdf', '3'))?.ref).toBe('2-1'));
    it('as itself, however its part is numbered', () => expect(itemOfPart(items, part('photo.jpg', '1_2'))?.ref).toBe('1_2'));
    it('but never as the archive', () => expect(itemOfPart(items, part('IHE_XDM.ZIP', '2'))).toBeUndefined());
});
