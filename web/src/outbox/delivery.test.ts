import { describe, expect, it } from 'vitest';
import type { EmailSubmission } from '../platform/jmapTypes';
import { outcomeOf, plainReply, recipientStates, whyRefused } from './delivery';

const now = new Date('2026-11-23T09:00:00Z');
const submission = (change: Partial<EmailSubmission>): EmailSubmission => ({
    id: 'S1',
    emailId: 'M1',
    undoStatus: 'pending',
    sendAt: '2026-11-23T09:00:10Z',
    deliveryStatus: null,
    ...change,
});
const queued = { smtpReply: '', delivered: 'queued' as const, displayed: 'unknown' as const };
const yes = { smtpReply: '250 2.0.0 OK', delivered: 'unknown' as const, displayed: 'unknown' as const };
const no = { smtpReply: '550 5.1.1 Boîte inconnue', delivered: 'no' as const, displayed: 'unknown' as const };

describe('what became of a mail', () => {
    it('is held until the undo window ends', () => {
        expect(outcomeOf(submission({}), now)).toEqual({ kind: 'held', sendAt: '2026-11-23T09:00:10Z' });
    });
    it('is waiting, never sent, when the window ended and the operator has not answered', () => {
        expect(outcomeOf(submission({ sendAt: '2026-11-23T08:59:00Z' }), now).kind).toBe('queued');
    });
    it('says when it is tried again and why', () => {
        const late = submission({ lastError: 'Opérateur injoignable', nextTryAt: '2026-11-23T09:05:00Z' });
        expect(outcomeOf(late, now)).toEqual({ kind: 'queued', nextTryAt: '2026-11-23T09:05:00Z', reason: 'Opérateur injoignable' });
    });
    it('is sent when the operator took it for all', () => {
        expect(outcomeOf(submission({ undoStatus: 'final', deliveryStatus: { 'a@x.test': yes } }), now)).toEqual({ kind: 'sent' });
    });
    it('names the refused one of two', () => {
        const outcome = outcomeOf(submission({ undoStatus: 'final', deliveryStatus: { 'a@x.test': yes, 'b@x.test': no } }), now);
        expect(outcome).toMatchObject({ kind: 'partly', taken: 1, refused: [{ address: 'b@x.test', reply: 'adresse inconnue chez son opérateur ; vérifiez-la dans l’annuaire' }] });
    });
    it('is waiting while one recipient is', () => {
        expect(outcomeOf(submission({ undoStatus: 'final', deliveryStatus: { 'a@x.test': yes, 'b@x.test': queued } }), now).kind).toBe('queued');
    });
    it('is refused when all are', () => {
        expect(outcomeOf(submission({ undoStatus: 'final', deliveryStatus: { 'b@x.test': no } }), now).kind).toBe('refused');
    });
    it('is taken back', () => expect(outcomeOf(submission({ undoStatus: 'canceled' }), now).kind).toBe('canceled'));
});

it('a recipient waits while the mail is in the queue', () => {
    expect(recipientStates(submission({ deliveryStatus: { 'a@x.test': queued } }))[0]?.state).toBe('waiting');
});

it('an answer of the operator is shown without its codes', () => {
    expect(plainReply('552-5.2.2 Boîte\r\n552 5.2.2 pleine')).toBe('Boîte pleine');
});

it('an operator’s code is told in plain words, and without one its own words', () => {
    expect(whyRefused('452 4.2.2 Mailbox full')).toBe('sa boîte est pleine ; joignez cette personne autrement');
    expect(whyRefused('550 5.7.1 This mailbox does not accept your messages')).toBe('cette boîte n’accepte pas vos messages');
    expect(whyRefused('550-5.7.1 First\r\n550 5.7.1 second')).toBe('cette boîte n’accepte pas vos messages');
    expect(whyRefused('554 Transaction échouée')).toBe('Transaction échouée');
});
