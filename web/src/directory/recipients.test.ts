import { describe, expect, it } from 'vitest';
import type { DirectoryEntry, DirectoryResult } from '../platform/api';
import { addRecipients, entryBrief, entryDetails, entryName, fromAddress, isList, parseAddresses, resultLines, withoutRecipient } from './recipients';

const doctor: DirectoryEntry = {
    address: 'helene.castelbon@medimail.mssante.test',
    type: 'PER',
    lastName: 'CASTELBON',
    firstName: 'Hélène',
    title: 'Dr',
    profession: 'Médecin',
    specialty: 'Médecine générale',
    structure: 'Cabinet des Amidonniers',
    service: null,
    town: 'Toulouse',
    postalCode: '31000',
    department: '31',
    rpps: null,
};
const someone = (email: string) => fromAddress({ name: null, email });

describe('an entry of the directory', () => {
    it('writes titles as people do', () => expect(entryName({ ...doctor, title: 'MME' })).toBe('Mme Hélène CASTELBON'));
    it('is a person with a title', () => expect(entryName(doctor)).toBe('Dr Hélène CASTELBON'));
    it('is an organisation by its service and structure', () => {
        expect(entryName({ ...doctor, type: 'ORG', service: 'Cardiologie', structure: 'CH Albi' })).toBe('Cardiologie – CH Albi');
    });
    it('is its address when it says nothing else', () => {
        const empty = { ...doctor, type: 'ORG', lastName: null, structure: null } as const;
        expect(entryName(empty)).toBe(doctor.address);
    });
    it('is told from homonyms', () => {
        expect(entryDetails(doctor)).toBe('Médecin · Médecine générale · Cabinet des Amidonniers · 31000 Toulouse');
    });
});

describe('pasted text', () => {
    it('gives its addresses, each once', () => {
        expect(parseAddresses('Dr A <a@x.test>; B@x.test,\n "C" (c@x.test). a@x.test')).toEqual(['a@x.test', 'b@x.test', 'c@x.test']);
    });
    it('gives none when there is none', () => expect(parseAddresses('bonjour')).toEqual([]));
});

describe('recipients', () => {
    it('are not doubled', () => {
        expect(addRecipients([someone('a@x.test')], [someone('A@x.test'), someone('b@x.test'), someone('b@x.test')])).toHaveLength(2);
    });
    it('are removed', () => expect(withoutRecipient([someone('a@x.test')], 'A@X.test')).toEqual([]));
});

describe('a list of results', () => {
    const result = (entry: Partial<DirectoryResult>): DirectoryResult => ({ ...doctor, match: 'exact', why: null, person: entry.address ?? doctor.address, favourite: false, recent: false, circle: false, elsewhere: [], ...entry });

    it('shows the other mailboxes of a person below the first', () => {
        const other = { ...doctor, address: 'h.castelbon@chu.mssante.test' };
        const lines = resultLines([result({ elsewhere: [other] })]);
        expect(lines.map(({ entry, also }) => [entry.address, also])).toEqual([[doctor.address, false], [other.address, true]]);
    });
    it('shows each mailbox once, however often the answer names it', () => {
        const other = result({ address: 'h.castelbon@chu.mssante.test' });
        expect(resultLines([result({ elsewhere: [other] }), other])).toHaveLength(2);
    });
    it('groups the mailboxes of one person that were found, wherever they stand, and calls none of them a homonym', () => {
        const first = result({ person: '10100000016' });
        const stranger = result({ address: 'jean@x.mssante.test', firstName: 'Jean' });
        const second = result({ address: 'h.castelbon@chu.mssante.test', person: '10100000016', why: 'phrase' });
        const lines = resultLines([first, stranger, second]);
        expect(lines.map(({ entry, also, homonym }) => [entry.address, also, homonym])).toEqual([
            [doctor.address, false, false],
            [second.address, true, false],
            [stranger.address, false, false],
        ]);
        expect(lines[1]?.why).toBe('phrase');
    });
    it('marks as homonyms different persons only, each with all their mailboxes', () => {
        const mine = [result({ person: 'a' }), result({ address: 'h2@x.mssante.test', person: 'a' })];
        const lines = resultLines([...mine, result({ address: 'autre@x.mssante.test', person: 'b' })]);
        expect(lines.map(({ also, homonym }) => [also, homonym])).toEqual([[false, true], [true, true], [false, true]]);
    });
    it('marks homonyms, whatever their titles', () => {
        const lines = resultLines([result({}), result({ address: 'autre@x.mssante.test', title: null, town: 'Albi' }), result({ address: 'jean@x.mssante.test', firstName: 'Jean' })]);
        expect(lines.map(({ homonym }) => homonym)).toEqual([true, true, false]);
    });
    it('keeps the sentence of an approximate result', () => {
        expect(resultLines([result({ why: '« castelbom » ressemble à « castelbon »' })])[0]?.why).toContain('ressemble');
    });
});

describe('a chip', () => {
    it('says the specialty, or else the profession, and the town', () => {
        expect(entryBrief(doctor)).toBe('Médecine générale, Toulouse');
        expect(entryBrief({ ...doctor, specialty: null })).toBe('Médecin, Toulouse');
        expect(entryBrief({ ...doctor, type: 'ORG' })).toBe('Toulouse');
    });
});

describe('what is pasted', () => {
    it('is a list from two lines or two addresses on', () => {
        expect(isList('Dr Castelbon\nDr Dupont')).toBe(true);
        expect(isList('a@x.mssante.test, b@x.mssante.test')).toBe(true);
    });
    it('is something to search for otherwise', () => {
        expect(isList('Castelbon, Hélène')).toBe(false);
        expect(isList('castelbon\n')).toBe(false);
    });
});
