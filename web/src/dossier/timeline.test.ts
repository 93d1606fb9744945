import { expect, it } from 'vitest';
import type { TimelineEvent } from '../platform/dossierApi';
import { byDay, isMoving, tone } from './timeline';

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
