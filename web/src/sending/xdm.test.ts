import { expect, it } from 'vitest';
import type { DraftAttachment } from '../outbox/draft';
import { withArchive } from './xdm';

const file = (name: string, documentBlobId?: string): DraftAttachment => ({ key: name, name, type: '', size: 1, blobId: 'b', progress: 1, error: null, cid: null, documentBlobId });

it('the archive comes and goes, what the user attached stays', () => {
    const mine = [file('bilan.pdf', 'd1'), file('IHE_XDM.zip')];
    const archive = file('IHE_XDM.ZIP', 'd2');
    expect(withArchive(mine, [archive])).toEqual([...mine, archive]);
    expect(withArchive([...mine, archive], [])).toEqual(mine);
});
