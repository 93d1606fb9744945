import { describe, expect, it } from 'vitest';
import type { Mailbox } from '../platform/jmapTypes';
import { moveTargets, narrowed, otherFolders, viewOf } from './views';

const box = (id: string, role: string | null = null, parentId: string | null = null): Mailbox => ({
    id,
    name: id,
    parentId,
    role,
    sortOrder: 0,
    totalEmails: 0,
    unreadEmails: 0,
});
const boxes = [box('INBOX', 'inbox'), box('Sent', 'sent'), box('D', 'drafts'), box('T', 'trash'), box('Suivi'), box('2024', null, 'Suivi'), box('Perdu', null, 'absent')];

describe('a view', () => {
    it('« MSSanté – Patients » asks for all mails of patients', () => {
        expect(viewOf('patients', boxes)?.filter).toEqual({ view: 'all', messageType: 'patient' });
    });
    it('« Reçus » and « Envoyés » add the direction', () => {
        expect(viewOf('professionnels/recus', boxes)?.filter).toEqual({ view: 'all', messageType: 'professional', direction: 'received' });
        expect(viewOf('patients/envoyes', boxes)?.filter.direction).toBe('sent');
    });
    it('« Envoyés » shows the recipients', () => expect(viewOf('professionnels/envoyes', boxes)?.sent).toBe(true));
    it('« Brouillons » is the operator’s folder of that role', () => {
        expect(viewOf('brouillons', boxes)?.filter).toEqual({ inMailbox: 'D' });
    });
    it('waits for the folders before it asks', () => expect(viewOf('brouillons', [])).toBeUndefined());
    it('is a folder of the operator', () => expect(viewOf('dossier/Suivi', boxes)?.name).toBe('Suivi'));
    it('is nothing for an unknown key', () => expect(viewOf('autre', boxes)).toBeUndefined());
});

describe('the folders of the operator', () => {
    it('come parents first, without those that have an entry of their own', () => {
        expect(otherFolders(boxes).map(({ mailbox, depth }) => [mailbox.id, depth])).toEqual([
            ['Perdu', 0],
            ['Suivi', 0],
            ['2024', 1],
        ]);
    });
    it('can be moved to, but not drafts and sent mails', () => {
        expect(moveTargets(boxes, 'Suivi').map(({ id }) => id)).toEqual(['INBOX', 'T', '2024', 'Perdu']);
    });
});

it('a search asks within a view, or everywhere', () => {
    const view = viewOf('boite-de-reception', boxes)!;
    expect(narrowed(view, { text: 'toux' })).toEqual({ operator: 'AND', conditions: [{ view: 'inbox' }, { text: 'toux' }] });
    expect(narrowed(null, { text: 'toux' })).toEqual({ text: 'toux' });
});
