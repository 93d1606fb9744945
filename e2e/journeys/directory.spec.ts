import type { Locator, Page } from '@playwright/test';
import { cardiologist, doctor } from './cast.js';
import { accessible, expect, isPhone, linked, signIn, test } from './support.js';

const administrator = 'regie@spico.test';
const directory = (page: Page): Locator => page.getByRole('dialog', { name: 'Annuaire', exact: true });
const details = (page: Page): Locator => page.getByRole('dialog', { name: /Claire Vasseur-Morin/i });
const box = (page: Page): Locator => directory(page).getByRole('combobox', { name: 'Rechercher dans l’annuaire' });

test('the details of one person: all their mailboxes with workplace and type, by keyboard and from a chip', async ({ page }) => {
    await signIn(page, doctor);
    await linked(page, doctor);
    await page.getByRole('button', { name: 'Nouveau', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Envoyer un mail MSS' }).click();
    await box(page).fill('vasseur morin claire');
    const found = directory(page).getByRole('option').filter({ hasText: cardiologist });
    await expect(found).toBeVisible();

    await test.step('the right arrow opens them, Escape gives the search back', async () => {
        await box(page).press('ArrowRight');
        await expect(details(page)).toContainText('RPPS');
        await expect(details(page).getByRole('listitem').filter({ hasText: cardiologist })).toContainText('Professionnel');
        await expect(details(page).getByRole('heading', { level: 3 }).first()).not.toBeEmpty();
        await accessible(page);
        await page.screenshot({ path: `test-results/details-${isPhone(page) ? 'phone' : 'wide'}.png` });
        await page.keyboard.press('Escape');
        await expect(details(page)).toBeHidden();
        await expect(box(page)).toBeFocused();
    });
    await test.step('so does the button of a chosen one', async () => {
        await found.click();
        await expect(found).toHaveAttribute('aria-selected', 'true');
        await expect(directory(page).getByRole('button', { name: /^Retirer .*Vasseur-Morin$/i })).toBeInViewport({ ratio: 1 });
        await accessible(page);
        await page.screenshot({ path: `test-results/picker-${isPhone(page) ? 'phone' : 'wide'}.png` });
        await directory(page).getByRole('button', { name: /^Détails de .*Vasseur-Morin/i }).click();
        await expect(details(page).getByText(cardiologist)).toBeVisible();
        await details(page).getByRole('button', { name: 'Fermer' }).click();
        await expect(directory(page)).toBeVisible();
    });
});

test('an administrator looks at what changed since yesterday, and lets it go', async ({ page }) => {
    test.skip(isPhone(page), 'once is enough for the sandbox’s changes');
    await signIn(page, administrator);
    await page.goto('/administration/annuaire');
    const national = page.getByRole('region', { name: 'Annuaire national' });
    await national.getByRole('button', { name: 'Changements récents (API Annuaire Santé)' }).click();
    await expect(national.getByRole('heading', { name: /Prêt : rien n’a encore changé$/ })).toBeVisible({ timeout: 60_000 });
    await accessible(page);
    await page.screenshot({ path: 'test-results/dry-run.png', fullPage: true });
    await national.getByRole('button', { name: 'Abandonner' }).click();
    await page.getByRole('dialog', { name: 'Abandonner cet import ?' }).getByRole('button', { name: 'Abandonner' }).click();
    await expect(national.getByRole('button', { name: 'Changements récents (API Annuaire Santé)' })).toBeVisible();
    await expect(national).toContainText('Abandonnée');
});
