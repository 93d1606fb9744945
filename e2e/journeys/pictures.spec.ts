import { statSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { cardiologist, doctor, nurse, physiotherapist } from './cast.js';
import { act, codesOf, findMail, newCode } from './sandbox.js';
import { expect, isPhone, linked, row, signIn, test, unlinked, write } from './support.js';

/** The pictures of the README, of the fictitious cast on fresh data: `./spico screenshots`. */
const folder = '../docs/pictures';

async function picture(page: Page, name: string): Promise<void> {
    await page.evaluate(() => document.fonts.ready);
    const path = `${folder}/${name}.png`;
    await page.screenshot({ path, animations: 'disabled', caret: 'hide' });
    expect(statSync(path).size).toBeLessThan(300_000);
}

/** A letter with its attachments, in the list of the doctor without the mail of the code. */
async function openLetter(page: Page): Promise<void> {
    await signIn(page, doctor);
    await linked(page, doctor);
    const code = await findMail(doctor, 'Votre code d’activation Spico').catch(() => undefined);
    if (code) await act(doctor, 'move', { folder: 'INBOX', uid: code.uid, to: 'Trash' });
    await expect(row(page, 'Votre code d’activation')).toBeHidden();
    await row(page, /Lettre de liaison|Consultation de/).click();
    await expect(page.frameLocator('iframe[title="Contenu du message"]').first().getByText(/Bonjour|Cher/).first()).toBeVisible();
}

test('sign-in and link @screenshots', async ({ page }) => {
    test.skip(isPhone(page), 'on a wide screen only');
    await page.goto('/');
    await expect(page.getByRole('button', { name: 'Se connecter' })).toBeVisible();
    await picture(page, 'sign-in');
    await signIn(page, nurse);
    await unlinked(page);
    await page.goto('/profil/mssante');
    await page.getByRole('switch').click();
    await page.getByLabel('Identifiant Medimail').fill(nurse);
    const known = await codesOf(nurse);
    await page.getByRole('button', { name: 'Envoyer un code à usage unique' }).click();
    await page.getByLabel("Code d'activation").fill(await newCode(nurse, known));
    await picture(page, 'link');
});

test('reading @screenshots', async ({ page }) => {
    await openLetter(page);
    await picture(page, isPhone(page) ? 'mail-phone' : 'inbox');
    if (isPhone(page)) {
        await page.getByRole('button', { name: 'Retour' }).click();
        await picture(page, 'inbox-phone');
    } else {
        await page.emulateMedia({ colorScheme: 'dark' });
        await expect(page.getByTitle('Contenu du message').first()).toHaveAttribute('src', /theme=dark/);
        await expect(page.frameLocator('iframe[title="Contenu du message"]').first().getByText(/Bonjour|Cher/).first()).toBeVisible();
        await picture(page, 'inbox-dark');
    }
});

test('writing @screenshots', async ({ page }) => {
    test.skip(isPhone(page), 'on a wide screen only');
    await signIn(page, doctor);
    await linked(page, doctor);
    await page.getByRole('button', { name: 'Nouveau' }).click();
    await page.getByRole('menuitem', { name: 'Envoyer un mail MSS' }).click();
    const directory = page.getByRole('dialog', { name: 'Annuaire' });
    for (const [words, address] of [['vasseur-morin', cardiologist], ['ndiaye kine toulouse', physiotherapist]] as const) {
        await directory.getByRole('combobox', { name: 'Rechercher dans l’annuaire' }).fill(words);
        await directory.getByRole('option').filter({ hasText: address }).click();
    }
    await directory.getByRole('combobox', { name: 'Rechercher dans l’annuaire' }).fill('cardiologue toulouse');
    await expect(directory.locator('[role=option]').filter({ hasText: /cardiolog/i }).nth(3)).toBeVisible();
    await picture(page, 'directory');
    await directory.getByRole('button', { name: 'Valider' }).click();
    await page.getByLabel('Objet').fill('Mme Exemple : reprise de la marche après la pose du stimulateur');
    await write(page, 'Bonjour à tous les deux,');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await page.keyboard.type('Mme Exemple rentre chez elle jeudi. Claire, à partir de quand peut-elle reprendre la marche en côte ? Paul, je vous joins le bilan de sortie.');
    await page.locator('input[type=file]').setInputFiles({ name: 'Bilan de sortie.pdf', mimeType: 'application/pdf', buffer: Buffer.alloc(84_000) });
    await expect(page.getByText(/^Brouillon enregistré à/)).toBeVisible();
    await picture(page, 'composer');
    await page.getByRole('button', { name: 'Supprimer le brouillon' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Supprimer le brouillon' }).click();
});

test('a file @screenshots', async ({ page }) => {
    test.skip(isPhone(page), 'on a wide screen only');
    await signIn(page, doctor);
    await page.goto('/dossiers');
    await page.getByRole('searchbox').fill('cabirol');
    await expect(page.getByText('1 dossier trouvé')).toBeVisible();
    await page.locator('a[data-dossier]').click();
    await page.locator('a[data-document]').first().click();
    await expect(page.getByRole('article').getByRole('img').first()).toBeVisible();
    await picture(page, 'dossier');
});
