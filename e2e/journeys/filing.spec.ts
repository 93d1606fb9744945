import type { Locator, Page } from '@playwright/test';
import { cardiologist, doctor } from './cast.js';
import { pdf } from './letters.js';
import { deliver } from './sandbox.js';
import { accessible, backToList, expect, linked, row, signIn, test, toast, unique } from './support.js';

const button = (scope: Page | Locator, name: string): Locator => scope.getByRole('button', { name, exact: true });
const reading = (page: Page): Locator => page.getByRole('region', { name: 'Lecture' });
const filing = (page: Page): Locator => page.getByRole('dialog', { name: 'Classer dans un dossier' });

/** Opens a mail of « Tous les messages » by words of its subject, found by searching. */
/** What came, not what was sent of the same patient. */
async function openMail(page: Page, words: string, from: string): Promise<void> {
    await page.goto('/discussions/tous');
    await page.getByRole('searchbox', { name: 'Rechercher' }).fill(words);
    await page.locator('a[data-email]').filter({ hasText: words }).filter({ hasText: from }).first().click();
    await expect(reading(page)).toBeVisible();
}

test('B3: a document of a qualified identity is filed in one gesture, once, and taken back', async ({ page }) => {
    await signIn(page, doctor);
    await linked(page, doctor);
    await openMail(page, 'CABIROL Simone 12/03/1941', 'Laboratoire Garonne');
    const received = reading(page).getByRole('region', { name: 'Documents reçus' });
    await test.step('one line says what it is; the marker of the subject is nowhere', async () => {
        await expect(received).toContainText('Bilan sanguin');
        await expect(received).toContainText('CR d');
        await expect(received).toContainText('CABIROL Simone 12/03/1941');
        await expect(page.getByText('XDM/1.0/DDM+')).toHaveCount(0);
        await button(received, 'Bilan sanguin').click();
        await expect(page.getByRole('dialog', { name: 'Bilan sanguin' }).getByRole('img', { name: /bilan stable/ })).toBeVisible();
        await accessible(page);
        await page.keyboard.press('Escape');
    });
    await test.step('filed, with a link both ways', async () => {
        await button(received, 'Classer dans un dossier').click();
        await expect(received.getByText('Classé dans')).toBeVisible();
        await accessible(page);
        await received.getByRole('link', { name: /^CABIROL Simone/ }).click();
        await expect(page.getByRole('heading', { name: 'Bilan sanguin' })).toBeVisible();
        await page.getByText(/^Reçu de/).getByRole('link').click();
        await expect(received.getByText('Classé dans')).toBeVisible();
    });
    await test.step('taken back', async () => {
        await button(received, 'Retirer du dossier').click();
        await expect(toast(page, 'Le document est retiré du dossier')).toBeVisible();
        await expect(button(received, 'Classer dans un dossier')).toBeVisible();
    });
    await backToList(page);
});

test('B3: an identity that differs is compared trait by trait, and confirmed by a person', async ({ page }) => {
    await signIn(page, doctor);
    await linked(page, doctor);
    await openMail(page, 'ESSAI-MARTIN', 'Vasseur-Morin');
    const received = reading(page).getByRole('region', { name: 'Documents reçus' });
    await button(received, 'Classer dans un dossier').click();
    await filing(page).getByRole('searchbox').fill('essai-martin');
    await filing(page).getByRole('radio', { name: /ESSAI-MARTIN/ }).check();
    await button(filing(page), 'Classer dans le dossier de ESSAI-MARTIN Jean').click();
    const differing = filing(page).getByRole('row', { name: /Différent/ });
    await expect(differing).toContainText('13/08/1954');
    await expect(differing).toContainText('12/08/1954');
    await accessible(page);
    await expect(filing(page).getByRole('alert')).not.toBeEmpty();
    await filing(page).getByRole('checkbox').check();
    await button(filing(page), 'Classer dans le dossier de ESSAI-MARTIN Jean').click();
    await expect(filing(page)).toBeHidden();
    await expect(received.getByText('Classé dans')).toBeVisible();
    await test.step('what it says is read in the file, as a page', async () => {
        await received.getByRole('link', { name: /^ESSAI-MARTIN/ }).click();
        const text = page.frameLocator('iframe[title="Consultation de cardiologie"]');
        await expect(text.getByRole('heading', { name: 'Conclusion' })).toBeVisible();
        await expect(text.getByRole('cell', { name: '148/86 mmHg' })).toBeVisible();
        await accessible(page);
        await page.getByText(/^Reçu de/).getByRole('link').click();
    });
    await button(received, 'Retirer du dossier').click();
    await expect(button(received, 'Classer dans un dossier')).toBeVisible();
});

test('B3: an attachment of a mail that names nobody is filed where one looks for the patient', async ({ page }) => {
    const subject = unique('Document à classer');
    await signIn(page, doctor);
    await linked(page, doctor);
    await deliver({ from: cardiologist, to: [doctor], subject, text: 'Bonjour, voici le document.', attachments: [{ name: 'scan.pdf', type: 'application/pdf', base64: pdf(subject).toString('base64') }] });
    await expect(row(page, subject)).toBeVisible();
    await row(page, subject).click();
    await button(reading(page), 'Classer dans un dossier').click();
    await expect(filing(page).getByText('Le mail ne dit pas clairement de quel patient il s’agit.')).toBeVisible();
    await filing(page).getByRole('searchbox').fill('trébosc');
    await expect(filing(page).getByText(/^Aucun de vos dossiers/)).toBeVisible();
    await filing(page).getByRole('searchbox').fill('dutilh');
    await filing(page).getByRole('radio', { name: /DUTILH Marcelle/ }).check();
    await filing(page).getByRole('combobox', { name: 'Catégorie' }).fill('imagerie');
    await page.keyboard.press('Enter');
    await accessible(page);
    await button(filing(page), 'Classer dans le dossier de DUTILH Marcelle').click();
    await expect(reading(page).getByText('Classé dans')).toBeVisible();
    await button(reading(page), 'Retirer du dossier').click();
    await expect(button(reading(page), 'Classer dans un dossier')).toBeVisible();
});

test('XDM: the archive for software comes with a qualified identity, goes and comes back, and holds what is attached', async ({ page }) => {
    await signIn(page, doctor);
    await linked(page, doctor);
    await page.goto('/dossiers');
    await page.getByRole('searchbox').fill('cabirol');
    await expect(page.getByText('1 dossier trouvé')).toBeVisible();
    await page.locator('a[data-dossier]').click();
    await page.getByRole('searchbox').fill('examens biologiques');
    await page.locator('a[data-document]').first().click();
    await button(page, 'Envoyer ce document par mail MSSanté').click();
    const directory = page.getByRole('dialog', { name: 'Annuaire' });
    await directory.getByRole('combobox', { name: 'Rechercher dans l’annuaire' }).fill('vasseur morin');
    await directory.getByRole('option').filter({ hasText: cardiologist }).click();
    await button(directory, 'Valider').click();
    const attached = page.getByRole('list', { name: 'Pièces jointes' }).getByRole('listitem');
    const option = page.getByRole('checkbox', { name: /XDM/ });
    if (!(await option.isChecked())) await option.click();
    await expect(attached.filter({ hasText: 'IHE_XDM.ZIP' })).toHaveCount(1);
    await expect(page.getByLabel('Objet')).not.toHaveValue(/XDM/);
    await accessible(page);
    await option.click();
    await expect(attached).toHaveCount(1);
    await option.click();
    await expect(attached).toHaveCount(2);
    await test.step('a draft that is opened again knows its archive', async () => {
        const subject = unique('Bilan');
        await page.getByLabel('Objet').fill(subject);
        await expect(page.getByText(/^Brouillon enregistré à/)).toBeVisible();
        await page.goto('/discussions/brouillons');
        await row(page, subject).click();
        await expect(option).toBeChecked();
        await expect(attached).toHaveCount(2);
        await attached.first().getByText('Pas au format d’archivage PDF/A-1').click();
        await expect(attached.first().getByText(/polices non incorporées/)).toBeVisible();
        await accessible(page);
        await option.click();
        await expect(attached).toHaveCount(1);
        await option.click();
        await expect(attached).toHaveCount(2);
    });
    await button(attached.first(), `Retirer ${await attached.first().locator('.ellipsis').innerText()}`).click();
    await expect(attached).toHaveCount(0);
    await button(page, 'Supprimer le brouillon').click();
    await button(page.getByRole('dialog'), 'Supprimer le brouillon').click();
});
