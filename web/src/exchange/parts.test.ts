import { describe, expect, it } from 'vitest';
import type { FilingItem } from '../platform/exchangeApi';
import { itemOfPart, mayHoldArchive } from './parts';

const part = (name: string, partId = '2', type = 'application/octet-stream') => ({ name, partId, type });
const item = (ref: string, partIds: string[]): FilingItem => ({ ref, partIds, kind: ref.includes('-') ? 'document' : 'attachment', name: '', type: '', size: 0, title: '', refused: null, filed: null });

describe('archives are asked for', () => {
    it('by their name, however it is written', () => {
        expect(mayHoldArchive('Bilan', [part('IHE_XDM.ZIP')])).toBe(true);
        expect(mayHoldArchive(null, [part('ihe_xdm.zip')])).toBe(true);
    });
    it('for any ZIP of a mail that says so in its subject', () => {
        expect(mayHoldArchive('XDM/1.0/DDM+Bilan', [part('documents.zip')])).toBe(true);
        expect(mayHoldArchive('Bilan', [part('documents.zip')])).toBe(false);
        expect(mayHoldArchive('XDM/1.0/DDM+Bilan', [part('documents', '2', 'application/zip')])).toBe(true);
    });
    it('for nothing that the server takes for an ordinary attachment', () => {
        expect(mayHoldArchive('Bilan', [part('IHE_XDM_1.zip'), part('IHE-XDM.zip'), part('ihexdm.zip')])).toBe(false);
        expect(mayHoldArchive('XDM/1.0/DDM+Bilan', [part('documents.gz', '2', 'application/gzip')])).toBe(false);
    });
});

describe('an attachment is filed', () => {
    const items = [item('2-1', ['2', '3']), item('1_2', ['1.2'])];
    it('as the document of the archive that holds the same file', () => expect(itemOfPart(items, part('bilan.pdf', '3'))?.ref).toBe('2-1'));
    it('as itself, however its part is numbered', () => expect(itemOfPart(items, part('photo.jpg', '1_2'))?.ref).toBe('1_2'));
    it('but never as the archive', () => expect(itemOfPart(items, part('IHE_XDM.ZIP', '2'))).toBeUndefined());
    it('nor as an archive under another name, in a mail whose subject announces it', () => expect(itemOfPart(items, part('documents.zip', '2'))).toBeUndefined());
    it('as itself where it is called almost like an archive', () => expect(itemOfPart([item('4', ['4'])], part('IHE_XDM_1.zip', '4'))?.ref).toBe('4'));
});
