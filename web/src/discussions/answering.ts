import type { EmailDetail } from '../platform/jmapTypes';

/**
 * Which answers are offered. A patient's mail is answered by accounts in RPPS only (row S5) and has one
 * correspondent. What is offered is not what is allowed: the server decides when sending.
 */
export function answerable(
    email: Pick<EmailDetail, 'messageType' | 'direction' | 'to' | 'cc'>,
    patientMail: boolean,
): { reply: boolean; replyAll: boolean } {
    if (email.messageType === 'patient') {
        return { reply: patientMail && email.direction === 'received', replyAll: false };
    }
    const others = (email.to?.length ?? 0) + (email.cc?.length ?? 0);
    return { reply: true, replyAll: others > 1 };
}
