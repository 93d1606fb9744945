import { call, Problem, upload } from './http';
import type { JmapMethods, JmapSession, SetError, SetResult } from './jmapTypes';
import { t } from './messages.svelte';

const using = [
    'urn:ietf:params:jmap:core',
    'urn:ietf:params:jmap:mail',
    'urn:ietf:params:jmap:submission',
    'urn:spico:params:jmap:discussions',
];
const mail = 'urn:ietf:params:jmap:mail';
const discussions = 'urn:spico:params:jmap:discussions';

type MethodName = keyof JmapMethods;
type Invocation = [string, Record<string, unknown>, string];

let session: JmapSession | undefined;

export async function loadJmapSession(): Promise<JmapSession> {
    session = await call<JmapSession>('GET', '/.well-known/jmap');
    return session;
}

export function forgetJmapSession(): void {
    session = undefined;
}

/** The account of the linked mailbox; null while none is linked. */
export function mailAccountOf({ primaryAccounts, accounts }: JmapSession): string | null {
    return primaryAccounts[mail] ?? Object.keys(accounts)[0] ?? null;
}

/** One call of a batch; its result can be read once the batch was sent. */
export class Call<M extends MethodName> {
    #answer: Invocation | undefined;

    constructor(
        readonly name: M,
        readonly args: Record<string, unknown>,
        readonly id: string,
    ) {}

    /** A result reference (RFC 8620 §3.7) to a part of this call's result. */
    ref(path: string): { resultOf: string; name: string; path: string } {
        return { resultOf: this.id, name: this.name, path };
    }

    answer(invocation: Invocation): void {
        this.#answer = invocation;
    }

    get result(): JmapMethods[M] {
        if (!this.#answer) throw new Problem(0, 'no-answer', t('problem.unexpected'));
        const [name, body] = this.#answer;
        if (name === 'error') throw methodProblem(body);
        return body as unknown as JmapMethods[M];
    }
}

/** Several method calls of one account in one request. */
export class Batch {
    readonly #calls: Call<MethodName>[] = [];

    constructor(readonly accountId: string) {}

    add<M extends MethodName>(name: M, args: Record<string, unknown>): Call<M> {
        const added = new Call(name, { accountId: this.accountId, ...args }, `c${this.#calls.length}`);
        this.#calls.push(added as unknown as Call<MethodName>);
        return added;
    }

    async send(signal?: AbortSignal): Promise<void> {
        const { apiUrl } = session ?? (await loadJmapSession());
        const methodCalls = this.#calls.map(({ name, args, id }): Invocation => [name, args, id]);
        const body = { using, methodCalls };
        const answer = await call<{ methodResponses: Invocation[] }>('POST', local(apiUrl), {
            body,
            ...(signal ? { signal } : {}),
        });
        for (const invocation of answer.methodResponses) {
            this.#calls.find(({ id, name }) => id === invocation[2] && isAnswerTo(name, invocation))?.answer(invocation);
        }
    }
}

/** A batch of one. */
export async function ask<M extends MethodName>(accountId: string, name: M, args: Record<string, unknown>): Promise<JmapMethods[M]> {
    const batch = new Batch(accountId);
    const only = batch.add(name, args);
    await batch.send();
    return only.result;
}

/** Throws the first refused change of a `/set`. */
export function mustSet<T>(result: SetResult<T>): SetResult<T> {
    const refused = [result.notCreated, result.notUpdated, result.notDestroyed].flatMap((errors) => Object.values(errors ?? {}))[0];
    if (refused) throw setProblem(refused);
    return result;
}

export function setProblem(error: SetError): Problem {
    return new Problem(409, error.type, error.description ?? t('problem.refusedChange'), { ...error });
}

export interface UploadedBlob {
    blobId: string;
    type: string;
    size: number;
}

export async function uploadBlob(accountId: string, file: Blob, progress: (share: number) => void, signal: AbortSignal): Promise<UploadedBlob> {
    const { uploadUrl } = session ?? (await loadJmapSession());
    return upload<UploadedBlob>(local(expand(uploadUrl, { accountId })), file, progress, signal);
}

export function downloadUrl(accountId: string, blobId: string, name: string, type: string): string {
    // Web servers refuse some characters in a path even when escaped; the link's `download` keeps the true name.
    const harmless = name.replaceAll(/[\p{Cc}/\\%;]/gu, '_') || 'fichier';
    return session ? local(expand(session.downloadUrl, { accountId, blobId, name: harmless, type })) : '';
}

export function eventSourceUrl(): string | undefined {
    return session && local(expand(session.eventSourceUrl, { types: '*', closeafter: 'no', ping: '30' }));
}

/** Seconds during which a sent mail can be taken back. */
export function undoWindow(accountId: string): number {
    const own = session?.accounts[accountId]?.accountCapabilities[discussions]?.['undoWindow'];
    const shared = session?.capabilities[discussions]?.['undoWindow'];
    const seconds = own ?? shared;
    return typeof seconds === 'number' ? seconds : 0;
}

function expand(template: string, values: Record<string, string>): string {
    return template.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(values[name] ?? ''));
}

/** The session speaks in absolute addresses; behind a proxy only their path is sure. */
function local(url: string): string {
    const { pathname, search } = new URL(url, location.origin);
    return pathname + search;
}

function isAnswerTo(name: string, [answered]: Invocation): boolean {
    return answered === name || answered === 'error';
}

function methodProblem(error: Record<string, unknown>): Problem {
    const description = typeof error['description'] === 'string' ? error['description'] : t('problem.unexpected');
    return new Problem(500, String(error['type']), description, error);
}
