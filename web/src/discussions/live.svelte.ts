import { eventSourceUrl } from '../platform/jmap';
import type { StateChange } from '../platform/jmapTypes';
import { network } from '../platform/network.svelte';

const calm = 1000;
const longestWait = 30_000;

const everything = ['Email', 'Mailbox', 'Thread', 'EmailSubmission'];

/**
 * The server's push (RFC 8620 §7.3): calls back at most once a second with the types that changed,
 * and once after every connection, for what was missed: the stream tells only what changes while it
 * is open, and the page may have asked its first questions before.
 */
export class Live {
    #source: EventSource | undefined;
    #wait = 1000;
    #again: ReturnType<typeof setTimeout> | undefined;
    #pending = new Set<string>();
    #timer: ReturnType<typeof setTimeout> | undefined;
    #last = 0;

    constructor(
        private readonly accountId: string,
        private readonly changed: (types: ReadonlySet<string>) => void,
    ) {}

    start(): () => void {
        this.#last = Date.now(); // The first page has its time before it is asked for again.
        this.connect();
        const online = () => this.reconnect();
        addEventListener('online', online);
        return () => {
            removeEventListener('online', online);
            this.stop();
        };
    }

    private connect(): void {
        const url = eventSourceUrl();
        if (!url) return;
        this.#source = new EventSource(url);
        this.#source.onopen = () => this.opened();
        this.#source.onerror = () => this.failed();
        this.#source.addEventListener('state', (event) => this.told(JSON.parse(event.data as string) as StateChange));
    }

    private opened(): void {
        this.#wait = 1000;
        network.online = true;
        this.tell(everything);
    }

    private failed(): void {
        // The browser gives up on an answer that is not 200; then it is for us to try again.
        if (this.#source?.readyState !== EventSource.CLOSED) return;
        clearTimeout(this.#again);
        this.#again = setTimeout(() => this.connect(), this.#wait);
        this.#wait = Math.min(longestWait, this.#wait * 2);
    }

    private told({ changed }: StateChange): void {
        const types = Object.keys(changed[this.accountId] ?? {});
        if (types.length > 0) this.tell(types);
    }

    private tell(types: string[]): void {
        for (const type of types) this.#pending.add(type);
        if (this.#timer) return;
        this.#timer = setTimeout(() => this.deliver(), Math.max(0, this.#last + calm - Date.now()));
    }

    private deliver(): void {
        this.#timer = undefined;
        this.#last = Date.now();
        const types = this.#pending;
        this.#pending = new Set();
        this.changed(types);
    }

    private reconnect(): void {
        this.#source?.close();
        clearTimeout(this.#again);
        this.connect();
    }

    private stop(): void {
        this.#source?.close();
        clearTimeout(this.#again);
        clearTimeout(this.#timer);
    }
}
