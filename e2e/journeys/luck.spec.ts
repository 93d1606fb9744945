import type { Locator, Page } from '@playwright/test';
import { cardiologist, doctor, full, nurse, password, refusing, sharedBox, socialWorker } from './cast.js';
import { mail, multipart, part, pdf } from './letters.js';
import { codesOf, deliver, fault, findMail, flagsOf, mailsOf, newCode, put } from './sandbox.js';
import { accessible, api, backToList, expect, linked, open, openView, row, signIn, test, toast, unique, unlinked, write } from './support.js';

const reader = (page: Page): Locator => page.getByRole('region', { name: 'Lecture' });
const body = (page: Page) => page.frameLocator('iframe[title="Contenu du message"]').first();
const button = (page: Page, name: string): Locator => page.getByRole('button', { name, exact: true });
const recipient = (page: Page): Locator => page.getByRole('combobox', { name: 'À' });

/** A new mail to addresses typed by hand. */
async function compose(page: Page, subject: string, ...to: string[]): Promise<void> {
    await button(page, 'Nouveau').click();
    await page.getByRole('menuitem', { name: 'Envoyer un mail MSS' }).click();
    const directory = page.getByRole('dialog', { name: 'Annuaire' });
    await directory.getByRole('combobox', { name: 'Rechercher dans l’annuaire' }).fill(to[0] ?? '');
    await directory.getByRole('option').filter({ hasText: to[0] ?? '' }).click();
    await directory.getByRole('button', { name: 'Valider' }).click();
    for (const address of to.slice(1)) {
        await recipient(page).fill(address);
        await recipient(page).press('Enter');
    }
    await page.getByLabel('Objet').fill(subject);
}

test.afterEach(async () => fault('none'));

test('the operator is down: what is here is read, changes are taken back with a sentence, a mail waits and leaves when it is up again', async ({ page }) => {
    await signIn(page, doctor);
    await linked(page, doctor);
    const [subject, waiting, written] = [unique('Avant la panne'), unique('Envoi pendant la panne'), unique('Écrit pendant la panne')];
    await deliver({ from: cardiologist, to: [doctor], subject, text: 'Bonjour, tout va bien.', attachments: [{ name: 'note.pdf', type: 'application/pdf', base64: pdf('Une note').toString('base64') }] });
    await open(page, subject);
    await expect.poll(() => flagsOf(doctor, subject)).toContain('\\Seen');
    await backToList(page);

    await test.step('sending: it waits, says why and until when', async () => {
        await compose(page, waiting, nurse);
        await write(page, 'À bientôt.');
        await expect(page.getByText(/^Brouillon enregistré à/)).toBeVisible();
        await fault('smtp-down');
        await button(page, 'Envoyer').click();
        await expect(toast(page, 'En attente. L’opérateur de messagerie ne répond pas ; le message partira dès qu’il répondra. Nouvel essai à')).toBeVisible({ timeout: 30_000 });
        await openView(page, 'Brouillons');
        await row(page, waiting).click();
        await expect(reader(page).getByText('L’opérateur de messagerie ne répond pas')).toBeVisible();
        await accessible(page);
        await backToList(page);
    });
    await test.step('reading and changing', async () => {
        await fault('refuse-connections');
        await openView(page, 'Boîte de réception');
        await open(page, subject);
        await expect(body(page).getByText('Bonjour, tout va bien.')).toBeVisible();
        await button(page, 'Marquer').click();
        await expect(toast(page, /Votre opérateur MSSanté ne répond pas/)).toBeVisible();
        await expect(page.getByText('La messagerie Medimail ne répond pas. Vous pouvez lire ce qui est déjà là')).toBeVisible();
        await expect(button(page, 'Marquer')).toBeVisible();
        await accessible(page);
        await reader(page).getByRole('button', { name: 'note.pdf' }).click();
        await expect(page.getByRole('dialog', { name: 'note.pdf' }).getByRole('alert')).toContainText('ne répond pas');
        await page.keyboard.press('Escape');
        await backToList(page);
    });
    await test.step('writing: nothing is lost, not even by a reload', async () => {
        await compose(page, written, cardiologist);
        await write(page, 'Texte précieux.');
        await expect(page.getByRole('alert').filter({ hasText: 'Votre texte est gardé ici.' })).toBeVisible();
        await accessible(page);
        page.once('dialog', (question) => void question.accept());
        await page.reload();
        await expect(toast(page, 'Votre message en cours a été retrouvé.')).toBeVisible();
        await expect(page.getByRole('textbox', { name: 'Texte du message' })).toContainText('Texte précieux.');
        await expect(page.getByLabel('Objet')).toHaveValue(written);
    });
    await test.step('up again: the draft is saved, the mail leaves, once, by themselves', async () => {
        await fault('none');
        await page.getByLabel('Objet').fill(`${written} !`);
        await expect(page.getByText(/^Brouillon enregistré à/)).toBeVisible({ timeout: 30_000 });
        await findMail(doctor, `${written} !`, 'Drafts');
        await expect.poll(async () => (await mailsOf(nurse)).filter((one) => one.subject === waiting).length, { timeout: 60_000 }).toBe(1);
        await findMail(doctor, waiting, 'Sent');
        await button(page, 'Supprimer le brouillon').click();
        await page.getByRole('dialog').getByRole('button', { name: 'Supprimer le brouillon' }).click();
        await expect(page.getByText('La messagerie Medimail ne répond pas.')).toBeHidden({ timeout: 30_000 });
    });
});

test('the operator is slow: the page is not', async ({ page }) => {
    await signIn(page, doctor);
    await linked(page, doctor);
    const subject = unique('Patience');
    await deliver({ from: cardiologist, to: [doctor], subject, text: 'Bonjour.' });
    await expect(row(page, subject)).toBeVisible();
    await fault('imap-slow');
    await open(page, subject);
    await expect(body(page).getByText('Bonjour.')).toBeVisible({ timeout: 1_000 });
    await button(page, 'Marquer').click();
    await expect(button(page, 'Ne plus marquer')).toBeVisible({ timeout: 1_000 });
    await expect.poll(() => flagsOf(doctor, subject), { timeout: 40_000 }).toEqual(expect.arrayContaining(['\\Seen', '\\Flagged']));
});

test('the operator is away while a mailbox is linked; the same code in two tabs', async ({ page }) => {
    await signIn(page, socialWorker);
    await unlinked(page);
    await page.goto('/profil/mssante');
    await page.getByRole('switch').click();
    await page.getByLabel('Identifiant Medimail').fill(sharedBox);
    await fault('refuse-connections');
    await button(page, 'Envoyer un code à usage unique').click();
    await expect(page.getByText('Medimail ne répond pas en ce moment. Réessayez dans quelques minutes.')).toBeVisible();
    await accessible(page);
    await fault('none');
    const known = await codesOf(sharedBox);
    await button(page, 'Envoyer un code à usage unique').click();
    const code = await newCode(sharedBox, known);
    const other = await page.context().newPage();
    await other.goto('/profil/mssante');
    for (const tab of [page, other]) await tab.getByLabel("Code d'activation").fill(code);
    await button(page, 'Valider').click();
    await expect(page.getByText('Compte Medimail associé :')).toBeVisible();
    await button(other, 'Valider').click();
    await expect(other.getByText('Compte Medimail associé :')).toBeVisible();
    await accessible(other);
});

test('recipients that the operator refuses are named, with the reason; the others get the mail', async ({ page }) => {
    await signIn(page, doctor);
    await linked(page, doctor);
    const [subject, alone] = [unique('Trois destinataires'), unique('Refusé')];
    await compose(page, subject, cardiologist, refusing, nurse);
    await button(page, 'Envoyer').click();
    await compose(page, alone, refusing);
    await button(page, 'Envoyer').click();
    await expect(toast(page, `Envoyé à 2 destinataires seulement. Refusé pour ${refusing} : cette boîte n’accepte pas vos messages.`)).toBeVisible({ timeout: 30_000 });
    await expect(toast(page, `Non envoyé. Refusé pour ${refusing} : cette boîte n’accepte pas vos messages. Le message est de nouveau dans les brouillons.`)).toBeVisible({ timeout: 30_000 });
    await accessible(page);
    await findMail(nurse, subject);
    await findMail(cardiologist, subject);
    await findMail(doctor, alone, 'Drafts');
    await page.getByRole('region', { name: 'Notifications' }).getByRole('button', { name: 'Rouvrir le brouillon' }).click();
    await expect(page.getByLabel('Objet')).toHaveValue(alone);
    await button(page, 'Supprimer le brouillon').click();
    await page.getByRole('dialog').getByRole('button', { name: 'Supprimer le brouillon' }).click();
    await openView(page, 'Envoyés', 'MSSanté – Professionnels');
    await open(page, subject);
    await expect(page.getByRole('list', { name: 'Remise du message' })).toContainText(`${refusing} : Refusé : cette boîte n’accepte pas vos messages`);
    await accessible(page);
});

test('a full mailbox waits, an attachment over the limit stays out; both are said', async ({ page }) => {
    await signIn(page, doctor);
    await linked(page, doctor);
    const subject = unique('Boîte pleine');
    await compose(page, subject, full);
    await page.locator('input[type=file]').setInputFiles([
        { name: 'scanner.dcm', mimeType: 'application/octet-stream', buffer: Buffer.alloc(21 * 1024 * 1024) },
        { name: 'note.pdf', mimeType: 'application/pdf', buffer: pdf('Une note') },
    ]);
    const files = page.getByRole('list', { name: 'Pièces jointes' }).getByRole('listitem');
    await expect(files.filter({ hasText: 'scanner.dcm' })).toContainText('Trop volumineux : le mail dépasserait la taille acceptée par l’opérateur.');
    await expect(files.filter({ hasText: 'note.pdf' })).toContainText('PDF');
    await button(page, 'Envoyer').click();
    await expect(page.getByText('Une pièce jointe n’a pas pu être ajoutée. Retirez-la avant d’envoyer.')).toBeVisible();
    await accessible(page);
    await button(page, 'Retirer scanner.dcm').click();
    await button(page, 'Envoyer').click();
    await expect(toast(page, 'En attente. L’opérateur ne peut pas encore remettre le message à tous ses destinataires')).toBeVisible({ timeout: 30_000 });
    await openView(page, 'Brouillons');
    await row(page, subject).click();
    await reader(page).getByRole('button', { name: 'Annuler l’envoi et modifier' }).click();
    await expect(page.getByLabel('Objet')).toHaveValue(subject);
    await button(page, 'Supprimer le brouillon').click();
    await page.getByRole('dialog').getByRole('button', { name: 'Supprimer le brouillon' }).click();
});

test('the session ends while one writes: signing in again goes on where one was', async ({ page }) => {
    await signIn(page, doctor);
    await linked(page, doctor);
    const subject = unique('Session perdue');
    await compose(page, subject, cardiologist);
    await expect(page.getByText(/^Brouillon enregistré à/)).toBeVisible();
    await api(page, 'DELETE', '/api/session');
    await write(page, 'Texte précieux.');
    const dialog = page.getByRole('dialog', { name: 'Votre session a expiré' });
    await expect(dialog).toContainText('Rien de ce que vous faisiez n’est perdu.');
    await accessible(page);
    await dialog.getByLabel('Mot de passe').fill('Ce-n-est-pas-lui');
    await dialog.getByRole('button', { name: 'Se connecter' }).click();
    await expect(dialog.getByRole('alert')).not.toBeEmpty();
    await dialog.getByLabel('Mot de passe').fill(password);
    await dialog.getByRole('button', { name: 'Se connecter' }).click();
    await expect(dialog).toBeHidden();
    await expect(page.getByRole('textbox', { name: 'Texte du message' })).toContainText('Texte précieux.');
    await expect(page.getByText(/^Brouillon enregistré à/)).toBeVisible();
    await button(page, 'Fermer, garder le brouillon').click();
    await expect(toast(page, 'Brouillon enregistré')).toBeVisible();
    await openView(page, 'Brouillons');
    await expect(row(page, subject)).toContainText('Texte précieux.');
});

test('the same draft in two tabs: no version is lost, and it is said', async ({ page }) => {
    await signIn(page, doctor);
    await linked(page, doctor);
    const subject = unique('Deux onglets');
    await compose(page, subject, cardiologist);
    await expect(page.getByText(/^Brouillon enregistré à/)).toBeVisible();
    await button(page, 'Fermer, garder le brouillon').click();
    const other = await page.context().newPage();
    for (const tab of [page, other]) {
        if (tab === other) await tab.goto('/');
        await openView(tab, 'Brouillons');
        await row(tab, subject).click();
        await expect(tab.getByLabel('Objet')).toHaveValue(subject);
    }
    await write(page, 'Version du premier onglet.');
    await expect(page.getByText(/^Brouillon enregistré à/)).toBeVisible();
    await write(other, 'Version du second onglet.');
    await expect(other.getByText('Ce brouillon a été modifié, envoyé ou supprimé dans un autre onglet. Votre version est gardée comme un nouveau brouillon.')).toBeVisible();
    await accessible(other);
    await expect.poll(async () => (await mailsOf(doctor, 'Drafts')).filter((one) => one.subject === subject).length).toBe(2);
    for (const tab of [page, other]) {
        await button(tab, 'Supprimer le brouillon').click();
        await tab.getByRole('dialog').getByRole('button', { name: 'Supprimer le brouillon' }).click();
    }
    await expect.poll(async () => (await mailsOf(doctor, 'Drafts')).filter((one) => one.subject === subject).length).toBe(0);
});

test('mails that nobody should have written open as far as they can be read', async ({ page }) => {
    await signIn(page, doctor);
    await linked(page, doctor);
    const [crowd, huge, deep] = [unique('Cinquante mille'), unique('Deux cents mégaoctets'), unique('Quarante niveaux')];
    const everybody = Array.from({ length: 50_000 }, (_, i) => `<personne${i}@liberal.mssante.test>`).join(',\r\n ');
    const file = ['Content-Type: application/pdf', 'Content-Disposition: attachment; filename="enorme.pdf"; size=209715200', 'Content-Length: 209715200', 'Content-Transfer-Encoding: base64'];
    let nested = part(['Content-Type: text/plain; charset=utf-8'], 'Au fond.');
    for (let level = 40; level > 0; level--) nested = part([`Content-Type: multipart/mixed; boundary="n${level}"`], multipart([nested], `n${level}`));
    await put(doctor, mail({ from: cardiologist, to: everybody, subject: crowd }, 'text/plain; charset=utf-8', 'À tous.'));
    await put(doctor, mail({ from: cardiologist, to: doctor, subject: huge }, 'multipart/mixed; boundary="gros"', multipart([part(['Content-Type: text/plain; charset=utf-8'], 'Voici.'), part(file, 'JVBERi0xLjQK')], 'gros')));
    await put(doctor, mail({ from: cardiologist, to: doctor, subject: deep }, 'multipart/mixed; boundary="haut"', multipart([nested], 'haut')));
    await put(doctor, '\r\nSans le moindre en-tête.\r\n');
    for (const [subject, words] of [[crowd, 'À tous.'], [huge, 'Voici.'], [deep, 'Au fond.'], ['(sans objet)', 'Sans le moindre en-tête.']] as const) {
        await row(page, subject).click();
        await expect(body(page).getByText(words)).toBeVisible();
        await accessible(page);
        await backToList(page);
    }
    await openView(page, 'Tous les messages');
    const search = page.getByRole('searchbox', { name: 'Rechercher' });
    for (const [subject, shown] of [
        ['Message illisible', /.*/],
        ['Multipart jamais fermé', /La connexion a ete coupee/],
        ['Information à tous les professionnels de la région', /deux mille correspondants/],
        ['HTML profondément imbriqué', /Au fond/],
        ['Date impossible', /ne veut rien dire/],
        ['Votre messagerie expire', /suspendue/],
    ] as const) {
        await search.fill(subject);
        await row(page, subject).click();
        await expect(body(page).locator('body')).toContainText(shown);
        await backToList(page);
    }
    expect((await page.request.get('/health')).status()).toBe(200);
});
