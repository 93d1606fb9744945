import { timelineKinds, type SentDocuments, type TimelineEvent, type TimelineKind } from '../platform/dossierApi';
import { isoDay } from '../platform/writtenDates';

/** Events of one day of the user’s, latest day first as they come. */
export function byDay(events: readonly TimelineEvent[]): { day: string; events: TimelineEvent[] }[] {
    const days: { day: string; events: TimelineEvent[] }[] = [];
    for (const event of events) {
        const day = isoDay(new Date(event.at));
        if (days.at(-1)?.day !== day) days.push({ day, events: [] });
        days.at(-1)?.events.push(event);
    }
    return days;
}

/** Whether something is still on its way, and worth asking again for. */
export function isMoving(events: readonly TimelineEvent[]): boolean {
    return events.some(({ sending }) => sending?.state === 'pending');
}

/** What a newer server tells is shown as something that happened. */
export function kindOf({ kind }: Pick<TimelineEvent, 'kind'>): TimelineKind | 'other' {
    return timelineKinds.find((one) => one === kind) ?? 'other';
}

/** Documents that were taken back out: there is nothing to open any more. Their events come first, the latest being first. */
export function withdrawn(events: readonly TimelineEvent[]): ReadonlySet<string> {
    return new Set(events.flatMap(({ kind, document }) => (kind === 'document-withdrawn' && document ? document.id : [])));
}

/** How good the news is, for its colour. */
export function tone(state: SentDocuments['state'] | SentDocuments['recipients'][number]['state']): 'good' | 'bad' | 'waiting' | 'plain' {
    switch (state) {
        case 'sent':
        case 'accepted':
            return 'good';
        case 'refused':
            return 'bad';
        case 'pending':
        case 'queued':
        case 'in-doubt':
            return 'waiting';
        case 'canceled':
            return 'plain';
    }
}
