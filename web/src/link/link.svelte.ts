import { mail } from '../discussions/mail.svelte';
import { api, type MailboxLink } from '../platform/api';

const whileFilling = 1500;
const whileUnreachable = 5000;
const otherwise = 30_000;

/** The link of the mailbox as the server tells it: asked often while the mailbox is being filled, else now and then. */
class LinkState {
    current = $state.raw<MailboxLink>();
    #timer: ReturnType<typeof setTimeout> | undefined;

    get filling(): boolean {
        return this.current?.fill?.complete === false;
    }

    async refresh(): Promise<void> {
        this.take(await api.link());
    }

    take(link: MailboxLink): void {
        const before = this.current;
        this.current = link;
        if (before && before.mailboxAccountId !== link.mailboxAccountId) void mail.open();
        this.plan();
    }

    /** Watches until the returned function is called. */
    watch(): () => void {
        void this.refresh().catch(() => this.plan());
        return () => clearTimeout(this.#timer);
    }

    private plan(): void {
        clearTimeout(this.#timer);
        this.#timer = setTimeout(() => void this.look(), this.pace());
    }

    private pace(): number {
        if (this.filling) return whileFilling;
        return this.current?.operatorReachable === false ? whileUnreachable : otherwise;
    }

    private async look(): Promise<void> {
        if (document.visibilityState === 'hidden') return this.plan();
        await this.refresh().catch(() => this.plan());
    }
}

export const link = new LinkState();
