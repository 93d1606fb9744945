import { afterEach, describe, expect, it, vi } from 'vitest';
import type { DirectoryEntry } from '../platform/api';
import { Problem } from '../platform/http';

const asked = vi.hoisted(() => ({ directoryPerson: vi.fn(), searchDirectory: vi.fn() }));
vi.mock('../platform/api', () => ({ api: asked }));

const { personFrom, personOf } = await import('./person');
const { signal } = new AbortController();
const rpps = '10100000040';
const entry = (address: string, change: Partial<DirectoryEntry> = {}): DirectoryEntry => ({
    address, type: 'PER', lastName: 'MARTIN', firstName: 'Paul', title: 'DR', profession: 'Médecin', specialty: null, structure: 'CHU', service: null, town: 'Albi', postalCode: '81000', department: '81', rpps, ...change,
});

afterEach(() => Object.values(asked).forEach((one) => one.mockReset()));

describe('everything about somebody', () => {
    it('is what the Annuaire Santé says', async () => {
        asked.directoryPerson.mockResolvedValueOnce({ rpps });
        expect(await personOf(rpps, signal)).toEqual({ person: { rpps }, live: true, warning: '' });
    });
    it.each([
        ['without a word where the platform does not ask it', new Problem(404, 'not-configured', 'Pas configuré.'), ''],
        ['with a warning where it does not answer', new Problem(503, 'annuaire-unavailable', 'Ne répond pas.'), 'Ne répond pas.'],
    ])('is what the own directory knows %s', async (_, problem, warning) => {
        asked.directoryPerson.mockRejectedValueOnce(problem);
        asked.searchDirectory.mockResolvedValueOnce({ results: [{ ...entry('a@x.mssante.test'), elsewhere: [entry('b@x.mssante.test', { structure: 'Cabinet' })] }] });
        const known = await personOf(rpps, signal);
        expect(known).toMatchObject({ live: false, warning });
        expect(known.person.workplaces.map(({ structure, mailboxes }) => [structure, mailboxes[0]?.address])).toEqual([['CHU', 'a@x.mssante.test'], ['Cabinet', 'b@x.mssante.test']]);
    });
    it('is the reason where nobody knows them', async () => {
        asked.directoryPerson.mockRejectedValueOnce(new Problem(503, 'annuaire-unavailable', 'Ne répond pas.'));
        asked.searchDirectory.mockResolvedValueOnce({ results: [] });
        await expect(personOf(rpps, signal)).rejects.toThrow('Ne répond pas.');
    });
});

it('mailboxes of one place stand together, those without a place apart', () => {
    const person = personFrom([entry('a@x.mssante.test'), entry('b@x.mssante.test'), entry('c@x.mssante.test', { structure: '', town: '', postalCode: '' })]);
    expect(person.workplaces.map(({ mailboxes }) => mailboxes.length)).toEqual([2]);
    expect(person.mailboxes.map(({ address }) => address)).toEqual(['c@x.mssante.test']);
});
