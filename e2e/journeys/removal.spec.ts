import type { Locator, Page } from '@playwright/test';
import { cardiologist, doctor } from './cast.js';
import { accessible, api, expect, linked, signIn, test, toast } from './support.js';

const button = (scope: Page | Locator, name: string): Locator => scope.getByRole('button', { name, exact: true });

/** Where three documents stand that an archive can hold, among those in sight: other journeys put pictures there. */
async function threePdfs(page: Page, dossier: string): Promise<number[]> {
    const { documents } = (await api(page, 'GET', `/api/dossiers/${dossier}/documents`)).body as { documents: { type: string; may: string[] }[] };
    return documents.slice(0, 6).flatMap(({ type, may }, place) => (type === 'application/pdf' && may.includes('send') ? [place] : [])).slice(0, 3);
}

async function cabirol(page: Page): Promise<string> {
    return (await api(page, 'GET', '/api/dossiers?q=cabirol')).body.dossiers[0].id;
}

test('a document that leaves a mail is asked about once, and chooses no archive for the mails to come', async ({ page }) => {
    await signIn(page, doctor);
    await linked(page, doctor);
    const dossier = await cabirol(page);
    const places = await threePdfs(page, dossier);
    expect(places).toHaveLength(3);
    await page.goto(`/dossiers/${dossier}`);
    await button(page, 'Envoyer').click();
    await page.getByRole('menuitem', { name: /^Envoyer par/ }).click();
    for (const place of places) await page.getByRole('list', { name: 'Documents', exact: true }).getByRole('checkbox').nth(place).check();
    await page.getByRole('button', { name: /^Envoyer/ }).last().click();
    const directory = page.getByRole('dialog', { name: 'Annuaire' });
    await directory.getByRole('combobox', { name: 'Rechercher dans l’annuaire' }).fill('vasseur morin');
    await directory.getByRole('option').filter({ hasText: cardiologist }).click();
    await button(directory, 'Valider').click();
    const attached = page.getByRole('list', { name: 'Pièces jointes' }).getByRole('listitem');
    const files = attached.filter({ hasNotText: 'IHE_XDM.ZIP' });
    const option = page.getByRole('checkbox', { name: /XDM/ });
    await expect(files).toHaveCount(3);
    const carried = await option.isChecked();
    const asked: unknown[] = [];
    page.on('request', (request) => request.url().endsWith('/api/sending/drafts') && asked.push(request.postDataJSON()));
    await test.step('taken out: one question, no choice, the archive as before', async () => {
        await files.first().getByRole('button').last().click();
        await expect(files).toHaveCount(2);
        await expect(option).toBeEnabled();
        await expect(option).toBeChecked({ checked: carried });
        await expect(attached).toHaveCount(carried ? 3 : 2);
        await accessible(page);
        expect(asked).toEqual([{ documents: [expect.any(String), expect.any(String)] }]);
    });
    await test.step('what is clicked here stays so for this mail', async () => {
        await option.click();
        await expect(option).toBeChecked({ checked: !carried });
        await files.first().getByRole('button').last().click();
        await expect(files).toHaveCount(1);
        await expect(option).toBeChecked({ checked: !carried });
        await option.click();
        await expect(option).toBeChecked({ checked: carried });
        expect(asked).toHaveLength(4);
    });
    await button(page, 'Supprimer le brouillon').click();
    await button(page.getByRole('dialog'), 'Supprimer le brouillon').click();
});

test('a document that was filed and taken back stays in the timeline, where nothing unheard-of breaks it', async ({ page }) => {
    await signIn(page, doctor);
    const id = await cabirol(page);
    const event = (kind: string, document: { id: string; title: string } | null) => ({ at: '2026-11-20T09:00:00Z', kind, by: 'Dr Hélène Castelbon', document, detail: '', sending: null });
    const bilan = { id: 'd1', title: 'Bilan retiré' };
    const events = [event('something-new', null), event('document-withdrawn', bilan), event('document-added', bilan)];
    await page.route('**/timeline?*', (route) => route.fulfill({ json: { events, before: null } }));
    await page.goto(`/dossiers/${id}/chronologie`);
    for (const told of ['Dossier modifié', 'Retiré du dossier : Bilan retiré', 'Ajout de Bilan retiré']) {
        await expect(page.getByRole('listitem').filter({ hasText: told })).toBeVisible();
    }
    await expect(page.getByRole('link', { name: 'Bilan retiré' })).toHaveCount(0);
    await accessible(page);
});

test('filing a document is undone where it is read; a refusal says why', async ({ page }) => {
    await signIn(page, doctor);
    await linked(page, doctor);
    const id = await cabirol(page);
    const [document] = (await api(page, 'GET', `/api/dossiers/${id}/documents`)).body.documents;
    const origin = { accountId: null, emailId: null, subject: null, from: null, receivedAt: null, filedBy: 'Dr Hélène Castelbon', filedAt: '2026-11-20T09:00:00Z', undoable: true };
    await page.route(`**/api/documents/${document.id}/mail`, (route) => route.fulfill({ json: { mail: origin } }));
    const refusal = 'Ce document a été envoyé depuis : il ne peut plus être retiré.';
    let answer = { status: 409, contentType: 'application/problem+json', body: JSON.stringify({ status: 409, code: 'in-use', detail: refusal }) };
    await page.route(`**/api/filing/documents/${document.id}`, (route) => route.fulfill(answer));
    await page.goto(`/dossiers/${id}/documents/${document.id}`);
    await button(page, 'Annuler le classement').click();
    await expect(toast(page, refusal)).toBeVisible();
    await accessible(page);
    answer = { status: 204, contentType: '', body: '' };
    await button(page, 'Annuler le classement').click();
    await expect(toast(page, 'Le document est retiré du dossier')).toBeVisible();
    await expect(page.getByRole('list', { name: 'Documents', exact: true })).toBeVisible();
    await expect(page.locator(`a[data-document="${document.id}"]`)).toHaveCount(0);
    await expect(page).toHaveURL(new RegExp(`/dossiers/${id}(/documents)?$`));
});

test('a file that is in the dossier already is not said to be filed from here: the sentence, and the way to it', async ({ page }) => {
    await signIn(page, doctor);
    await linked(page, doctor);
    const dossierId = await cabirol(page);
    const [document] = (await api(page, 'GET', `/api/dossiers/${dossierId}/documents`)).body.documents;
    const detail = 'Ce même fichier est déjà dans le dossier de CABIROL Simone : « Bilan sanguin ».';
    const body = JSON.stringify({ status: 409, code: 'already-filed', detail, dossierId, documentId: document.id });
    await page.route('**/api/filing/emails/**', (route) => (route.request().method() === 'POST' ? route.fulfill({ status: 409, contentType: 'application/problem+json', body }) : route.fallback()));
    await page.goto('/discussions/tous');
    await page.getByRole('searchbox', { name: 'Rechercher' }).fill('CABIROL Simone 12/03/1941');
    await page.locator('a[data-email]').filter({ hasText: 'CABIROL Simone 12/03/1941' }).filter({ hasText: 'Laboratoire Garonne' }).first().click();
    const received = page.getByRole('region', { name: 'Documents reçus' });
    await button(received, 'Classer dans un dossier').click();
    await expect(toast(page, detail)).toBeVisible();
    await expect(received.getByText('Classé dans')).toHaveCount(0);
    await accessible(page);
    await button(page, 'Ouvrir le document').click();
    await expect(page).toHaveURL(new RegExp(`/dossiers/${dossierId}/documents/${document.id}$`));
});
