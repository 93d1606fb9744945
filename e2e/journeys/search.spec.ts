import type { Page } from '@playwright/test';
import { cardiologist, doctor, laboratory } from './cast.js';
import { pdf } from './letters.js';
import { deliver } from './sandbox.js';
import { accessible, backToList, expect, isPhone, linked, open, openView, row, signIn, test } from './support.js';

const box = (page: Page) => page.getByRole('searchbox', { name: 'Rechercher' });
const rows = (page: Page) => page.locator('a[data-email]');
const list = (page: Page) => page.getByRole('region', { name: 'Messages', exact: true });

/** A word that no other mail holds. */
const needle = (): string => `zq${Date.now().toString(36)}`;

async function twoMails(page: Page): Promise<{ word: string; report: string; result: string }> {
    const word = needle();
    const report = `Compte rendu opératoire ${word}`;
    const result = `Bilan sanguin ${word}`;
    await signIn(page, doctor);
    await linked(page, doctor);
    await deliver({ from: cardiologist, to: [doctor], subject: report, text: 'Vue à l’hôpital le 12 mars 2026 pour un œdème ; suivi post-opératoire simple.' });
    await deliver({
        from: laboratory,
        to: [doctor],
        subject: result,
        text: 'Résultats ci-joints, rien d’urgent.',
        attachments: [{ name: 'Hémogramme.pdf', type: 'application/pdf', base64: pdf('Hemogramme').toString('base64') }],
    });
    await expect(row(page, report)).toBeVisible();
    await expect(row(page, result)).toBeVisible();
    return { word, report, result };
}

test('search: one box finds mails in every folder as one types, whatever the accents and forms', async ({ page }) => {
    const { word, report, result } = await twoMails(page);

    await test.step('as one types, with what was found marked', async () => {
        if (!isPhone(page)) await page.keyboard.press('/');
        else await box(page).click();
        await expect(box(page)).toBeFocused();
        await page.keyboard.type(`hopitaux ${word.slice(0, -1)}`, { delay: 15 });
        await expect(row(page, report)).toBeVisible();
        await expect(rows(page)).toHaveCount(1);
        await expect(row(page, report).locator('mark').filter({ hasText: 'hôpital' })).toBeVisible();
        await expect(row(page, report).getByText('Boîte de réception')).toBeVisible();
        await expect(list(page).getByText('1 message trouvé')).toBeVisible();
        await accessible(page);
    });

    await test.step('other writings of the same', async () => {
        for (const typed of [`oedeme ${word}`, `postoperatoire ${word}`, `12/03/2026 ${word}`, `"compte rendu" ${word}`, `objet:operatoires ${word}`]) {
            await box(page).fill(typed);
            await expect(rows(page)).toHaveCount(1);
            await expect(row(page, report)).toBeVisible();
        }
    });

    await test.step('operators', async () => {
        for (const typed of [`de:laboratoire ${word}`, `pj: ${word}`, `pj:hemogramme ${word}`, `${word} -opératoire`, `à:castelbon ${word} sanguin`, `non lu ${word} après:hier -"compte rendu"`]) {
            await box(page).fill(typed);
            await expect(rows(page)).toHaveCount(1);
            await expect(row(page, result)).toBeVisible();
        }
        await box(page).fill(`${word} avant:31/02/2026`);
        await expect(page.getByText('« 31/02/2026 » n’est pas une date')).toBeVisible();
        await expect(rows(page)).toHaveCount(2);
        await accessible(page);
    });

    await test.step('a mail is read, and « back » comes back to the results', async () => {
        await open(page, report);
        await page.goBack();
        await expect(box(page)).toHaveValue(`${word} avant:31/02/2026`);
        await expect(rows(page)).toHaveCount(2);
    });

    await test.step('Escape restores the view', async () => {
        await box(page).fill(word);
        await expect(rows(page)).toHaveCount(2);
        await box(page).press('Escape');
        await expect(box(page)).toHaveValue('');
        await expect(rows(page).nth(2)).toBeVisible();
        expect(page.url()).not.toContain(word);
    });

    await test.step('« back » does as well', async () => {
        await box(page).fill(word);
        await expect(rows(page)).toHaveCount(2);
        await page.goBack();
        await expect(box(page)).toHaveValue('');
        await expect(rows(page).nth(2)).toBeVisible();
    });
});

test('search: what was not found, where, and how to find more', async ({ page }) => {
    const { word, result } = await twoMails(page);
    await openView(page, 'Brouillons');
    await box(page).fill(`${word} sanguin avant:2020`);
    await expect(page.getByText('Aucun message ne correspond, dans aucun dossier')).toBeVisible();
    await expect(list(page)).toContainText('avant « 2020 »');
    await accessible(page);
    await page.getByRole('button', { name: 'Brouillons', exact: true }).click();
    await expect(page.getByText('Aucun message ne correspond, dans « Brouillons »')).toBeVisible();
    await page.getByRole('button', { name: 'Chercher sans avant:2020' }).click();
    await expect(box(page)).toHaveValue(`${word} sanguin`);
    await expect(page.getByText('Aucun message ne correspond, dans « Brouillons »')).toBeVisible();
    await page.getByRole('button', { name: 'Chercher partout' }).click();
    await expect(row(page, result)).toBeVisible();
    await row(page, result).click();
    await expect(page.getByRole('region', { name: 'Lecture' }).getByRole('heading', { name: result })).toBeVisible();
    await backToList(page);
    await expect(row(page, result)).toBeVisible();
});

test('search: the operators are at hand for the keyboard', async ({ page }) => {
    test.skip(isPhone(page), 'a keyboard');
    await signIn(page, doctor);
    await linked(page, doctor);
    await expect(rows(page).first()).toBeVisible();
    await page.keyboard.press('/');
    await page.keyboard.press('ArrowDown');
    const help = page.getByRole('region', { name: 'Aide à la recherche' });
    await expect(help.getByRole('button').first()).toBeFocused();
    await accessible(page);
    await page.keyboard.press('Escape');
    await expect(help).toBeHidden();
    await expect(page.getByRole('button', { name: 'Aide à la recherche' })).toBeFocused();
    await page.keyboard.press('Enter');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await expect(box(page)).toBeFocused();
    await expect(box(page)).toHaveValue('de:');
    await page.keyboard.type('vasseur');
    await expect(rows(page).first()).toBeVisible();
    await page.keyboard.press('ArrowDown');
    await expect(rows(page).first()).toBeFocused();
});

// How far the server is while a mailbox is filled is tested there (SearchTest); here, that it is told.
test('search: an engine that is catching up says so, and never « nothing »', async ({ page }) => {
    await signIn(page, doctor);
    await linked(page, doctor);
    await page.route('**/jmap/api', async (route) => {
        const response = await route.fetch();
        const body = await response.json();
        for (const [name, answer] of body.methodResponses) if (name === 'Email/query') answer.catchingUp = { done: 3400, total: 10_000 };
        await route.fulfill({ response, json: body });
    });
    await box(page).fill(needle());
    await expect(page.getByText(/Recherche dans 34 % des messages \(3\s400 sur 10\s000\), les plus récents d’abord/)).toBeVisible();
    await expect(page.getByText('Rien encore dans les messages déjà récupérés (34 %)')).toBeVisible();
    await expect(page.getByText('Aucun message')).toBeHidden();
    await accessible(page);
});
