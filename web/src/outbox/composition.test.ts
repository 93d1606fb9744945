import { afterEach, expect, it, vi } from 'vitest';
import type { DirectoryEntry } from '../platform/api';
import type { Recipient } from '../directory/recipients';

const { checkRecipients } = vi.hoisted(() => ({ checkRecipients: vi.fn() }));
vi.mock('../platform/api', () => ({ api: { checkRecipients } }));
vi.mock('../discussions/mail.svelte', () => ({ mail: { accountId: 'm1' } }));
vi.mock('../account/session.svelte', () => ({ profile: () => ({}) }));
vi.mock('./drafts', () => ({}));
vi.mock('./uploads', () => ({}));
vi.stubGlobal('sessionStorage', { setItem: () => undefined, removeItem: () => undefined });

const { Composition } = await import('./composition.svelte');

const entry: DirectoryEntry = {
    address: 'a@x.mssante.test', type: 'PER', lastName: 'MARTIN', firstName: 'Paul', title: 'DR', profession: 'Médecin', specialty: null, structure: null, service: null, town: 'Albi', postalCode: null, department: null, rpps: null,
};
const mere = (address: string, name: string | null = null): Recipient => ({ address, name, entry: null, problem: null });
const checked = (address: string, allowed = true, known: DirectoryEntry | null = entry) => ({ address, allowed, reason: null, message: allowed ? null : 'Refusé.', entry: known });

afterEach(() => void checkRecipients.mockReset());

it('an address that is added gets the name and work that the directory knows', async () => {
    checkRecipients.mockResolvedValueOnce({ recipients: [checked('a@x.mssante.test'), checked('b@x.test', false, null)] });
    const composition = new Composition({});
    await composition.add('cc', [mere('A@x.mssante.test'), mere('b@x.test')]);
    expect(composition.cc).toMatchObject([
        { name: 'Dr Paul MARTIN', entry: { profession: 'Médecin', town: 'Albi' }, problem: null },
        { name: null, entry: null, problem: 'Refusé.' },
    ]);
});

it('a draft that is opened again knows its recipients, keeps the names it has and judges nobody', async () => {
    checkRecipients.mockResolvedValueOnce({ recipients: [checked('a@x.mssante.test'), checked('patient@patient.mssante.test', false, null)] });
    const composition = new Composition({ to: [mere('a@x.mssante.test', 'Paul')], cc: [mere('patient@patient.mssante.test')] }, 'e1');
    const print = composition.print;
    await composition.recognise();
    expect(composition.to).toMatchObject([{ name: 'Paul', entry: { town: 'Albi' } }]);
    expect(composition.cc).toMatchObject([{ problem: null }]);
    expect(composition.print).toBe(print);
});

it('asks about nobody where all are known, and is not hurt where the server does not answer', async () => {
    await new Composition({ to: [{ ...mere('a@x.mssante.test'), entry }] }).recognise();
    expect(checkRecipients).not.toHaveBeenCalled();
    checkRecipients.mockRejectedValueOnce(new Error('en panne'));
    const composition = new Composition({ to: [mere('a@x.mssante.test')] });
    await composition.recognise();
    expect(composition.to).toMatchObject([{ entry: null, problem: null }]);
});

it('guards the page while pasted names are not decided', () => {
    const composition = new Composition({});
    composition.pasted.to.undecided = [{ typed: 'Dr Martin', entry: null, candidates: [], message: null }];
    expect([composition.undecided, composition.wouldLose]).toEqual([true, true]);
});
