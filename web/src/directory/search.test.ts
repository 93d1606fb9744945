import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { DirectoryResult, DirectoryResults } from '../platform/api';

const { searchDirectory } = vi.hoisted(() => ({ searchDirectory: vi.fn() }));
vi.mock('../platform/api', () => ({ api: { searchDirectory } }));

const { DirectorySearch } = await import('./search.svelte');

const found = (lastName: string, match: DirectoryResult['match'] = 'exact', address = `${lastName}@x.mssante.test`): DirectoryResult => ({
    address, type: 'PER', lastName, firstName: 'Paul', title: null, profession: 'Médecin', specialty: null, structure: null, service: null, town: null, postalCode: null,
    department: null, rpps: null, match, why: null, person: address, favourite: false, recent: false, circle: false, elsewhere: [],
});
const answer = (...results: DirectoryResult[]): DirectoryResults => ({ results, total: results.length, took: 1, scope: 'national', facets: null, beyondScope: null });

/** Answers when told to. */
function later(results: DirectoryResults) {
    let tell = () => undefined as void;
    searchDirectory.mockImplementationOnce(() => new Promise((resolve) => (tell = () => resolve(results))));
    return async () => {
        tell();
        await vi.advanceTimersByTimeAsync(0);
    };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
    vi.useRealTimers();
    searchDirectory.mockReset();
});

describe('Enter', () => {
    const now = vi.fn();
    const taken: string[] = [];
    const take = ({ address }: DirectoryResult) => void taken.push(address);
    let search: InstanceType<typeof DirectorySearch>;

    beforeEach(async () => {
        now.mockReset();
        taken.length = 0;
        search = new DirectorySearch();
        searchDirectory.mockResolvedValueOnce(answer(found('Martin', 'exact', 'first.martin@x.mssante.test'), found('Martin')));
        search.type('martin');
        await vi.advanceTimersByTimeAsync(200);
        expect(search.results).toHaveLength(2);
    });

    async function typesAndEnters(results: DirectoryResults) {
        const tell = later(results);
        search.type('martin paul');
        search.enter(now, take);
        await vi.advanceTimersByTimeAsync(200);
        return tell;
    }

    it('acts at once on the results of what is typed', () => {
        search.enter(now, take);
        expect(now).toHaveBeenCalledOnce();
        expect(taken).toEqual([]);
    });
    it('never takes a line of what was typed before', async () => {
        await typesAndEnters(answer(found('Martin-Paul')));
        expect(now).not.toHaveBeenCalled();
        expect(taken).toEqual([]);
        expect(search.owesChoice).toBe(true);
        expect(search.enterSays).toContain('Recherche en cours');
    });
    it('waits for the answer and takes the one certain result, and says so', async () => {
        const tell = await typesAndEnters(answer(found('Martin'), found('Martine', 'prefix')));
        await tell();
        expect(taken).toEqual(['Martin@x.mssante.test']);
        expect(search.enterSays).toBe('Paul Martin : choisi.');
        expect(search.owesChoice).toBe(false);
    });
    it('takes the only one whose words begin so', async () => {
        await (await typesAndEnters(answer(found('Martinet', 'prefix'))))();
        expect(taken).toEqual(['Martinet@x.mssante.test']);
    });
    it.each([
        ['two that say it', answer(found('Martin'), found('Martin', 'exact', 'b@x.mssante.test'))],
        ['several beginnings', answer(found('Martinet', 'prefix'), found('Martinot', 'prefix'))],
        ['one that is only alike', answer(found('Marty', 'approximate'))],
    ])('leaves %s to the user, and says so', async (_, results) => {
        await (await typesAndEnters(results))();
        expect(taken).toEqual([]);
        expect(search.enterSays).toContain('choisissez');
    });
    it('is forgotten as soon as something else is typed', async () => {
        const tell = await typesAndEnters(answer(found('Martin')));
        searchDirectory.mockResolvedValueOnce(answer(found('Paulin')));
        search.type('martin pauli');
        await tell();
        await vi.advanceTimersByTimeAsync(200);
        expect(taken).toEqual([]);
        expect(search.results).toMatchObject([{ lastName: 'Paulin' }]);
        expect(search.enterSays).toBe('');
    });
    it('takes nothing where nobody is found or the directory fails', async () => {
        await (await typesAndEnters(answer()))();
        searchDirectory.mockRejectedValueOnce(new Error('en panne'));
        search.type('martin paula');
        search.enter(now, take);
        await vi.advanceTimersByTimeAsync(200);
        expect(taken).toEqual([]);
        expect([search.error, search.enterSays]).toEqual(['en panne', '']);
    });
});
