import type { Page } from '@playwright/test';
import { cardiologist, laboratory, nurse, platform, psychologist, sharedBox, socialWorker, structure } from './cast.js';
import { codesOf, deliver, mailsOf, newCode } from './sandbox.js';
import { accessible, api, expect, isPhone, linked, openView, row, signIn, test, toast, unique, unlinked } from './support.js';

const wish = 'Je souhaite accéder à mon compte Medimail';
const me = (page: Page): string => (isPhone(page) ? psychologist : nurse);
const wanted = (page: Page) => page.getByRole('switch', { name: wish });
const address = (page: Page) => page.getByLabel('Identifiant Medimail');
const code = (page: Page) => page.getByLabel("Code d'activation");

async function openLinkTab(page: Page): Promise<void> {
    await page.getByRole('navigation', { name: 'Navigation principale' }).getByRole('link', { name: 'Profil' }).click();
    await page.getByRole('navigation', { name: 'Onglets du profil' }).getByRole('link', { name: 'Profil MSSanté' }).click();
}

async function askCode(page: Page, typed: string): Promise<void> {
    await address(page).fill(typed);
    await page.getByRole('button', { name: 'Envoyer un code à usage unique' }).click();
}

async function validate(page: Page, typed: string): Promise<void> {
    await code(page).fill(typed);
    await page.getByRole('button', { name: 'Valider' }).click();
}

test('L1 to L5: a professional links a mailbox with the code found in it, and every mistake has its sentence', async ({ page }) => {
    const login = me(page);
    let used = '';
    await signIn(page, login);
    await unlinked(page);
    await page.goto('/');
    await expect(page.getByRole('heading', { name: 'Aucune messagerie associée' })).toBeVisible();
    await openLinkTab(page);

    await test.step('L2: NON by default, OUI opens the form', async () => {
        await expect(wanted(page)).not.toBeChecked();
        await expect(page.getByText('NON', { exact: true })).toBeVisible();
        await expect(address(page)).toBeHidden();
        await wanted(page).click();
        await expect(page.getByText('OUI', { exact: true })).toBeVisible();
        await expect(address(page)).toBeVisible();
        await accessible(page);
    });

    await test.step('L3: not an address, not the operator’s, unknown there', async () => {
        for (const [typed, sentence] of [
            ['docteur belhadj', 'Ceci n’est pas une adresse de messagerie.'],
            [cardiologist, 'Ce n’est pas une adresse Medimail : elle se termine par @medimail.mssante.test.'],
            ['personne.dutout@medimail.mssante.test', 'Cette boîte aux lettres n’existe pas chez Medimail. Vérifiez l’adresse.'],
            [platform, 'Cette boîte aux lettres n’existe pas chez Medimail. Vérifiez l’adresse.'],
        ] as const) {
            await askCode(page, typed);
            await expect(page.getByRole('alert').filter({ hasText: sentence })).toBeVisible();
            await expect(code(page)).toBeHidden();
        }
    });

    await test.step('L4: the code arrives by mail, from the platform, and nowhere else', async () => {
        const known = await codesOf(login);
        const answered = page.waitForResponse((response) => response.url().endsWith('/api/profile/mailbox-link/codes'));
        await askCode(page, login.toUpperCase());
        await expect(page.getByText(`Un code a été envoyé à ${login}.`)).toBeVisible();
        const first = await newCode(login, known);
        expect(await (await answered).text()).not.toContain(first);
        expect(await page.content()).not.toContain(first);
        expect((await mailsOf(login)).find(({ from }) => from.includes(platform))?.subject).toContain('code');

        await page.getByRole('button', { name: 'Envoyer un code à usage unique' }).click();
        used = await newCode(login, [...known, first]);
        await validate(page, first);
        await expect(page.getByText('Ce code ne vaut plus : un code plus récent a été envoyé.')).toBeVisible();
        await validate(page, 'ABCDEFGH');
        await expect(page.getByText('Ce code n’est pas le bon. Il reste 3 essais.')).toBeVisible();
        await accessible(page);
        await validate(page, ` ${used.toLowerCase()} `);
    });

    await test.step('L5: linked; the mails are there', async () => {
        await expect(toast(page, 'Votre compte Medimail est associé.')).toBeVisible();
        await expect(page.getByText('Compte Medimail associé :')).toContainText(login);
        await expect(wanted(page)).toBeChecked();
        await accessible(page);
        await page.getByRole('link', { name: 'Ouvrir la boîte de réception' }).click();
        await expect(row(page, /./)).toBeVisible();
    });

    await test.step('L3: a mailbox already linked to this account', async () => {
        await openLinkTab(page);
        await page.getByRole('button', { name: 'Associer une autre boîte…' }).click();
        await askCode(page, login);
        await expect(page.getByText('Cette boîte aux lettres est déjà associée à votre compte.')).toBeVisible();
    });

    await test.step('L2, L10: NON asks first, then leaves nothing here and everything at the operator', async () => {
        const before = (await mailsOf(login, 'INBOX', 500)).length;
        await wanted(page).click();
        const question = page.getByRole('dialog', { name: 'Dissocier votre compte Medimail ?' });
        await expect(question).toContainText('Rien n’est supprimé chez Medimail.');
        await accessible(page);
        await question.getByRole('button', { name: 'Annuler' }).click();
        await expect(wanted(page)).toBeChecked();
        await wanted(page).click();
        await question.getByRole('button', { name: 'Dissocier' }).click();
        await expect(toast(page, 'Votre compte Medimail est dissocié.')).toBeVisible();
        await expect(wanted(page)).not.toBeChecked();
        expect((await mailsOf(login, 'INBOX', 500)).length).toBe(before);
    });

    await test.step('L5: a code that has served', async () => {
        await wanted(page).click();
        const known = await codesOf(login);
        await askCode(page, login);
        await newCode(login, known);
        await validate(page, used);
        await expect(page.getByText('Ce code a déjà servi. Demandez-en un nouveau si besoin.')).toBeVisible();
        await page.getByRole('link', { name: /^Discussions/ }).click();
        await expect(page.getByRole('heading', { name: 'Aucune messagerie associée' })).toBeVisible();
    });
});

test('L6: the account of a structure is told why it cannot link, and what to do', async ({ page }) => {
    await signIn(page, structure);
    await expect(page.getByRole('main')).toContainText('Ce compte est celui d’une structure');
    await page.getByRole('link', { name: 'Ouvrir le Profil MSSanté' }).click();
    await expect(page.getByText('Un compte Medimail ne peut être associé qu’à un compte individuel.')).toContainText('connectez-vous avec votre compte personnel');
    await expect(wanted(page)).toBeHidden();
    await accessible(page);
});

test('L7, L8: two people share an organisational mailbox; it takes the place of one’s own after a confirmation', async ({ page, browser }) => {
    const login = me(page);
    const colleague = await (await browser.newContext()).newPage();
    await signIn(colleague, socialWorker);
    await linked(colleague, sharedBox);
    await signIn(page, login);
    await linked(page, login);
    const own = unique('Résultat personnel');
    await deliver({ from: laboratory, to: [login], subject: own, text: 'Bonjour, voici le résultat.' });
    await expect(row(page, own)).toBeVisible();

    await openLinkTab(page);
    await page.getByRole('button', { name: 'Associer une autre boîte…' }).click();
    const known = await codesOf(sharedBox);
    await askCode(page, sharedBox);
    const question = page.getByRole('dialog', { name: 'Remplacer la boîte associée ?' });
    await expect(question).toContainText(`${login} est déjà associée. Elle sera remplacée par ${sharedBox}`);
    await accessible(page);
    expect(await codesOf(sharedBox)).toEqual(known);
    await question.getByRole('button', { name: 'Remplacer' }).click();
    await validate(page, await newCode(sharedBox, known));
    await expect(page.getByText('Compte Medimail associé :')).toContainText(sharedBox);
    expect((await api(page, 'GET', '/api/profile/mailbox-link')).body.address).toBe(sharedBox);

    await page.getByRole('link', { name: 'Ouvrir la boîte de réception' }).click();
    const subject = unique('Planning du centre');
    await deliver({ from: cardiologist, to: [sharedBox], subject, text: 'Bonjour, voici le planning.' });
    await expect(row(page, subject)).toBeVisible();
    await expect(row(colleague, subject)).toBeVisible();
    await openView(page, 'Tous les messages');
    await expect(row(page, subject)).toBeVisible();
    await expect(row(page, own)).toBeHidden();
    await accessible(page);

    await unlinked(page);
    await colleague.reload();
    await expect(row(colleague, subject)).toBeVisible();
    await colleague.context().close();
});

test('L9: an installed application shows the link and says where to change it', async ({ page }) => {
    await page.addInitScript(() => {
        const asked = window.matchMedia.bind(window);
        window.matchMedia = (query) => (query.includes('standalone') ? asked('all') : asked(query));
    });
    await signIn(page, socialWorker);
    await openLinkTab(page);
    await expect(page.getByText('L’association se gère dans l’application web')).toBeVisible();
    await expect(wanted(page)).toBeHidden();
    await accessible(page);
    expect((await api(page, 'DELETE', '/api/profile/mailbox-link')).body).toMatchObject({ status: 403, code: 'web-only' });
});
