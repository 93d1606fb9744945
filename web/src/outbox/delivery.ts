import type { DeliveryStatus, EmailSubmission } from '../platform/jmapTypes';
import { t, type MessageKey } from '../platform/messages.svelte';

/** What became of a mail for one recipient. */
export interface RecipientState {
    address: string;
    state: 'delivered' | 'refused' | 'waiting';
    /** Why, as a reader says it. */
    reply: string;
}

/** What became of a mail as a whole. « sent » is said of no mail that the operator has not taken. */
export type Outcome =
    | { kind: 'held'; sendAt: string }
    | { kind: 'queued'; nextTryAt: string | null; reason: string | null }
    | { kind: 'sent' }
    | { kind: 'partly'; refused: RecipientState[]; taken: number }
    | { kind: 'refused'; refused: RecipientState[] }
    | { kind: 'canceled' };

export function outcomeOf(submission: EmailSubmission, now: Date): Outcome {
    if (submission.undoStatus === 'canceled') return { kind: 'canceled' };
    if (submission.undoStatus === 'pending') {
        if (!submission.lastError && Date.parse(submission.sendAt) > now.getTime()) return { kind: 'held', sendAt: submission.sendAt };
        return { kind: 'queued', nextTryAt: submission.nextTryAt ?? null, reason: submission.lastError ?? null };
    }
    const states = recipientStates(submission);
    if (states.some(({ state }) => state === 'waiting')) return { kind: 'queued', nextTryAt: null, reason: null };
    const refused = states.filter(({ state }) => state === 'refused');
    if (refused.length === 0) return { kind: 'sent' };
    if (refused.length === states.length) return { kind: 'refused', refused };
    return { kind: 'partly', refused, taken: states.length - refused.length };
}

export function recipientStates({ undoStatus, deliveryStatus }: EmailSubmission): RecipientState[] {
    return Object.entries(deliveryStatus ?? {}).map(([address, { delivered, smtpReply }]) => ({
        address,
        state: stateOf(delivered, undoStatus === 'final'),
        reply: whyRefused(smtpReply),
    }));
}

/** « delivered » here: the operator took it. Nobody can promise more. */
function stateOf(delivered: DeliveryStatus['delivered'], final: boolean): RecipientState['state'] {
    if (delivered === 'no') return 'refused';
    return final && delivered !== 'queued' ? 'delivered' : 'waiting';
}

/** Enhanced status codes (RFC 3463) that tell a reader what to do next. */
const reasons: [RegExp, MessageKey][] = [
    [/^[45]\.1\./, 'delivery.why.unknownAddress'],
    [/^[45]\.2\.1$/, 'delivery.why.disabled'],
    [/^[45]\.2\.2$/, 'delivery.why.full'],
    [/^[45]\.(2\.3|3\.4)$/, 'delivery.why.tooLarge'],
    [/^[45]\.7\./, 'delivery.why.notAccepted'],
];

/** In plain words where the operator's code has a known meaning, in the operator's own otherwise. */
export function whyRefused(reply: string): string {
    const code = /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})\b/.exec(reply)?.[1] ?? '';
    const key = reasons.find(([pattern]) => pattern.test(code))?.[1];
    return key ? t(key) : plainReply(reply);
}

/** `550 5.1.1 Boîte inconnue` → `Boîte inconnue`; lines of a long reply become one. */
export function plainReply(reply: string): string {
    return reply
        .split(/\r?\n/)
        .map((line) => line.replace(/^\d{3}[ -]?/, '').replace(/^\d\.\d{1,3}\.\d{1,3}\s*/, '').trim())
        .filter(Boolean)
        .join(' ');
}
