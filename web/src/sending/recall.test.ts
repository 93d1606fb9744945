import { expect, it } from 'vitest';
import type { DraftAttachment } from '../outbox/draft';
import { withRecognised } from './recall';

const file = (key: string): DraftAttachment => ({ key, name: key, type: '', size: 1, blobId: key, progress: 1, error: null, cid: null });

it('what was recognised is a document again, what was added or removed meanwhile stays as it is', () => {
    const found = [{ documentId: '7', blobId: 'd7', note: 'abîmé' }, null, { documentId: null, blobId: 'd8', note: null }];
    const known = withRecognised([file('added'), file('bilan'), file('mine')], ['bilan', 'mine', 'removed'], found);
    expect(known).toEqual([file('added'), { ...file('bilan'), documentId: '7', documentBlobId: 'd7', note: 'abîmé' }, file('mine')]);
});
