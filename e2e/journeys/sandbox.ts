import { expect } from '@playwright/test';

/** The outside world: delivers mails as others would, shows what is in a mailbox, breaks things on demand. */
const base = process.env.SPICO_SANDBOX ?? 'http://localhost:8081';

export interface SandboxMail {
    uid: number;
    subject: string;
    from: string;
    to: string;
    date: string;
    messageId: string;
    flags: string[];
}

export interface Letter {
    from: string;
    to: string[];
    cc?: string[];
    subject: string;
    text?: string;
    html?: string;
    inReplyTo?: string;
    attachments?: { name: string; type: string; base64: string }[];
}

async function call(path: string, body?: unknown): Promise<Response> {
    const response = await fetch(`${base}${path}`, body === undefined ? {} : { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
    if (!response.ok) throw new Error(`sandbox ${path}: ${response.status} ${await response.text()}`);
    return response;
}

export async function deliver(letter: Letter): Promise<void> {
    await call('/api/messages', letter);
}

/** Puts a whole mail literally into a folder, as another program of its owner would. */
export async function put(address: string, raw: string | Buffer, folder = 'INBOX'): Promise<void> {
    await call('/api/messages', { to: [address], rawBase64: Buffer.from(raw).toString('base64'), folder });
}

export async function mailsOf(address: string, folder = 'INBOX', limit = 20): Promise<SandboxMail[]> {
    return (await (await call(`/api/mailboxes/${address}/messages?folder=${encodeURIComponent(folder)}&limit=${limit}`)).json()).messages;
}

export async function rawMail(address: string, folder: string, uid: number): Promise<string> {
    return (await call(`/api/messages/${address}/${encodeURIComponent(folder)}/${uid}`)).text();
}

/** Waits until a mail with this subject is in the folder. */
export async function findMail(address: string, subject: string, folder = 'INBOX'): Promise<SandboxMail> {
    let found: SandboxMail | undefined;
    await expect
        .poll(async () => (found = (await mailsOf(address, folder)).find((mail) => mail.subject === subject)) !== undefined, { timeout: 20_000 })
        .toBe(true);
    return found as SandboxMail;
}

/** The IMAP flags of a mail; undefined when it is not there. */
export async function flagsOf(address: string, subject: string, folder = 'INBOX'): Promise<string[] | undefined> {
    return (await mailsOf(address, folder)).find((mail) => mail.subject === subject)?.flags;
}

/** The newest one-time code in a mailbox that is not one of those already known. */
export async function newCode(address: string, known: string[]): Promise<string> {
    let code: string | undefined;
    await expect
        .poll(
            async () => {
                code = (await codesOf(address)).find((one) => !known.includes(one));
                return code !== undefined;
            },
            { timeout: 20_000 },
        )
        .toBe(true);
    return code as string;
}

export async function codesOf(address: string): Promise<string[]> {
    const codes: string[] = [];
    for (const mail of (await mailsOf(address)).filter(({ from }) => from.includes('spico@'))) {
        const raw = await rawMail(address, 'INBOX', mail.uid);
        const found = raw.slice(raw.indexOf('\r\n\r\n')).match(/\b[A-Z0-9]{4}[- ]?[A-Z0-9]{4}\b/);
        if (found) codes.push(found[0]);
    }
    return codes;
}

export async function act(address: string, what: 'flag' | 'move' | 'delete', body: Record<string, unknown>): Promise<void> {
    await call(`/api/imap/${address}/${what}`, body);
}

export async function fault(kind: string, seconds = 60): Promise<void> {
    await call('/api/faults', { kind, seconds });
}
