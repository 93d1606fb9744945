import { execFileSync } from 'node:child_process';
import { expect, test } from '@playwright/test';
import { JamClient } from 'jmap-jam';
import { cardiologist, doctor } from './cast.js';
import { deliver, findMail, flagsOf } from './sandbox.js';
import { unique } from './support.js';

/** A program that others wrote (jmap-jam), with what `./spico token` gives. No browser: runs in a project of its own. */
const platform = process.env.SPICO_URL ?? 'http://localhost:8080';

function token(login: string): string {
    return execFileSync('node', ['../launcher/token.mjs', login, new URL(platform).port], { encoding: 'utf8' }).trim();
}

async function signedIn(): Promise<{ jam: JamClient; accountId: string }> {
    const jam = new JamClient({ sessionUrl: `${platform}/.well-known/jmap`, bearerToken: token(doctor) });
    return { jam, accountId: await jam.getPrimaryAccount() };
}

async function mailbox(jam: JamClient, accountId: string, role: 'inbox' | 'drafts' | 'trash'): Promise<string> {
    const [{ ids }] = await jam.api.Mailbox.query({ accountId, filter: { role } });
    expect(ids).toHaveLength(1);
    return ids[0] as string;
}

async function found(jam: JamClient, accountId: string, subject: string): Promise<string> {
    let ids: string[] = [];
    await expect.poll(async () => ([{ ids }] = await jam.api.Email.query({ accountId, filter: { subject } })) && ids.length, { timeout: 20_000 }).toBe(1);
    return ids[0] as string;
}

test('a program reads, flags and moves a mail, and the operator has it so', async () => {
    const { jam, accountId } = await signedIn();
    const subject = unique('Lu par un programme');
    await deliver({ from: cardiologist, to: [doctor], subject, text: 'Bonjour du programme.' });
    const id = await found(jam, accountId, subject);

    const [{ list }] = await jam.api.Email.get({ accountId, ids: [id], properties: ['subject', 'from', 'textBody', 'bodyValues'], fetchTextBodyValues: true });
    expect(list[0]?.subject).toBe(subject);
    expect(Object.values(list[0]?.bodyValues ?? {})[0]?.value).toContain('Bonjour du programme.');

    const inTrash = { [await mailbox(jam, accountId, 'trash')]: true };
    const [flagged] = await jam.api.Email.set({ accountId, update: { [id]: { 'keywords/$flagged': true } } });
    expect(Object.keys(flagged.updated ?? {})).toEqual([id]);
    expect((await flagsOf(doctor, subject))?.map((flag) => flag.toLowerCase())).toContain('\\flagged');
    const [moved] = await jam.api.Email.set({ accountId, update: { [id]: { mailboxIds: inTrash } } });
    expect(Object.keys(moved.updated ?? {})).toEqual([id]);
    expect(await flagsOf(doctor, subject)).toBeUndefined();
    const [after] = await jam.api.Email.get({ accountId, ids: [id], properties: ['mailboxIds', 'keywords'] });
    expect(after.list[0]).toMatchObject({ mailboxIds: inTrash, keywords: { $flagged: true } });
});

test('a program writes a mail with an attachment and sends it', async () => {
    const { jam, accountId } = await signedIn();
    const subject = unique('Envoyé par un programme');
    const file = await jam.uploadBlob(accountId, new Blob(['du texte'], { type: 'text/plain' }));
    const [identities] = await jam.api.Identity.get({ accountId });
    const identityId = identities.list[0]?.id as string;
    const drafts = await mailbox(jam, accountId, 'drafts');
    const [{ email, sending }] = await jam.requestMany((r) => ({
        email: r.Email.set({
            accountId,
            create: {
                lettre: {
                    mailboxIds: { [drafts]: true },
                    keywords: { $draft: true },
                    from: [{ email: doctor, name: null }],
                    to: [{ email: cardiologist, name: null }],
                    subject,
                    bodyValues: { t: { value: 'Bonjour.' } },
                    textBody: [{ partId: 't', type: 'text/plain' }],
                    attachments: [{ blobId: file.blobId, type: 'text/plain', name: 'note.txt', disposition: 'attachment' }],
                } as never,
            },
        }),
        sending: r.EmailSubmission.set({ accountId, create: { envoi: { emailId: '#lettre', identityId } as never } }),
    }));
    expect(email.notCreated ?? {}).toEqual({});
    expect(sending.notCreated ?? {}).toEqual({});
    await findMail(cardiologist, subject);

    const blob = await jam.downloadBlob({ accountId, blobId: file.blobId, mimeType: 'text/plain', fileName: 'note.txt' });
    expect(await blob.text()).toBe('du texte');
});
