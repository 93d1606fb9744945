import { mail } from '../discussions/mail.svelte';
import { exchangeApi, type Archive, type Filed, type FilingItem } from '../platform/exchangeApi';
import { Problem } from '../platform/http';
import type { BodyPart } from '../platform/jmapTypes';
import { itemOfPart, mayHoldArchive } from './parts';

/** What a mail brought besides its text: the documents of its archives, and where each item is filed. */
export class Received {
    archives = $state.raw<Archive[]>([]);
    items = $state.raw<FilingItem[]>([]);
    error = $state('');

    constructor(readonly emailId: string) {}

    async load(subject: string | null, parts: readonly BodyPart[]): Promise<void> {
        if (parts.length === 0) return;
        try {
            const [archives, items] = await Promise.all([
                mayHoldArchive(subject, parts) ? exchangeApi.archives(mail.account, this.emailId) : { archives: [] },
                exchangeApi.items(mail.account, this.emailId),
            ]);
            this.archives = archives.archives;
            this.items = items.items;
            this.error = '';
        } catch (problem) {
            // A mail that is gone is told by the reading pane, an operator that is down by the banner; documents that are not shown are told here.
            const told = problem instanceof Problem && (problem.status === 404 || !mayHoldArchive(subject, parts));
            if (told) return;
            this.error = problem instanceof Error ? problem.message : String(problem);
        }
    }

    item(ref: string): FilingItem | undefined {
        return this.items.find((one) => one.ref === ref);
    }

    itemOf(part: BodyPart): FilingItem | undefined {
        return itemOfPart(this.items, part);
    }

    /** Where things are filed now; what is known stays when that cannot be asked. */
    async refresh(): Promise<void> {
        const answer = await exchangeApi.items(mail.account, this.emailId).catch(() => undefined);
        if (answer) this.items = answer.items;
    }

    /** An item was filed, or taken back. */
    put(ref: string, filed: Filed | null): void {
        this.items = this.items.map((one) => (one.ref === ref ? { ...one, filed } : one));
    }
}
