import { describe, expect, it } from 'vitest';
import type { DossierDocument } from '../platform/dossierApi';
import { classesOf, kindOf, narrowed } from './documents';

const document = (title: string, classCode: string, author = 'Dr Castelbon', actDate = '2026-02-11'): DossierDocument => ({
    id: title,
    dossierId: 'd',
    category: { code: 'c', label: 'Catégorie', classCode, classLabel: `Classe ${classCode}` },
    title,
    actDate,
    author,
    confidentiality: 'normal',
    version: 1,
    fileName: '',
    type: 'application/pdf',
    size: 1,
    addedAt: '',
    addedBy: '',
    may: ['read'],
    blobId: 'd1',
});

const all = [document('Écho cardiaque', '31'), document('Bilan', '11', 'Laboratoire Garonne'), document('Radiographie', '31', 'Dr Vasseur', '2025-12-01')];

describe('the documents of a file', () => {
    it('are of classes, the fullest first', () => {
        expect(classesOf(all).map(({ code, count }) => [code, count])).toEqual([
            ['31', 2],
            ['11', 1],
        ]);
    });
    it('are narrowed by class and by every word, whatever the accents', () => {
        expect(narrowed(all, '31', '').map(({ title }) => title)).toEqual(['Écho cardiaque', 'Radiographie']);
        expect(narrowed(all, '', 'echo castelbon').map(({ title }) => title)).toEqual(['Écho cardiaque']);
        expect(narrowed(all, '11', 'echo')).toEqual([]);
    });
    it('are found by their date', () => expect(narrowed(all, '', '01/12/2025').map(({ title }) => title)).toEqual(['Radiographie']));
});

it('a TIFF is only downloaded, which no browser shows', () => {
    expect(['application/pdf', 'image/png', 'image/tiff', 'application/hl7-cda+xml', 'application/vnd.oasis.opendocument.text'].map(kindOf)).toEqual(['pdf', 'picture', 'other', 'cda', 'text']);
});
