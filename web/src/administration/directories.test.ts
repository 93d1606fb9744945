import { afterEach, beforeEach, expect, it, vi } from 'vitest';

const asked = vi.hoisted(() => ({ directories: vi.fn(), directoryVersions: vi.fn() }));
vi.mock('../platform/api', () => ({ api: asked }));

const { Directories } = await import('./directories.svelte');
const overview = { sources: [{ source: 'regional', current: { id: 1, switchedAt: 'then' }, open: null }], dailyAt: null, keepVersions: 7 };

beforeEach(() => {
    vi.useFakeTimers();
    asked.directories.mockResolvedValue(overview);
});
afterEach(() => {
    vi.useRealTimers();
    Object.values(asked).forEach((one) => one.mockReset());
});

it('an import that was refused before anybody looked is in the history', async () => {
    const directories = new Directories();
    asked.directoryVersions.mockResolvedValueOnce({ versions: [{ id: 1 }] }).mockResolvedValueOnce({ versions: [{ id: 2, state: 'refused' }, { id: 1 }] });
    await directories.look();
    await directories.act(async () => undefined);
    expect(directories.history.regional?.map(({ id }) => id)).toEqual([2, 1]);
});

it('the history is not asked for where nothing changed', async () => {
    const directories = new Directories();
    asked.directoryVersions.mockResolvedValue({ versions: [{ id: 1 }] });
    await directories.look();
    await directories.look();
    expect(asked.directoryVersions).toHaveBeenCalledOnce();
});
