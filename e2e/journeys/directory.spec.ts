import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import type { Locator, Page } from '@playwright/test';
import { cardiologist, doctor, physiotherapist } from './cast.js';
import { accessible, api, expect, isPhone, linked, signIn, test, toast, unique } from './support.js';

const administrator = 'regie@spico.test';
const directory = (page: Page): Locator => page.getByRole('dialog', { name: 'Annuaire', exact: true });
const details = (page: Page): Locator => page.getByRole('dialog', { name: /Claire Vasseur-Morin/i });
const box = (page: Page): Locator => directory(page).getByRole('combobox', { name: 'Rechercher dans l’annuaire' });
const chosen = (page: Page): Locator => directory(page).getByRole('list', { name: 'Destinataires choisis' }).getByRole('listitem');
const undecided = (page: Page): Locator => page.getByRole('region', { name: 'Liste collée' });
const shot = (page: Page, name: string) => page.screenshot({ path: `test-results/${name}-${isPhone(page) ? 'phone' : 'wide'}.png` });

async function openDirectory(page: Page): Promise<void> {
    await page.getByRole('button', { name: 'Nouveau', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Envoyer un mail MSS' }).click();
    await expect(box(page)).toBeFocused();
}

async function opened(page: Page, login = doctor): Promise<void> {
    await signIn(page, login);
    await linked(page, login);
    await openDirectory(page);
}

/** As the clipboard of another program brings it. */
async function paste(field: Locator, text: string): Promise<void> {
    await field.focus();
    await field.evaluate((input, pasted) => {
        const clipboardData = new DataTransfer();
        clipboardData.setData('text/plain', pasted);
        input.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    }, text);
}

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
    await test.step('where the Annuaire Santé is not asked, they are what the own directory knows', async () => {
        await page.route('**/api/directory/people/*', (route) => route.fulfill({ status: 404, contentType: 'application/problem+json', body: JSON.stringify({ code: 'not-configured', detail: 'Cette plateforme ne consulte pas l’Annuaire Santé en direct.' }) }));
        await box(page).press('End');
        await box(page).press('ArrowRight');
        await expect(details(page).getByText(cardiologist)).toBeVisible();
        await expect(details(page)).toContainText('D’après l’annuaire MSSanté de la plateforme.');
        await expect(details(page)).not.toContainText('ne consulte pas');
        await accessible(page);
        await shot(page, 'details-own');
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

test('Enter takes nobody of what was typed before, and waits for the answer', async ({ page }) => {
    await opened(page);
    await box(page).fill('castelbon');
    await expect(directory(page).getByRole('option')).toHaveCount(1);
    await page.route('**/api/directory/search?*vasseur*', async (route) => {
        await new Promise((wake) => setTimeout(wake, 600));
        await route.continue();
    });

    await box(page).fill('vasseur morin claire');
    await box(page).press('Enter');
    await expect(directory(page).getByText('Recherche en cours')).toBeVisible();
    await expect(chosen(page)).toHaveCount(0);
    await expect(directory(page).getByText(/Vasseur-Morin : choisi\.$/i)).toBeVisible();
    await expect(chosen(page)).toHaveText(/Vasseur-Morin/i);

    await test.step('in a field of the mail, too', async () => {
        await directory(page).getByRole('button', { name: 'Valider' }).click();
        const copies = page.getByRole('button', { name: 'Ajouter Cc, Cci' });
        await copies.click();
        const cc = page.getByRole('combobox', { name: 'Cc', exact: true });
        await cc.fill('castelbon');
        await expect(page.getByRole('option').first()).toBeVisible();
        await cc.fill('vasseur morin claire');
        await cc.press('Enter');
        await expect(page.getByText('Recherche en cours')).toBeVisible();
        await expect(page.getByRole('list', { name: 'Cc', exact: true }).getByRole('listitem')).toHaveText(/Vasseur-Morin/i);
        await cc.fill('zzqxw');
        await expect(page.getByText('Personne ne correspond.')).toBeVisible();
        await accessible(page);
        await shot(page, 'field');
    });
    await page.getByRole('button', { name: 'Supprimer le brouillon' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Supprimer le brouillon' }).click();
});

test('a pasted list: the certain are chosen, the others stay in sight until they are decided', async ({ page }) => {
    await opened(page);
    await paste(box(page), `Claire Vasseur-Morin\n${physiotherapist}\nMartin\nMartin\nZzqxw Inconnue`);
    await expect(directory(page).getByText('2 destinataires reconnus. 1 doublon laissé de côté.')).toBeVisible();
    await expect(chosen(page)).toHaveCount(2);
    await expect(directory(page).getByText('2 noms de la liste collée restent à décider.')).toBeVisible();
    await accessible(page);
    await shot(page, 'pasted');

    await test.step('also beside a search', async () => {
        await box(page).fill('castelbon');
        await expect(directory(page).getByRole('option')).toHaveCount(1);
        await expect(undecided(page).getByText('Zzqxw Inconnue')).toBeVisible();
        await accessible(page);
        await shot(page, 'pasted-searching');
        await box(page).fill('');
    });
    await test.step('« Valider » loses nobody silently', async () => {
        await directory(page).getByRole('button', { name: 'Valider' }).click();
        const question = page.getByRole('dialog', { name: 'Des noms restent à décider' });
        await expect(question).toContainText('Martin, Zzqxw Inconnue');
        await question.getByRole('button', { name: 'Annuler' }).click();
        await undecided(page).getByRole('list', { name: 'Martin' }).getByRole('button').first().click();
        await undecided(page).getByRole('button', { name: 'Retirer « Zzqxw Inconnue » de la liste' }).click();
        await expect(undecided(page)).toBeHidden();
        await expect(chosen(page)).toHaveCount(3);
    });
    await page.keyboard.press('Escape');
});

test('in a mail, pasted names and addresses become people, and a draft that is opened again knows them', async ({ page }) => {
    await opened(page);
    await box(page).fill(doctor);
    await directory(page).getByRole('option').first().click();
    await directory(page).getByRole('button', { name: 'Valider' }).click();
    const to = page.getByRole('list', { name: 'À', exact: true }).getByRole('listitem');
    const field = page.getByRole('combobox', { name: 'À', exact: true });
    await paste(field, cardiologist);
    await expect(to.nth(1)).toHaveText(/Vasseur-Morin.*·.*\S/i);
    await paste(field, `Paul Ndiaye\nMartin`);
    await expect(to.nth(2)).toHaveText(/N.diaye.*·.*Kin/i);
    await expect(undecided(page).getByText('Martin', { exact: true })).toBeVisible();
    await accessible(page);
    await shot(page, 'pasted-in-mail');

    await test.step('nothing is sent while a name is left to decide', async () => {
        await page.getByRole('button', { name: 'Envoyer', exact: true }).click();
        await expect(page.getByText('Des noms de la liste collée restent à décider : choisissez')).toBeVisible();
        await undecided(page).getByRole('button', { name: 'Retirer « Martin » de la liste' }).click();
    });
    const subject = unique('Réunion');
    await page.getByLabel('Objet').fill(subject);
    await expect(page.getByText(/^Brouillon enregistré/)).toBeVisible();
    await page.getByRole('button', { name: 'Fermer, garder le brouillon' }).click();
    await page.goto('/discussions/brouillons');
    await page.locator('a[data-email]').filter({ hasText: subject }).first().click();
    await expect(to).toHaveText([/Castelbon.*·/i, /Vasseur-Morin.*·/i, /N.diaye.*·.*Kin/i]);
    await shot(page, 'draft-known');
    await page.getByRole('button', { name: 'Supprimer le brouillon' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Supprimer le brouillon' }).click();
});

test('a long answer is narrowed down, from one profession to another in one step; one that is only alike says why', async ({ page }) => {
    await opened(page);
    await box(page).fill('martin');
    const profession = directory(page).getByLabel('Profession');
    await profession.selectOption('Médecin');
    const people = directory(page).getByRole('listbox', { name: 'Résultats de l’annuaire' }).getByRole('option').filter({ hasNotText: 'Autre boîte de la même personne' });
    await expect(people.first()).toContainText('Médecin');
    await expect(people.filter({ hasNotText: 'Médecin' })).toHaveCount(0);
    await expect(profession.locator('option[value="Infirmier"]')).toHaveCount(1);
    await profession.selectOption('Infirmier');
    await expect(people.first()).toContainText('Infirmier');
    await expect(people.filter({ hasNotText: 'Infirmier' })).toHaveCount(0);
    await accessible(page);
    await shot(page, 'facets');
    await directory(page).getByRole('button', { name: 'Tout afficher' }).click();
    await expect(profession).toHaveValue('');
    await box(page).fill('castelbom');
    await expect(directory(page).getByRole('option').filter({ hasText: doctor })).toContainText('« castelbom » se prononce comme « CASTELBON »');
    await test.step('the mailboxes of one person stand below each other, and are no homonyms', async () => {
        const { results } = (await api(page, 'GET', '/api/directory/search?q=martin&limit=100')).body as { results: { person: string; firstName: string; lastName: string; address: string }[] };
        const both = results.filter(({ person }, _, all) => all.filter((other) => other.person === person).length > 1);
        const [first, second] = both.filter(({ person }) => person === both[0]?.person);
        await box(page).fill(`${first?.firstName} ${first?.lastName}`);
        const line = (address = '') => directory(page).getByRole('option').filter({ hasText: address });
        await expect(line(first?.address)).toBeVisible();
        await expect(line(second?.address)).toContainText('Autre boîte de la même personne');
        await expect(line(first?.address)).not.toContainText('Autre boîte');
        await shot(page, 'person');
    });
});

test('favourites and groups come before a search', async ({ page }) => {
    await opened(page);
    const group = unique('Réseau');
    await paste(box(page), `${cardiologist}\n${physiotherapist}`);
    await expect(chosen(page)).toHaveCount(2);
    await chosen(page).filter({ hasText: /Vasseur/i }).getByRole('button', { name: /^Ajouter .* aux favoris$/ }).click();
    await directory(page).getByRole('button', { name: 'Enregistrer comme groupe' }).click();
    await directory(page).getByRole('textbox', { name: 'Nom du groupe' }).fill(group);
    await directory(page).getByRole('button', { name: 'Enregistrer', exact: true }).click();
    await expect(toast(page, `Groupe « ${group} » enregistré.`)).toBeVisible();
    await directory(page).getByRole('button', { name: 'Annuler' }).click();

    await openDirectory(page);
    const favourite = directory(page).getByRole('group', { name: 'Favoris' }).getByRole('option').filter({ hasText: cardiologist });
    await expect(favourite).toBeVisible();
    await shot(page, 'known');
    await directory(page).getByRole('button', { name: `Ajouter les 2 membres du groupe ${group}` }).click();
    await expect(chosen(page)).toHaveCount(2);
    await chosen(page).filter({ hasText: /Vasseur/i }).getByRole('button', { name: /^Retirer .* des favoris$/ }).click();
    await expect(favourite).toBeHidden();
    await directory(page).getByRole('button', { name: `Supprimer le groupe ${group}` }).click();
    await page.getByRole('dialog', { name: 'Supprimer ce groupe ?' }).getByRole('button', { name: 'Supprimer' }).click();
    await expect(directory(page).getByRole('button', { name: new RegExp(group) })).toHaveCount(0);
});

test('an administrator hands a broken file over, puts what changed into service, and goes back', async ({ page }) => {
    test.skip(isPhone(page), 'once is enough for the directory in service');
    await signIn(page, administrator);
    await page.goto('/administration/annuaire');
    const regional = page.getByRole('region', { name: 'Annuaire régional' });
    const columns = 'Type de BAL|Adresse BAL|Type Identifiant PP|Identifiant PP|Identification nationale PP|Type identifiant structure|Identification Structure|Service de rattachement|Civilité d\'exercice|Nom d\'exercice|Prénom d\'exercice|Catégorie profession|Libellé de catégorie profession|Code Profession|Libellé Profession|Code savoir-faire|Libellé savoir-faire|Dématérialisation|Raison Sociale structure BAL|Enseigne commerciale structure BAL|L2COMPLEMENTLOCALISATION|L3COMPLEMENTDISTRIBUTION|L4NUMEROVOIE|L4COMPLEMENTNUMEROVOIE|NL4TYPEVOIE|L4LIBELLEVOIE|L5LIEUDITMENTION|L6LIGNEACHEMINEMENT|Code postal|Département|Pays';
    const sound = `PER|${doctor}${'|'.repeat(29)}`;
    const broken = [columns, sound, sound.replace(doctor, 'cassée@@x'), 'PER|trop.court', ''].join('\n');
    await regional.getByLabel('Choisir un fichier…').setInputFiles({ name: 'annuaire.txt', mimeType: 'text/plain', buffer: Buffer.from(broken) });
    await regional.getByText('Historique').click();
    await expect(regional.getByRole('listitem').filter({ hasText: 'fichier déposé' }).first()).toContainText(/Refusée.*2 lignes inutilisables/s);
    await regional.getByText('2 lignes inutilisables, laissées de côté').first().click();
    await expect(regional.getByText('Le nombre de colonnes n’est pas celui de l’en-tête.').first()).toBeVisible();
    const current = regional.getByRole('listitem').filter({ has: page.getByText('En service', { exact: true }) });
    await current.getByText('2 lignes inutilisables, laissées de côté').click();
    await expect(current).toContainText(/ligne [\d\s]+ L’adresse n’est pas une adresse de messagerie\./);
    await accessible(page);
    await page.screenshot({ path: 'test-results/history.png', fullPage: true });

    const national = page.getByRole('region', { name: 'Annuaire national' });
    const before = (await national.locator('.current').textContent()) ?? '';
    const version = /Version \d+/.exec(before)?.[0] ?? '';
    const named = new RegExp(`${version}(?!\\d)`);
    await national.getByRole('button', { name: 'Changements récents (API Annuaire Santé)' }).click();
    await national.getByRole('button', { name: 'Mettre en service' }).click({ timeout: 60_000 });
    await expect(national.locator('.current')).not.toContainText(named, { timeout: 60_000 });
    await national.getByText('Historique').click();
    await national.getByRole('listitem').filter({ hasText: named }).getByRole('button', { name: 'Revenir à cette version' }).click();
    await page.getByRole('dialog', { name: `Revenir à la ${version.toLowerCase()} ?` }).getByRole('button', { name: 'Revenir à cette version' }).click();
    await expect(national.locator('.current')).toContainText(named, { timeout: 60_000 });
});

test('the terminal says which lines could not be used, of every version', async () => {
    const version = { id: 7, source: 'regional', origin: 'upload', state: 'refused', current: false, kept: false, progress: 1, entries: 0, added: 0, changed: 0, removed: 0, rejected: 8, redListed: 0, startedAt: '2026-11-27T08:00:00Z', problem: { code: 'truncated', detail: 'Le fichier est tronqué.' }, rejections: [{ line: 105, reason: 'Le nombre de colonnes n’est pas celui de l’en-tête.' }] };
    const answers: Record<string, unknown> = { '/regional/versions': { versions: [version] }, '': { sources: [{ source: 'regional', scheduled: 'file' }] } };
    const server = createServer(({ method, url = '' }, response) => response.end(JSON.stringify(method === 'POST' ? version : answers[url.replace('/api/administration/directory', '')]))).listen(0);
    const terminal = (...words: string[]) =>
        promisify(execFile)('node', ['../launcher/directory.mjs', ...words], { env: { ...process.env, SPICO_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, SPICO_TOKEN: 't' } }).catch((failed: { stdout: string; stderr: string }) => failed);
    const said = /8 lignes inutilisables\n +ligne 105 : Le nombre de colonnes.*\n +… et 7 de plus/;
    expect((await terminal('history', 'regional')).stdout).toMatch(said);
    const refused = await terminal('import', 'regional');
    expect(refused.stdout).toMatch(said);
    expect(refused.stderr).toContain('Le fichier est tronqué.');
    server.close();
});
