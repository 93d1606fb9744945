import { Batch } from '../platform/jmap';
import type { EmailDetail } from '../platform/jmapTypes';
import { rowProperties } from './emailList.svelte';
import { mail } from './mail.svelte';

export const detailProperties = [
    ...rowProperties,
    'cc',
    'bcc',
    'replyTo',
    'sentAt',
    'messageId',
    'inReplyTo',
    'references',
    'attachments',
];

/** The conversation of an opened mail, oldest first. */
export class Conversation {
    emails = $state.raw<EmailDetail[]>();
    error = $state<unknown>();

    constructor(readonly emailId: string) {}

    async load(): Promise<void> {
        try {
            const batch = new Batch(mail.account);
            const opened = batch.add('Email/get', { ids: [this.emailId], properties: detailProperties });
            const thread = batch.add('Thread/get', { '#ids': opened.ref('/list/*/threadId') });
            const others = batch.add('Email/get', { '#ids': thread.ref('/list/*/emailIds'), properties: detailProperties });
            await batch.send();
            this.emails = opened.result.list.length === 0 ? [] : (others.result.list as EmailDetail[]).toSorted(byDate);
            this.error = undefined;
            mail.keep(this.emails);
        } catch (problem) {
            this.error = problem;
        }
    }
}

function byDate(a: EmailDetail, b: EmailDetail): number {
    return a.receivedAt.localeCompare(b.receivedAt);
}
