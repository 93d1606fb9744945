import { api, type ResolvedRecipient } from '../platform/api';
import { tn } from '../platform/messages.svelte';
import { fromAddress, fromEntry, parseAddresses, type Recipient } from './recipients';

/** A pasted list, taken apart: who is certain becomes a recipient at once, the others stay until they are decided. */
export class PastedNames {
    undecided = $state.raw<ResolvedRecipient[]>([]);
    working = $state(false);
    /** What became of the list that was pasted last: sentences. */
    news = $state('');
    error = $state('');

    /** Whether somebody would be lost if it ended now. */
    get open(): boolean {
        return this.working || this.undecided.length > 0;
    }

    /**
     * @param strangers whether an address that the directory does not know is taken, too; the server judges it
     * @returns the certain ones
     */
    async take(text: string, strangers = false): Promise<Recipient[]> {
        this.working = true;
        this.forgetNews();
        try {
            const { recipients } = await api.resolveRecipients(text);
            const { sure, unsure, doubles } = sorted(recipients, this.undecided, strangers);
            this.undecided = [...this.undecided, ...unsure];
            this.news = [sure.length > 0 && tn('directory.list.taken', sure.length), doubles > 0 && tn('directory.list.doubles', doubles)].filter(Boolean).join(' ');
            return sure;
        } catch (problem) {
            this.error = problem instanceof Error ? problem.message : String(problem);
            return strangers ? parseAddresses(text).map((email) => fromAddress({ name: null, email })) : [];
        } finally {
            this.working = false;
        }
    }

    forgetNews(): void {
        this.news = this.error = '';
    }

    settle(part: ResolvedRecipient): void {
        this.forgetNews();
        this.undecided = this.undecided.filter((one) => one !== part);
    }
}

/** Each name and each mailbox once. What was pasted before and is not decided is not asked about again. */
export function sorted(parts: readonly ResolvedRecipient[], asked: readonly ResolvedRecipient[] = [], strangers = false) {
    const typed = new Set(asked.map(({ typed }) => plain(typed)));
    const addresses = new Set<string>();
    const sure: Recipient[] = [];
    const unsure: ResolvedRecipient[] = [];
    for (const part of parts) {
        const recipient = part.entry ? fromEntry(part.entry) : strangers ? stranger(part) : undefined;
        if (recipient && !addresses.has(recipient.address.toLowerCase())) {
            addresses.add(recipient.address.toLowerCase());
            sure.push(recipient);
        } else if (!recipient && !typed.has(plain(part.typed))) {
            typed.add(plain(part.typed));
            unsure.push(part);
        }
    }
    return { sure, unsure, doubles: parts.length - sure.length - unsure.length };
}

function stranger({ typed, candidates }: ResolvedRecipient): Recipient | undefined {
    const [address] = parseAddresses(typed);
    return address && candidates.length === 0 ? fromAddress({ name: null, email: address }) : undefined;
}

function plain(typed: string): string {
    return typed.trim().replace(/\s+/g, ' ').toLowerCase();
}
