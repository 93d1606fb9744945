import type { Locator, Page } from '@playwright/test';
import { cardiologist, doctor, laboratory, nurse, otherPatient, patient, physiotherapist, psychologist, sharedBox, socialWorker } from './cast.js';
import { pdf } from './letters.js';
import { deliver, findMail, flagsOf, mailsOf, rawMail } from './sandbox.js';
import { accessible, api, backToList, expect, linked, open, openView, row, signIn, test, toast, unique, write } from './support.js';

const pros = 'MSSanté – Professionnels';
const patients = 'MSSanté – Patients';
const bilan = pdf('Bilan de juin');
const directory = (page: Page): Locator => page.getByRole('dialog', { name: 'Annuaire' });
const composer = (page: Page, title: string): Locator => page.getByRole('group', { name: title, exact: true });
const recipients = (page: Page, field = 'À'): Locator => page.getByRole('list', { name: field, exact: true }).getByRole('listitem');
const subjectOf = (page: Page): Locator => page.getByLabel('Objet');
const textOf = (page: Page): Locator => page.getByRole('textbox', { name: 'Texte du message' });
const button = (page: Page, name: string): Locator => page.getByRole('button', { name, exact: true });

/** Searches the open directory and takes one of those it finds. */
async function choose(page: Page, words: string, address: string): Promise<void> {
    await directory(page).getByRole('combobox', { name: 'Rechercher dans l’annuaire' }).fill(words);
    const found = directory(page).getByRole('option').filter({ hasText: address });
    await found.click();
    await expect(found).toHaveAttribute('aria-selected', 'true');
}

async function validate(page: Page): Promise<void> {
    await directory(page).getByRole('button', { name: 'Valider', exact: true }).click();
    await expect(directory(page)).toBeHidden();
}

/** What a recipient received, as it travelled. */
async function received(address: string, subject: string): Promise<string> {
    const { uid } = await findMail(address, subject);
    return rawMail(address, 'INBOX', uid);
}

test('S1 to S3, S8: a mail to colleagues of the directory, kept while it is written, taken back, then sent once', async ({ page }) => {
    await signIn(page, doctor);
    await linked(page, doctor);
    const subject = unique('Demande d’avis');

    await test.step('S1, S2: « + », the directory', async () => {
        await button(page, 'Nouveau').click();
        await accessible(page);
        await page.getByRole('menuitem', { name: 'Envoyer un mail MSS' }).click();
        await expect(directory(page)).toContainText('Annuaire national MSSanté');
        await expect(directory(page).getByRole('button', { name: 'Valider' })).toBeDisabled();
        await choose(page, 'vasseur morin', cardiologist);
        await choose(page, 'ndiaye kine', physiotherapist);
        await choose(page, 'laboratoire garonne', laboratory);
        await accessible(page);
        await directory(page).getByRole('button', { name: /^Retirer .*Garonne/i }).click();
        await validate(page);
    });
    await test.step('S3: subject, rich text, recipients, attachment with its progress', async () => {
        await expect(composer(page, 'Nouveau mail MSS')).toBeVisible();
        await expect(recipients(page)).toHaveCount(2);
        await page.getByRole('button', { name: /^Retirer .*N.Diaye$/i }).click();
        await page.getByRole('combobox', { name: 'À' }).fill('belhadj');
        await page.getByRole('option').filter({ hasText: nurse }).click();
        await expect(recipients(page)).toHaveCount(2);
        await subjectOf(page).fill(subject);
        await textOf(page).click();
        await button(page, 'Gras').click();
        await page.keyboard.type('Tension à 17/10.');
        let release = () => {};
        const held = new Promise<void>((resolve) => (release = resolve));
        await page.route('**/jmap/upload/**', async (route) => (await held, route.continue()));
        await page.locator('input[type=file]').setInputFiles({ name: 'bilan.pdf', mimeType: 'application/pdf', buffer: bilan });
        await expect(page.getByRole('progressbar', { name: 'Ajout de bilan.pdf en cours' })).toBeVisible();
        await button(page, 'Envoyer').click();
        await expect(page.getByText('Des pièces jointes sont encore en cours d’ajout.')).toBeVisible();
        release();
        await expect(page.getByRole('list', { name: 'Pièces jointes' })).toContainText('PDF');
        await accessible(page);
    });
    await test.step('S3: the draft keeps itself, complete, at the operator', async () => {
        await expect(page.getByText(/^Brouillon enregistré à/)).toBeVisible();
        await findMail(doctor, subject, 'Drafts');
        await page.reload();
        await openView(page, 'Brouillons');
        await row(page, subject).click();
        await expect(composer(page, 'Brouillon')).toBeVisible();
        await expect(textOf(page)).toContainText('Tension à 17/10.');
        await expect(page.getByRole('list', { name: 'Pièces jointes' })).toContainText('bilan.pdf');
    });
    await test.step('sent, taken back, sent', async () => {
        await button(page, 'Envoyer').click();
        await expect(toast(page, /^Envoi dans \d+ s$/)).toBeVisible();
        await page.getByRole('region', { name: 'Notifications' }).getByRole('button', { name: 'Annuler' }).click();
        await expect(toast(page, 'Envoi annulé. Votre message est de nouveau un brouillon.')).toBeVisible();
        await expect(subjectOf(page)).toHaveValue(subject);
        await button(page, 'Envoyer').click();
        await expect(toast(page, /^Envoi dans \d+ s$/)).toBeVisible();
        await accessible(page);
        await expect(toast(page, /^Envoyé$/)).toBeVisible({ timeout: 20_000 });
    });
    await test.step('S8: once in « Envoyés », once at the operator, once at each recipient', async () => {
        await openView(page, 'Envoyés', pros);
        await open(page, subject);
        await expect(page.getByRole('list', { name: 'Remise du message' }).getByText('Remis à l’opérateur')).toHaveCount(2);
        await accessible(page);
        for (const [address, folder] of [[doctor, 'Sent'], [cardiologist, 'INBOX'], [nurse, 'INBOX']] as const) {
            await expect.poll(async () => (await mailsOf(address, folder)).filter((one) => one.subject === subject).length).toBe(1);
        }
        expect((await mailsOf(doctor, 'Drafts')).filter((one) => one.subject === subject)).toEqual([]);
        const raw = await received(cardiologist, subject);
        expect(raw).toMatch(/<b>Tension/);
        expect(raw.replace(/\s/g, '')).toContain(bilan.toString('base64'));
        expect((await mailsOf(physiotherapist)).filter((one) => one.subject === subject)).toEqual([]);
    });
});

test('S6, S7: answer, answer to all and forward; the directory comes first, the original and its files go along', async ({ page }) => {
    await signIn(page, doctor);
    await linked(page, doctor);
    const subject = unique('Holter');
    await deliver({
        from: cardiologist,
        to: [doctor, physiotherapist],
        cc: [laboratory],
        subject,
        text: 'Trois accès de fibrillation.',
        attachments: [{ name: 'holter.pdf', type: 'application/pdf', base64: bilan.toString('base64') }],
    });
    await open(page, subject);

    await test.step('S6: to the author alone', async () => {
        await button(page, 'Répondre').last().click();
        await expect(composer(page, 'Répondre')).toBeVisible();
        await expect(recipients(page)).toHaveText([/Vasseur-Morin/]);
        await button(page, 'Fermer, garder le brouillon').click();
    });
    await test.step('S6: to all, with another subject, somebody less and somebody more', async () => {
        await button(page, 'Répondre à tous').last().click();
        await expect(recipients(page)).toHaveCount(2);
        await expect(recipients(page, 'Cc')).toHaveCount(1);
        await expect(subjectOf(page)).toHaveValue(`Re: ${subject}`);
        await expect(textOf(page)).toContainText('Trois accès de fibrillation.');
        await recipients(page, 'Cc').getByRole('button', { name: /^Retirer/ }).click();
        await button(page, 'Ouvrir l’annuaire pour le champ À').click();
        await choose(page, 'belhadj roux', nurse);
        await validate(page);
        await expect(recipients(page)).toHaveCount(3);
        await write(page, 'Merci, je change le traitement.');
        await subjectOf(page).fill(`Re: ${subject} (suite)`);
        await accessible(page);
        await button(page, 'Envoyer').click();
        await expect(toast(page, /^Envoi dans \d+ s$/)).toBeVisible();
    });
    await test.step('S7: forwarded while the answer is still held', async () => {
        await button(page, 'Transférer').last().click();
        await choose(page, 'centre de sante tilleuls albi', sharedBox);
        await validate(page);
        await expect(composer(page, 'Transférer')).toBeVisible();
        await expect(subjectOf(page)).toHaveValue(`Tr: ${subject}`);
        await expect(textOf(page)).toContainText('Trois accès de fibrillation.');
        await expect(page.getByRole('list', { name: 'Pièces jointes' })).toContainText('holter.pdf');
        await write(page, 'Pour le dossier.');
        await button(page, 'Envoyer').click();
    });
    const answer = await received(physiotherapist, `Re: ${subject} (suite)`);
    expect(answer).toContain(`In-Reply-To: ${(await findMail(doctor, subject)).messageId}`);
    expect((await mailsOf(laboratory)).filter((one) => one.subject.includes(subject))).toHaveLength(1);
    await findMail(nurse, `Re: ${subject} (suite)`);
    expect((await received(sharedBox, `Tr: ${subject}`)).replace(/\s/g, '')).toContain(bilan.toString('base64'));
    await expect.poll(() => flagsOf(doctor, subject)).toContain('\\Answered');
});

test('S4, S5: a patient who wrote is answered; nothing else reaches a patient', async ({ page }) => {
    await signIn(page, doctor);
    await linked(page, doctor);
    const subject = unique('Mon traitement');
    await deliver({ from: patient, to: [doctor], subject, text: 'Bonjour docteur, puis-je arrêter ?' });
    await openView(page, patients);
    await open(page, subject);
    await expect(button(page, 'Répondre à tous')).toBeHidden();

    await test.step('S4: a patient cannot be added, forwarded to, or written to first', async () => {
        await button(page, 'Transférer').last().click();
        await directory(page).getByRole('combobox', { name: 'Rechercher dans l’annuaire' }).fill('pat-trois dominique');
        // Others may resemble the name; the patient is not in the directory.
        await expect(directory(page).getByText(/Personne ne correspond|résultat|premiers sur/)).toBeVisible();
        await expect(directory(page).getByText('@patient.')).toHaveCount(0);
        await choose(page, 'vasseur morin', cardiologist);
        await validate(page);
        await page.getByRole('combobox', { name: 'À' }).fill(patient);
        await page.keyboard.press('Enter');
        await expect(page.getByText('Un patient ne peut pas être contacté en premier : répondez à un message reçu de lui.')).toBeVisible();
        await accessible(page);
        await button(page, 'Envoyer').click();
        await expect(page.getByText('Retirez les destinataires signalés en rouge avant d’envoyer.')).toBeVisible();
        await button(page, 'Supprimer le brouillon').click();
        await page.getByRole('dialog').getByRole('button', { name: 'Supprimer le brouillon' }).click();
        await expect(composer(page, 'Transférer')).toBeHidden();
    });
    await test.step('S5: the answer', async () => {
        await button(page, 'Répondre').last().click();
        await expect(recipients(page)).toHaveText([/Pat-Trois/]);
        await page.getByRole('combobox', { name: 'À' }).fill(otherPatient);
        await page.keyboard.press('Enter');
        await expect(page.getByText('Ce patient n’est pas l’auteur du message auquel vous répondez.')).toBeVisible();
        await page.getByRole('button', { name: `Retirer ${otherPatient}` }).click();
        await write(page, 'Non, continuez jusqu’à vendredi.');
        await button(page, 'Envoyer').click();
        await expect(toast(page, /^Envoyé$/)).toBeVisible({ timeout: 20_000 });
        await findMail(patient, `Re: ${subject}`);
        expect((await mailsOf(otherPatient)).filter((one) => one.subject.includes(subject))).toEqual([]);
        await backToList(page);
        await openView(page, 'Envoyés', patients);
        await expect(row(page, `Re: ${subject}`)).toBeVisible();
        await accessible(page);
    });
});

test('S2: the national directory for RPPS and ADELI, the regional one for the others, typed addresses too', async ({ page, browser }) => {
    const other = await (await browser.newContext()).newPage();
    await signIn(other, psychologist);
    expect((await api(other, 'GET', '/api/directory/search?q=vasseur-morin')).body).toMatchObject({ scope: 'national' });
    await other.context().close();

    await signIn(page, socialWorker);
    await linked(page, sharedBox);
    await button(page, 'Nouveau').click();
    await page.getByRole('menuitem', { name: 'Envoyer un mail MSS' }).click();
    await expect(directory(page)).toContainText('Annuaire régional Medimail');
    await directory(page).getByRole('combobox', { name: 'Rechercher dans l’annuaire' }).fill('vasseur-morin claire');
    await expect(directory(page).getByText(/Il est ouvert aux comptes qui portent un numéro RPPS ou ADELI/)).toBeVisible();
    await expect(directory(page).getByText(cardiologist)).toHaveCount(0);
    await choose(page, 'castelbon', doctor);
    await validate(page);
    await page.getByRole('combobox', { name: 'À', exact: true }).fill('vasseur-morin claire');
    await expect(page.getByText(/Il est ouvert aux comptes qui portent un numéro RPPS ou ADELI/)).toBeVisible();
    await page.getByRole('combobox', { name: 'À', exact: true }).fill(cardiologist);
    await page.keyboard.press('Enter');
    await expect(page.getByText('Cette adresse n’est pas dans l’annuaire régional, le seul ouvert à un compte sans numéro RPPS ni ADELI.')).toBeVisible();
    await accessible(page);
    await button(page, 'Envoyer').click();
    await expect(page.getByText('Retirez les destinataires signalés en rouge avant d’envoyer.')).toBeVisible();
    await button(page, 'Supprimer le brouillon').click();
    await page.getByRole('dialog').getByRole('button', { name: 'Supprimer le brouillon' }).click();
});
