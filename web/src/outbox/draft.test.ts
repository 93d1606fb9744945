import { describe, expect, it } from 'vitest';
import { fromAddress } from '../directory/recipients';
import type { EmailAddress } from '../platform/jmapTypes';
import { afterEvent, answerRecipients, answerReferences, answerSubject, emailOf, fingerprint, fits, wouldLose, type DraftContent, type SaveState } from './draft';

const at = new Date('2026-11-23T14:32:00');
const person = (email: string): EmailAddress => ({ name: null, email });
const me = new Set(['me@x.test']);

describe('the saving of a draft', () => {
    const run = (...events: Parameters<typeof afterEvent>[1][]) => events.reduce(afterEvent, { kind: 'untouched' } as SaveState);

    it('ends saved', () => {
        expect(run({ type: 'edit' }, { type: 'start' }, { type: 'success', at })).toEqual({ kind: 'saved', at });
    });
    it('goes on when something was typed meanwhile', () => {
        expect(run({ type: 'edit' }, { type: 'start' }, { type: 'edit' }, { type: 'success', at })).toEqual({ kind: 'edited' });
    });
    it('keeps the reason of a failure until the next edit', () => {
        const failed = run({ type: 'edit' }, { type: 'start' }, { type: 'failure', message: 'Boîte pleine' });
        expect(failed).toEqual({ kind: 'failed', message: 'Boîte pleine' });
        expect(afterEvent(failed, { type: 'edit' }).kind).toBe('edited');
    });
    it('guards the page exactly when something would be lost', () => {
        expect(wouldLose({ kind: 'untouched' })).toBe(false);
        expect(wouldLose({ kind: 'saved', at })).toBe(false);
        expect(wouldLose({ kind: 'failed', message: '' })).toBe(true);
    });
});

describe('the subject of an answer', () => {
    it('is not prefixed twice', () => expect(answerSubject('RE: re : Bilan', 'reply')).toBe('Re: Bilan'));
    it('of a forward says so', () => expect(answerSubject('Re: Bilan', 'forward')).toBe('Tr: Bilan'));
});

describe('an answer goes', () => {
    const received = {
        from: [person('a@x.test')],
        to: [person('ME@x.test'), person('b@x.test')],
        cc: [person('c@x.test'), person('a@x.test')],
        replyTo: null,
        direction: 'received',
    } as const;
    const mail = { ...received, from: [...received.from], to: [...received.to], cc: [...received.cc] };
    const addresses = ({ to, cc }: ReturnType<typeof answerRecipients>) => [to.map((p) => p.email), cc.map((p) => p.email)];

    it('to the sender', () => expect(addresses(answerRecipients(mail, 'reply', me))).toEqual([['a@x.test'], []]));
    it('to all, each once, but not to oneself', () => {
        expect(addresses(answerRecipients(mail, 'replyAll', me))).toEqual([['a@x.test', 'b@x.test'], ['c@x.test']]);
    });
    it('where the sender wants it', () => {
        expect(addresses(answerRecipients({ ...mail, replyTo: [person('r@x.test')] }, 'reply', me))).toEqual([['r@x.test'], []]);
    });
    it('to the recipients of a mail that one sent', () => {
        const sent = { ...mail, from: [person('me@x.test')], to: [person('b@x.test')], direction: 'sent' as const };
        expect(addresses(answerRecipients(sent, 'reply', me))).toEqual([['b@x.test'], []]);
    });
    it('nowhere yet when it is a forward', () => expect(addresses(answerRecipients(mail, 'forward', me))).toEqual([[], []]));
});

it('an answer carries the thread', () => {
    expect(answerReferences({ messageId: ['m2'], references: ['m0', 'm1'], inReplyTo: ['m1'] })).toEqual({
        inReplyTo: ['m2'],
        references: ['m0', 'm1', 'm2'],
    });
    expect(answerReferences({ messageId: null, references: null, inReplyTo: null })).toEqual({ inReplyTo: null, references: null });
});

describe('a draft', () => {
    const file = { key: 'k', name: 'CR.pdf', type: 'application/pdf', size: 10, blobId: 'B1', progress: 1, error: null, cid: null };
    const draft: DraftContent = {
        to: [fromAddress(person('a@x.test'))],
        cc: [],
        bcc: [],
        subject: 'Bilan',
        html: '<div>Bonjour</div>',
        attachments: [file, { ...file, key: 'l', blobId: null }],
        inReplyTo: ['m1'],
        references: ['m1'],
    };
    it('is saved complete, without the files that are still on their way', () => {
        const email = emailOf(draft, 'D', person('me@x.test'), 'Bonjour', 'a@x.test');
        expect(email).toMatchObject({
            messageId: ['a@x.test'],
            mailboxIds: { D: true },
            keywords: { $draft: true },
            to: [{ email: 'a@x.test' }],
            cc: null,
            inReplyTo: ['m1'],
            bodyValues: { text: { value: 'Bonjour' }, html: { value: '<div>Bonjour</div>' } },
        });
        expect(email['attachments']).toEqual([{ blobId: 'B1', type: 'application/pdf', name: 'CR.pdf', disposition: 'attachment' }]);
    });
    it('is unchanged by a new blob of the same file', () => {
        expect(fingerprint({ ...draft, attachments: [{ ...file, blobId: 'B2' }] })).toBe(fingerprint({ ...draft, attachments: [file] }));
    });
    it('is changed by what is typed', () => expect(fingerprint({ ...draft, subject: 'Bilan 2' })).not.toBe(fingerprint(draft)));
});

it('files are weighed as they will be in the mail', () => {
    expect(fits([], 18_000_000, 26_214_400)).toBe(true);
    expect(fits([], 20_000_000, 26_214_400)).toBe(false);
});
