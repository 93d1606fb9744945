import { t } from './messages.svelte';

/** What went wrong, with a sentence that can be shown as it is (RFC 9457 `detail`, or our own when there was no answer). */
export class Problem extends Error {
    constructor(
        readonly status: number,
        readonly code: string,
        detail: string,
        readonly members: Readonly<Record<string, unknown>> = {},
    ) {
        super(detail);
        this.name = 'Problem';
    }

    number(member: string): number | undefined {
        const value = this.members[member];
        return typeof value === 'number' ? value : undefined;
    }
}

export interface RequestOptions {
    body?: unknown;
    signal?: AbortSignal;
    /** A 401 is an expected answer, not an expired session. */
    anonymous?: boolean;
}

const crowdedTries = 6;

type Method = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE';

let signInAgain: (() => Promise<void>) | undefined;
let onReachable: ((reachable: boolean) => void) | undefined;

/** How an expired session is renewed: resolves when the request can be tried again. */
export function whenUnauthenticated(renew: () => Promise<void>): void {
    signInAgain = renew;
}

export function whenReachabilityChanges(listener: (reachable: boolean) => void): void {
    onReachable = listener;
}

export async function call<T>(method: Method, path: string, options: RequestOptions = {}): Promise<T> {
    const response = await send(method, path, options);
    return (response.status === 204 ? undefined : await response.json()) as T;
}

export async function send(method: Method, path: string, options: RequestOptions = {}, patience = crowdedTries): Promise<Response> {
    const response = await reach(method, path, options);
    if (response.status === 401 && !options.anonymous && signInAgain) {
        await signInAgain();
        return send(method, path, { ...options, anonymous: true });
    }
    if (response.ok) return response;
    const problem = await problemOf(response);
    if (!isCrowded(problem) || patience === 0) throw problem;
    await new Promise((resolve) => setTimeout(resolve, 150 * (crowdedTries - patience + 1)));
    return send(method, path, options, patience - 1);
}

/** Sends a file and tells how far it is; `fetch` cannot. */
export async function upload<T>(path: string, file: Blob, progress: (share: number) => void, signal: AbortSignal): Promise<T> {
    const answer = await sendFile(path, file, progress, signal);
    if (answer.status === 401 && signInAgain) {
        await signInAgain();
        return parseUpload<T>(await sendFile(path, file, progress, signal));
    }
    return parseUpload<T>(answer);
}

export function csrfHeader(): Record<string, string> {
    const token = /(?:^|;\s*)XSRF-TOKEN=([^;]+)/.exec(document.cookie)?.[1];
    return token ? { 'X-XSRF-TOKEN': decodeURIComponent(token) } : {};
}

async function reach(method: Method, path: string, { body, signal }: RequestOptions): Promise<Response> {
    const headers: Record<string, string> = { Accept: 'application/json' };
    if (method !== 'GET' && method !== 'HEAD') Object.assign(headers, csrfHeader());
    if (body !== undefined) headers['Content-Type'] = 'application/json';
    try {
        const response = await fetch(path, {
            method,
            headers,
            credentials: 'same-origin',
            ...(body === undefined ? {} : { body: JSON.stringify(body) }),
            ...(signal ? { signal } : {}),
        });
        onReachable?.(true);
        return response;
    } catch (cause) {
        if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
        onReachable?.(false);
        throw new Problem(0, 'network', t('problem.network'));
    }
}

async function problemOf(response: Response): Promise<Problem> {
    return problemFrom(response.status, await response.text());
}

function problemFrom(status: number, text: string): Problem {
    try {
        const body = JSON.parse(text) as Record<string, unknown>;
        const code = typeof body['code'] === 'string' ? body['code'] : String(body['type'] ?? 'unknown').replace(/^.*:/, '');
        const detail = typeof body['detail'] === 'string' ? body['detail'] : t('problem.unexpected');
        return new Problem(status, code, detail, body);
    } catch {
        return new Problem(status, 'unexpected', t(status >= 502 && status <= 504 ? 'problem.network' : 'problem.unexpected'));
    }
}

/** Too many requests of ours at once (RFC 8620 §3.6.1): a moment later there is room. */
function isCrowded({ status, members }: Problem): boolean {
    return status === 429 && typeof members['limit'] === 'string';
}

interface UploadAnswer {
    status: number;
    text: string;
}

function sendFile(path: string, file: Blob, progress: (share: number) => void, signal: AbortSignal): Promise<UploadAnswer> {
    return new Promise((resolve, reject) => {
        const request = new XMLHttpRequest();
        request.open('POST', path);
        request.setRequestHeader('Content-Type', file.type || 'application/octet-stream');
        for (const [name, value] of Object.entries(csrfHeader())) request.setRequestHeader(name, value);
        request.upload.onprogress = (event) => event.lengthComputable && progress(event.loaded / event.total);
        request.onload = () => resolve({ status: request.status, text: request.responseText });
        request.onerror = () => reject(new Problem(0, 'network', t('problem.network')));
        request.onabort = () => reject(new DOMException('aborted', 'AbortError'));
        signal.addEventListener('abort', () => request.abort(), { once: true });
        request.send(file);
    });
}

function parseUpload<T>({ status, text }: UploadAnswer): T {
    if (status < 200 || status > 299) throw problemFrom(status, text);
    return JSON.parse(text) as T;
}
