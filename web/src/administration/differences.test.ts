import { expect, test } from 'vitest';
import type { DirectoryEntry } from '../platform/api';
import { differences } from './differences';

const entry: DirectoryEntry = {
    address: 'a.b@medimail.mssante.test', type: 'PER', title: 'DR', lastName: 'B', firstName: 'A', profession: 'Médecin', specialty: '',
    structure: 'CABINET', service: '', town: 'ALBI', postalCode: '81000', department: '81', rpps: null,
};

test('only what changed is named, in both wordings', () => {
    expect(differences(entry, entry)).toEqual([]);
    expect(differences(entry, { ...entry, structure: 'CENTRE', service: 'Accueil' })).toEqual([
        { before: 'CABINET', after: 'CENTRE' },
        { before: '', after: 'Accueil' },
    ]);
});

test('nothing and null are the same', () => {
    expect(differences(entry, { ...entry, specialty: null })).toEqual([]);
});
