import { mail } from '../discussions/mail.svelte';
import { ask, Batch, mustSet } from '../platform/jmap';
import type { EmailSubmission } from '../platform/jmapTypes';

/** The sending of a mail that counts: the latest that was not taken back. Undefined for mails sent by another program. */
export async function submissionOf(emailId: string): Promise<EmailSubmission | undefined> {
    const batch = new Batch(mail.account);
    const query = batch.add('EmailSubmission/query', { filter: { emailIds: [emailId] } });
    const got = batch.add('EmailSubmission/get', { '#ids': query.ref('/ids') });
    await batch.send();
    const counting = got.result.list.filter(({ undoStatus }) => undoStatus !== 'canceled');
    return counting.toSorted((a, b) => b.sendAt.localeCompare(a.sendAt))[0];
}

export async function submission(id: string): Promise<EmailSubmission | undefined> {
    return (await ask(mail.account, 'EmailSubmission/get', { ids: [id] })).list[0];
}

/** Takes a mail back that has not left; throws the server's sentence when it is too late. */
export async function cancelSubmission(id: string): Promise<void> {
    mustSet(await ask(mail.account, 'EmailSubmission/set', { update: { [id]: { undoStatus: 'canceled' } } }));
}
