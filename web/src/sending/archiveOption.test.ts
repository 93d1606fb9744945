import { afterEach, expect, it, vi } from 'vitest';
import type { Composition } from '../outbox/composition.svelte';
import type { DraftAttachment, SentDocuments } from '../outbox/draft';

const { draft } = vi.hoisted(() => ({ draft: vi.fn() }));
vi.mock('../platform/dossierApi', () => ({ dossierApi: { draft } }));
const { ArchiveOption } = await import('./archiveOption.svelte');

const file = (key: string, documentId?: string): DraftAttachment => ({ key, name: key, type: '', size: 1, blobId: `d${key}`, progress: 1, error: null, cid: null, documentId, documentBlobId: `d${key}` });
const option = (on: boolean, possible = true) => ({ on, possible, why: null, leftOut: [] });
const answer = (on: boolean, name = 'IHE_XDM.ZIP') => ({ subject: '', attachments: on ? [{ documentId: null, blobId: 'd9', name, type: '', size: 1 }] : [], xdm: option(on), size: 1, maxSize: 9, differences: [] });

function mail(documents: SentDocuments, ...archives: string[]) {
    const composition = {
        attachments: [file('a', '1'), file('b', '2'), file('c', '3'), ...archives.map((name) => file(name))],
        documents: documents as SentDocuments | null,
        detach(key: string) {
            this.attachments = this.attachments.filter((one) => one.key !== key);
        },
    };
    const names = () => composition.attachments.map(({ name }) => name);
    return { composition, names, archive: new ArchiveOption(composition as unknown as Composition) };
}

afterEach(() => void draft.mockReset());

it('a document that leaves the mail is asked about once, and nobody chose anything by that', async () => {
    draft.mockResolvedValue(answer(true));
    const { archive, names } = mail({ xdm: option(true) }, 'IHE_XDM.ZIP');
    await archive.detach('b');
    expect(draft.mock.calls).toEqual([[['1', '3'], undefined]]);
    expect(names()).toEqual(['a', 'c', 'IHE_XDM.ZIP']);
});

it('what a person clicked in this mail is kept for it', async () => {
    draft.mockResolvedValue(answer(false));
    const { archive, composition, names } = mail({ xdm: option(true) }, 'IHE_XDM.ZIP');
    await archive.turn(false);
    await archive.detach('a');
    expect(draft.mock.calls).toEqual([[['1', '2', '3'], false], [['2', '3'], false]]);
    expect([names(), composition.documents?.xdm?.on]).toEqual([['b', 'c'], false]);
});

it('of two documents that leave at once, the last answer is the one that counts', async () => {
    const answers: ((value: unknown) => void)[] = [];
    draft.mockImplementation(() => new Promise((resolve) => answers.push(resolve)));
    const { archive, names } = mail({ xdm: option(true) }, 'IHE_XDM.ZIP');
    const both = [archive.detach('a'), archive.detach('b')];
    answers[1]?.(answer(true));
    await both[1];
    answers[0]?.(answer(true, 'older.zip'));
    await both[0];
    expect([names(), archive.working]).toEqual([['c', 'IHE_XDM.ZIP'], false]);
});

it('an archive that was taken out by hand does not come back with the next document that leaves', async () => {
    draft.mockResolvedValue(answer(true));
    const { archive, composition, names } = mail({ xdm: option(true) }, 'IHE_XDM.ZIP');
    await archive.detach('IHE_XDM.ZIP');
    expect([draft.mock.calls, composition.documents?.xdm?.on]).toEqual([[], false]);
    await archive.detach('a');
    expect([names(), composition.documents?.xdm?.on]).toEqual([['b', 'c'], false]);
});

it('an archive that becomes possible comes as it does in a new mail', async () => {
    draft.mockResolvedValue(answer(true));
    const { archive, names } = mail({ xdm: option(false, false) });
    await archive.detach('a');
    expect(names()).toEqual(['b', 'c', 'IHE_XDM.ZIP']);
});

it('without documents nothing is asked, and without an answer there is no archive', async () => {
    draft.mockRejectedValue(new Error('en panne'));
    const { archive, composition, names } = mail({ xdm: option(true) }, 'IHE_XDM.ZIP');
    await archive.detach('a');
    expect([names(), archive.error, archive.working, composition.documents?.xdm?.on]).toEqual([['b', 'c'], 'en panne', false, false]);
    await archive.detach('b');
    await archive.detach('c');
    expect([names(), composition.documents, draft.mock.calls.length]).toEqual([[], null, 2]);
});
