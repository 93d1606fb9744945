import * as cast from './cast.js';
import { api, expect, isPhone, jmap, linked, signIn, test } from './support.js';

interface Dossier {
    id: string;
    patient: { displayName: string; birthDate: string; birthName: string; usedName: string | null };
}

/** « CABIROL Simone » → last and first name. */
const names = ({ patient }: Dossier): [string, string] => {
    const cut = patient.displayName.lastIndexOf(' ');
    return [patient.displayName.slice(0, cut), patient.displayName.slice(cut + 1)];
};

const french = (iso: string): string => iso.split('-').reverse().join('/');
const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** Whom a mail of the sandbox is about, as its sentences say it: « Mme Simone Cabirol », « Mme Cabirol ». */
function persons(text: string): { first: string; last: string }[] {
    return [...text.matchAll(/(?:Mme|M\.) ([A-ZÉÈÀ][\wéèêëïîôç’'-]+ )?((?:d['’]|Da |Le )?[A-ZÉÈ][\wéèêëïîôç-]+)/g)].map((found) => ({
        first: (found[1] ?? '').trim(),
        last: found[2] as string,
    }));
}

// Row B1: a warning that is wrong teaches people to ignore the next one. Every mail of the doctor's mailbox is checked as if it carried a
// document of the patient it is about (the patient's names put into its sentences): nothing may be asked.
test('the checks before sending raise no false alarm on the mails of a doctor', async ({ page }) => {
    test.skip(isPhone(page), 'the same check on both sizes');
    await signIn(page, cast.doctor);
    await linked(page, cast.doctor);
    await expect.poll(async () => (await api(page, 'GET', '/api/dossiers')).body.total, { timeout: 90_000 }).toBeGreaterThanOrEqual(12);
    const accountId = (await api(page, 'GET', '/api/profile/mailbox-link')).body.mailboxAccountId as string;
    const dossiers = (await api(page, 'GET', '/api/dossiers')).body.dossiers as Dossier[];
    const blobs = new Map<string, string>();
    for (const { id } of dossiers) {
        const { documents } = (await api(page, 'GET', `/api/dossiers/${id}/documents`)).body;
        const document = documents.find((one: { confidentiality: string; may: string[] }) => one.confidentiality === 'normal' && one.may.includes('send'));
        if (document) blobs.set(id, document.blobId);
    }
    const own = dossiers.filter(({ id }) => blobs.has(id));
    expect(own.length).toBeGreaterThan(5);
    const answers = await jmap(page, (account) => [
        ['Email/query', { accountId: account, filter: { messageType: 'professional' }, limit: 150 }, '0'],
        ['Email/get', { accountId: account, '#ids': { resultOf: '0', name: 'Email/query', path: '/ids' }, properties: ['subject', 'textBody', 'bodyValues'], fetchTextBodyValues: true }, '1'],
    ]);
    expect(answers.map(([name]) => name)).toEqual(['Email/query', 'Email/get']);
    const mails = answers[1]?.[1].list as { subject: string | null; bodyValues: Record<string, { value: string }> }[];
    let asked = 0;
    const alarms: string[] = [];
    for (const [i, mail] of mails.entries()) {
        // A colleague's software names the patient of a dossier itself: that one is meant, and no other.
        const named = mail.subject?.startsWith('XDM/') ? own.find((one) => plain(mail.subject ?? '').includes(plain(names(one)[0]))) : undefined;
        const dossier = named ?? (own[i % own.length] as Dossier);
        const [last, first] = names(dossier);
        let text = `${mail.subject ?? ''}\n\n${Object.values(mail.bodyValues).map(({ value }) => value).join('\n')}`;
        const about = persons(text)[0];
        if (about) {
            const given = persons(text).find((one) => plain(one.last) === plain(about.last) && one.first !== '')?.first;
            text = text.replaceAll(about.last, last).replaceAll(about.last.toUpperCase(), last);
            if (given) text = text.replaceAll(given, first);
        }
        text = text.replace(/(née? le )\d\d\/\d\d\/\d{4}/g, `$1${french(dossier.patient.birthDate)}`);
        const [subject = '', ...body] = text.split('\n');
        const check = await api(page, 'POST', '/api/sending/checks', { accountId, subject, text: body.join('\n'), recipients: [], blobIds: [blobs.get(dossier.id)] });
        expect(check.status).toBe(200);
        asked++;
        alarms.push(...check.body.differences.map(({ code }: { code: string }) => `${code}: mail ${i}`));
    }
    expect(asked).toBeGreaterThan(100);
    expect(alarms).toEqual([]);
});
