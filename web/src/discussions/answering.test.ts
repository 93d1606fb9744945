import { describe, expect, it } from 'vitest';
import { answerable } from './answering';

const one = [{ name: null, email: 'a@x.test' }];
const two = [...one, { name: null, email: 'b@x.test' }];

describe('an answer is offered', () => {
    it('to a professional', () => {
        expect(answerable({ messageType: 'professional', direction: 'received', to: one, cc: null }, false)).toEqual({ reply: true, replyAll: false });
    });
    it('to all when there are several', () => {
        expect(answerable({ messageType: 'professional', direction: 'received', to: one, cc: two }, false).replyAll).toBe(true);
    });
    it('to a patient who wrote, by an account in RPPS', () => {
        const mail = { messageType: 'patient', direction: 'received', to: two, cc: null } as const;
        expect(answerable({ ...mail, to: [...two] }, true)).toEqual({ reply: true, replyAll: false });
        expect(answerable({ ...mail, to: [...two] }, false).reply).toBe(false);
    });
    it('not to a mail sent to a patient', () => {
        expect(answerable({ messageType: 'patient', direction: 'sent', to: one, cc: null }, true).reply).toBe(false);
    });
});
