import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import fr from '../../messages/fr.json';
import { timelineKinds, type TimelineEvent } from '../platform/dossierApi';
import { byDay, isMoving, kindOf, tone, withdrawn } from './timeline';

const event = (at: Date, state?: 'pending' | 'sent'): TimelineEvent => ({
    at: at.toISOString(),
    kind: state ? 'sent' : 'created',
    by: 'Dr Castelbon',
    document: null,
    detail: '',
    sending: state ? { documents: [], recipients: [], state, label: '' } : null,
});

it('events stand under the day of the user, in their order', () => {
    const days = byDay([event(new Date(2026, 10, 26, 0, 5)), event(new Date(2026, 10, 25, 23, 55)), event(new Date(2026, 10, 25, 8))]);
    expect(days.map(({ day, events }) => [day, events.length])).toEqual([
        ['2026-11-26', 1],
        ['2026-11-25', 2],
    ]);
});

it('a mail on its way is worth asking again for', () => {
    expect(isMoving([event(new Date(), 'sent'), event(new Date())])).toBe(false);
    expect(isMoving([event(new Date(), 'pending')])).toBe(true);
});

it('a doubtful delivery is no good news', () => {
    expect([tone('accepted'), tone('refused'), tone('in-doubt'), tone('canceled')]).toEqual(['good', 'bad', 'waiting', 'plain']);
});

it('whatever the server can tell has its words', () => {
    const java = readFileSync(new URL('../../../server/src/main/java/fr/spico/dossier/DossierEvent.java', import.meta.url), 'utf8');
    const declared = /enum Kind \{([^;]*);/.exec(java)?.[1]?.replaceAll(/\/\/.*/g, '').match(/\w+/g) ?? [];
    const kinds = declared.map((name) => name.toLowerCase().replaceAll('_', '-'));
    expect(kinds).toContain('created');
    expect([...timelineKinds]).toEqual(kinds);
    expect(kinds.filter((kind) => !(`timeline.${kind}` in fr))).toEqual([]);
});

it('what this page does not know yet is something that happened', () => {
    expect([kindOf({ kind: 'sent' }), kindOf({ kind: 'archived' })]).toEqual(['sent', 'other']);
});

it('a document that was taken back out is not to be opened, where it was added either', () => {
    const about = (kind: string, id: string) => ({ ...event(new Date()), kind, document: { id, title: id } });
    expect([...withdrawn([about('document-withdrawn', '1'), about('document-added', '1'), about('document-added', '2')])]).toEqual(['1']);
});
