import { afterEach, beforeEach, expect, test, vi } from 'vitest';

vi.mock('../platform/jmap', () => ({ eventSourceUrl: () => '/jmap/eventsource' }));

class Stream extends EventTarget {
    static readonly CLOSED = 2;
    static last: Stream;
    readyState = 1;
    onopen: () => void = () => undefined;
    onerror: () => void = () => undefined;

    constructor(readonly url: string) {
        super();
        Stream.last = this;
    }

    close(): void {
        this.readyState = Stream.CLOSED;
    }

    tells(changed: Record<string, Record<string, string>>): void {
        this.dispatchEvent(new MessageEvent('state', { data: JSON.stringify({ '@type': 'StateChange', changed }) }));
    }
}

beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal('EventSource', Stream);
    vi.stubGlobal('navigator', { onLine: true });
    vi.stubGlobal('addEventListener', () => undefined);
    vi.stubGlobal('removeEventListener', () => undefined);
});

afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
});

async function listen() {
    const { Live } = await import('./live.svelte');
    const told: string[][] = [];
    const stop = new Live('m1', (types) => told.push([...types].sort())).start();
    return { told, stop };
}

test('what came between the first questions of the page and the opening of the stream is asked for, once', async () => {
    const { told, stop } = await listen();
    Stream.last.onopen();
    expect(told).toEqual([]);
    vi.advanceTimersByTime(1000);
    expect(told).toEqual([['Email', 'EmailSubmission', 'Mailbox', 'Thread']]);
    vi.advanceTimersByTime(60_000);
    expect(told).toHaveLength(1);
    stop();
});

test('what was missed while the stream was away is asked for', async () => {
    const { told, stop } = await listen();
    Stream.last.onopen();
    vi.advanceTimersByTime(1000);
    Stream.last.onerror();
    vi.advanceTimersByTime(5000);
    Stream.last.onopen();
    vi.advanceTimersByTime(1000);
    expect(told).toHaveLength(2);
    stop();
});

test('changes of this mailbox are told at most once a second, those of another one never', async () => {
    const { told, stop } = await listen();
    Stream.last.onopen();
    vi.advanceTimersByTime(5000);
    told.length = 0;
    Stream.last.tells({ m1: { Email: '5' } });
    Stream.last.tells({ m1: { Mailbox: '6' }, m2: { Thread: '7' } });
    Stream.last.tells({ m2: { EmailSubmission: '8' } });
    vi.advanceTimersByTime(1000);
    expect(told).toEqual([['Email', 'Mailbox']]);
    stop();
});

test('a stream that the server refuses is tried again, ever more seldom', async () => {
    const { stop } = await listen();
    const first = Stream.last;
    first.close();
    first.onerror();
    vi.advanceTimersByTime(999);
    expect(Stream.last).toBe(first);
    vi.advanceTimersByTime(1);
    const second = Stream.last;
    expect(second).not.toBe(first);
    second.close();
    second.onerror();
    vi.advanceTimersByTime(1999);
    expect(Stream.last).toBe(second);
    vi.advanceTimersByTime(1);
    expect(Stream.last).not.toBe(second);
    stop();
});
