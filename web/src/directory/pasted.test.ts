import { afterEach, describe, expect, it, vi } from 'vitest';
import type { DirectoryEntry, ResolvedRecipient } from '../platform/api';

const { resolveRecipients } = vi.hoisted(() => ({ resolveRecipients: vi.fn() }));
vi.mock('../platform/api', () => ({ api: { resolveRecipients } }));

const { PastedNames, sorted } = await import('./pasted.svelte');

const entry = (address: string): DirectoryEntry => ({
    address, type: 'PER', lastName: 'MARTIN', firstName: 'Paul', title: null, profession: 'Médecin', specialty: null, structure: null, service: null, town: null, postalCode: null, department: null, rpps: null,
});
const part = (typed: string, address?: string): ResolvedRecipient => ({ typed, entry: address ? entry(address) : null, candidates: [], message: null });

afterEach(() => void resolveRecipients.mockReset());

describe('a pasted list', () => {
    it('asks about each name once, however it is written', () => {
        const { unsure, doubles } = sorted([part('Dr Martin'), part('dr  martin '), part('Dr Martin')]);
        expect(unsure.map(({ typed }) => typed)).toEqual(['Dr Martin']);
        expect(doubles).toBe(2);
    });
    it('does not ask again about what is not decided', () => {
        expect(sorted([part('Dr Martin')], [part('DR MARTIN')])).toMatchObject({ unsure: [], doubles: 1 });
    });
    it('takes each mailbox once, whether it is written or named', () => {
        const { sure, doubles } = sorted([part('a@x.mssante.test', 'a@x.mssante.test'), part('Paul Martin', 'A@x.mssante.test')]);
        expect(sure.map(({ address }) => address)).toEqual(['a@x.mssante.test']);
        expect(doubles).toBe(1);
    });
    it('takes addresses that the directory does not know only where the server judges them', () => {
        const parts = [part('Jo <jo@ailleurs.test>')];
        expect(sorted(parts).unsure).toHaveLength(1);
        expect(sorted(parts, [], true).sure).toEqual([{ address: 'jo@ailleurs.test', name: null, entry: null, problem: null }]);
    });
    it('says how many were recognised and left out, and keeps the others open', async () => {
        const pasted = new PastedNames();
        resolveRecipients.mockResolvedValueOnce({ recipients: [part('a', 'a@x.mssante.test'), part('Dr Martin'), part('Dr Martin')] });
        expect(await pasted.take('…')).toHaveLength(1);
        expect(pasted.news).toBe('1 destinataire reconnu. 1 doublon laissé de côté.');
        expect(pasted.open).toBe(true);
        pasted.settle(pasted.undecided[0] as ResolvedRecipient);
        expect(pasted.open).toBe(false);
    });
    it('is not lost silently where the directory does not answer', async () => {
        resolveRecipients.mockRejectedValueOnce(new Error('en panne'));
        const pasted = new PastedNames();
        expect(await pasted.take('…')).toEqual([]);
        expect([pasted.error, pasted.news, pasted.working]).toEqual(['en panne', '', false]);
    });
});
