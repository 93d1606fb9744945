import { describe, expect, it } from 'vitest';
import type { Category } from '../platform/dossierApi';
import { actDateFor, categoryFor, titleFor } from './proposals';

const category = (code: string, label: string): Category => ({ code, label, classCode: '1', classLabel: '' });
const categories = [category('57833-6', 'Prescription de produits de santé'), category('11502-2', 'CR d’examens biologiques'), category('11488-4', 'CR ou fiche de consultation ou de visite'), category('34112-3', 'CR hospitalier (séjour)')];
const now = new Date(2026, 10, 26);

describe('a file name proposes', () => {
    it.each([
        ['Ordonnance Cabirol.pdf', '57833-6'],
        ['2026-02-11_bilan_biologique.pdf', '11502-2'],
        ['CR consultation.docx', '11488-4'],
        ['20260211_CR hospitalier (séjour)_CABIROL_Simone.pdf', '34112-3'],
        ['IRM genou.pdf', ''],
        ['IMG_2041.jpg', ''],
        ['biographie.pdf', ''],
    ])('for « %s » the category « %s »', (name, code) => expect(categoryFor(name, categories)).toBe(code));

    it.each([
        ['20260211_CR.pdf', '2026-02-11'],
        ['CR 11-02-2026.pdf', '2026-02-11'],
        ['CR_2026-02-11.pdf', '2026-02-11'],
        ['rdv 2027-01-01.pdf', '2026-11-26'],
        ['photo.jpg', '2026-11-26'],
        ['123420260211567.pdf', '2026-11-26'],
    ])('for « %s » the date %s', (name, date) => expect(actDateFor(name, now)).toBe(date));

    it.each([
        ['20260211_CR ou fiche_CABIROL.pdf', 'CR ou fiche CABIROL'],
        ['IMG_2041.jpg', ''],
        ['scan 3.pdf', ''],
        ['bilan-sanguin.pdf', 'Bilan-sanguin'],
        ['écho.pdf', 'Écho'],
    ])('for « %s » the title « %s »', (name, title) => expect(titleFor(name)).toBe(title));
});
