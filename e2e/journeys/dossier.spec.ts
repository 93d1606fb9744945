import type { Locator, Page } from '@playwright/test';
import { cardiologist, doctor, nurse, physiotherapist } from './cast.js';
import { pdf } from './letters.js';
import { mailsOf, rawMail } from './sandbox.js';
import { accessible, api, expect, isPhone, linked, signIn, test, toast, unique, write } from './support.js';

const mainMenu = (page: Page): Locator => page.getByRole('navigation', { name: 'Navigation principale' });
const button = (page: Page, name: string): Locator => page.getByRole('button', { name, exact: true });
const directory = (page: Page): Locator => page.getByRole('dialog', { name: 'Annuaire' });
const tab = (page: Page, name: string): Locator => page.getByRole('navigation', { name: 'Onglets du dossier' }).getByRole('link', { name });
const documents = (page: Page): Locator => page.getByRole('list', { name: 'Documents', exact: true });
const dialog = (page: Page, name: string): Locator => page.getByRole('dialog', { name });

async function openDossier(page: Page, typed: string, name: string): Promise<void> {
    await mainMenu(page).getByRole('link', { name: 'Dossiers' }).click();
    await page.getByRole('searchbox', { name: 'Rechercher un dossier' }).fill(typed);
    await expect(page.getByText('1 dossier trouvé')).toBeVisible();
    await accessible(page);
    await page.locator('a[data-dossier]').filter({ hasText: name }).click();
    await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible();
}

async function choose(page: Page, words: string, address: string): Promise<void> {
    await directory(page).getByRole('combobox', { name: 'Rechercher dans l’annuaire' }).fill(words);
    await directory(page).getByRole('option').filter({ hasText: address }).click();
    await directory(page).getByRole('button', { name: 'Valider', exact: true }).click();
    await expect(directory(page)).toBeHidden();
}

/** Ticks the first documents that a word finds. */
async function tick(page: Page, word: string, count: number): Promise<void> {
    await page.getByRole('searchbox', { name: 'Titre, catégorie, auteur ou date' }).fill(word);
    for (let i = 0; i < count; i++) await documents(page).getByRole('checkbox').nth(i).check();
    await expect(page.getByText(`${count} documents choisis`)).toBeVisible();
}

/** What reached a colleague, whatever software put in front of the subject. */
async function received(address: string, mark: string): Promise<string> {
    let uid: number | undefined;
    await expect.poll(async () => (uid = (await mailsOf(address)).find(({ subject }) => subject.includes(mark))?.uid), { timeout: 30_000 }).toBeDefined();
    return rawMail(address, 'INBOX', uid as number);
}

async function addMark(page: Page, mark: string): Promise<void> {
    const subject = page.getByLabel('Objet');
    await subject.fill(`${await subject.inputValue()} ${mark}`);
}

test('T1, T3, T4: documents of a file to a colleague, asked about only when something differs, then told in the timeline', async ({ page }) => {
    test.skip(isPhone(page), 'the journey on a phone is T2');
    const mark = unique('t1');
    await signIn(page, doctor);
    await linked(page, doctor);
    await test.step('« Dossiers » → file → « Ressource documentaire » → « Envoyer » → « Envoyer par MSS »', async () => {
        await openDossier(page, 'cabirol 12/03/1941', 'CABIROL Simone');
        await tab(page, 'Ressource documentaire').click();
        await expect(documents(page).getByRole('link').first()).toBeVisible();
        await button(page, 'Envoyer').click();
        await accessible(page);
        await page.getByRole('menuitem', { name: 'Envoyer par MSS', exact: true }).click();
    });
    await test.step('choose documents → « Envoyer par mail MSSanté » → directory → « Valider » → mail', async () => {
        await expect(button(page, 'Envoyer par mail MSSanté')).toBeDisabled();
        await tick(page, 'examens biologiques', 2);
        await accessible(page);
        await button(page, 'Envoyer par mail MSSanté').click();
        await choose(page, 'vasseur morin', cardiologist);
        await expect(page.getByLabel('Objet')).toHaveValue(/^CR d[’']examens biologiques – CABIROL Simone 12\/03\/1941$/);
        await expect(page.getByRole('list', { name: 'Pièces jointes' }).getByText(/CR d’examens biologiques_CABIROL_Simone\.pdf/)).toHaveCount(2);
        await accessible(page);
    });
    await test.step('another patient in the text: one question; none once it is right', async () => {
        await addMark(page, mark);
        await write(page, 'Bonjour, voici les bilans de Mme Odette PEYRUSSE.');
        await button(page, 'Envoyer').click();
        await expect(dialog(page, 'Vérifiez avant d’envoyer')).toContainText('PEYRUSSE');
        await accessible(page);
        await dialog(page, 'Vérifiez avant d’envoyer').getByRole('button', { name: 'Revenir au mail' }).click();
        await page.getByRole('textbox', { name: 'Texte du message' }).focus();
        await page.keyboard.press('Control+A');
        await page.keyboard.type('Bonjour, voici les bilans de Mme Simone CABIROL.');
        await button(page, 'Envoyer').click();
        await expect(toast(page, /^Envoi dans \d+ s$/)).toBeVisible();
    });
    await test.step('back in the file; the timeline tells to whom it went and its fate', async () => {
        await expect(page.getByRole('heading', { name: 'CABIROL Simone', level: 1 })).toBeVisible();
        await tab(page, 'Chronologie').click();
        const sent = page.getByRole('listitem').filter({ hasText: 'Envoi par MSSanté' }).first();
        await expect(sent).toContainText(cardiologist);
        await expect(sent).toContainText('remis à l’opérateur', { timeout: 30_000 });
        await accessible(page);
        const raw = await received(cardiologist, mark);
        expect(raw.match(/^Content-Disposition: attachment/gim)?.length).toBeGreaterThanOrEqual(2);
    });
});

test('T2, T3: the same on a phone', async ({ page }) => {
    test.skip(!isPhone(page), 'the journey on a wide screen is T1');
    const mark = unique('t2');
    await signIn(page, doctor);
    await linked(page, doctor);
    await openDossier(page, 'gardelle', 'GARDELLE René');
    await tab(page, 'Ressource documentaire').click();
    await button(page, 'Envoyer').click();
    await page.getByRole('menuitem', { name: 'Envoyer par mail MSSanté' }).click();
    await tick(page, 'dr', 2);
    await accessible(page);
    await button(page, 'Envoyer').click();
    await choose(page, 'ndiaye kine', physiotherapist);
    // With an archive for software the name is without accents, as MSSanté wants it.
    await expect(page.getByLabel('Objet')).toHaveValue(/ – GARDELLE Ren[eé] 21\/09\/1947$/);
    await accessible(page);
    await addMark(page, mark);
    await button(page, 'Envoyer').click();
    await expect(toast(page, /^Envoi dans \d+ s$/)).toBeVisible();
    await expect(page.getByRole('heading', { name: 'GARDELLE René', level: 1 })).toBeVisible();
    await received(physiotherapist, mark);
});

/** A name that no other run has used. */
const newName = (): string => `ESSAI-${Date.now().toString(36).replaceAll(/\d/g, (digit) => 'abcdefghij'[Number(digit)] ?? 'z').toUpperCase()}`;

test('a patient’s file: identity and its rules, care circle', async ({ page }) => {
    const name = newName();
    await signIn(page, doctor);
    await mainMenu(page).getByRole('link', { name: 'Dossiers' }).click();
    await test.step('created, each error beside its field', async () => {
        await page.getByRole('link', { name: 'Nouveau dossier' }).click();
        await button(page, 'Créer le dossier').click();
        await expect(page.getByLabel('Nom de naissance')).toHaveAttribute('aria-invalid', 'true');
        await expect(page.getByLabel('Nom de naissance')).toBeFocused();
        await accessible(page);
        await page.getByLabel('Nom de naissance').fill(name);
        await page.getByLabel('Prénoms de naissance').fill('Renée Marie');
        await page.getByLabel('Date de naissance').fill('12 mars 1931');
        await page.getByRole('radio', { name: 'Féminin' }).check();
        await page.getByRole('radio', { name: /Identité qualifiée/ }).check();
        await page.getByLabel('Matricule INS').fill('2 31 03 31 555 012 00');
        await button(page, 'Créer le dossier').click();
        await expect(page.getByText('La clé du matricule INS est fausse : vérifiez la saisie.')).toBeVisible();
        await page.getByRole('radio', { name: /Identité provisoire/ }).check();
        await button(page, 'Créer le dossier').click();
        await expect(page.getByRole('heading', { name: `${name} RENÉE`, level: 1 })).toBeVisible();
        await expect(page.getByText('Identité provisoire')).toBeVisible();
        await accessible(page);
    });
    await test.step('identity changed', async () => {
        await button(page, 'Autres actions sur le dossier').click();
        await page.getByRole('menuitem', { name: 'Modifier l’identité' }).click();
        await page.getByLabel('Prénom utilisé').fill('Renée');
        await page.getByRole('radio', { name: /Identité validée/ }).check();
        await button(page, 'Enregistrer').click();
        await expect(page.getByRole('heading', { name: `${name} Renée`, level: 1 })).toBeVisible();
        await expect(page.getByText('Identité validée')).toBeVisible();
    });
    await test.step('a holder of an account and a correspondent join the care circle', async () => {
        await tab(page, 'Cercle de soins').click();
        for (const [words, address, told] of [['belhadj', nurse, 'Ouvre ce dossier dans Spico'], ['vasseur morin', cardiologist, cardiologist]] as const) {
            await button(page, 'Ajouter').click();
            await choose(page, words, address);
            await dialog(page, 'Ajouter au cercle de soins').getByRole('button', { name: 'Ajouter au cercle' }).click();
            await expect(page.getByRole('listitem').filter({ hasText: new RegExp(words.split(' ')[0] ?? '', 'i') }).filter({ hasText: told })).toBeVisible();
        }
        await accessible(page);
    });
});

test('documents of a file: added together, read, replaced; an opposition stops sending them', async ({ page }) => {
    const name = newName();
    const report = pdf(`Bilan ${name}`);
    await signIn(page, doctor);
    const traits = { birthName: name, birthFirstNames: 'RENÉE', usedFirstName: 'Renée', sex: 'F', birthDate: '1931-03-12', state: 'validated' };
    const { body: dossier } = await api(page, 'POST', '/api/dossiers', { patient: traits, role: 'attending' });
    await linked(page, doctor);
    await page.goto(`/dossiers/${dossier.id}/documents`);
    await test.step('files added together; a refused one says why, the same one twice is noticed', async () => {
        await tab(page, 'Ressource documentaire').click();
        await expect(page.getByText(/^Aucun document pour l’instant/)).toBeVisible();
        await accessible(page);
        await page.getByTestId('files').setInputFiles([
            { name: '20260211_bilan biologique.pdf', mimeType: 'application/pdf', buffer: report },
            { name: 'IMG_2041.pdf', mimeType: 'application/pdf', buffer: pdf(`Photo ${name}`) },
            { name: 'programme.exe', mimeType: 'application/octet-stream', buffer: Buffer.from('MZ\u0090\u0000 program') },
        ]);
        const upload = dialog(page, 'Ajouter des documents');
        await expect(upload.getByText('Ce fichier est un programme : il est refusé.')).toBeVisible();
        const proposed = upload.getByRole('article', { name: '20260211_bilan biologique.pdf' });
        await expect(proposed.getByRole('combobox', { name: 'Catégorie' })).toHaveValue('CR d’examens biologiques');
        await expect(proposed.getByLabel('Date de l’acte')).toHaveValue('11/02/2026');
        await upload.getByRole('button', { name: 'Ne pas ajouter programme.exe' }).click();
        const scan = upload.getByRole('article', { name: 'IMG_2041.pdf' });
        await upload.getByRole('button', { name: 'Ajouter 2 documents' }).click();
        await expect(scan.getByText('Choisissez une catégorie.')).toBeVisible();
        await accessible(page);
        await scan.getByRole('combobox', { name: 'Catégorie' }).fill('imagerie');
        await page.keyboard.press('Enter');
        await scan.getByLabel('Titre').fill('Radiographie du genou');
        await upload.getByRole('button', { name: 'Ajouter 1 document' }).click();
        await expect(documents(page).getByRole('link')).toHaveCount(2);
        await page.getByTestId('files').setInputFiles({ name: 'encore.pdf', mimeType: 'application/pdf', buffer: report });
        await expect(upload.getByText('Ce fichier est déjà dans le dossier')).toBeVisible();
        await upload.getByRole('button', { name: 'Annuler' }).click();
    });
    await test.step('read in the page; a new version cancels and replaces, the old one stays readable', async () => {
        await documents(page).getByRole('link', { name: /Radiographie du genou/ }).click();
        await expect(page.getByRole('img', { name: /Photo/ })).toBeVisible();
        await button(page, 'Autres actions sur le document').click();
        await page.getByRole('menuitem', { name: 'Nouvelle version' }).click();
        const version = dialog(page, 'Nouvelle version');
        await page.getByTestId('version').setInputFiles({ name: 'v2.pdf', mimeType: 'application/pdf', buffer: pdf(`Correction ${name}`) });
        await version.getByRole('checkbox', { name: /Annule et remplace/ }).check();
        await accessible(page);
        await version.getByRole('button', { name: 'Ajouter cette version' }).click();
        await expect(page.getByRole('img', { name: /Correction/ })).toBeVisible();
        await page.getByText('2 versions').click();
        await expect(page.getByText('annulée et remplacée')).toBeVisible();
        await button(page, 'Version 1').click();
        await expect(page.getByText('Vous lisez la version 1, qui a été annulée et remplacée.')).toBeVisible();
        await expect(page.getByRole('img', { name: /Photo/ })).toBeVisible();
        await accessible(page);
        await page.reload();
        await expect(page.getByRole('img', { name: /Correction/ })).toBeVisible();
        if (isPhone(page)) await button(page, 'Retour').click();
    });
    await test.step('an opposition stops sending, and can be withdrawn', async () => {
        await button(page, 'Autres actions sur le dossier').click();
        await page.getByRole('menuitem', { name: 'Enregistrer une opposition' }).click();
        await dialog(page, 'Enregistrer une opposition').getByRole('button', { name: 'Enregistrer' }).click();
        await expect(page.getByText(/^Le patient s’oppose à l’échange de ses données depuis le/)).toBeVisible();
        await accessible(page);
        await button(page, 'Envoyer').click();
        await page.getByRole('menuitem', { name: /^Envoyer par/ }).click();
        await expect(toast(page, /aucun document de ce dossier ne peut être envoyé/)).toBeVisible();
        await button(page, 'Autres actions sur le dossier').click();
        await page.getByRole('menuitem', { name: 'Lever l’opposition' }).click();
        await dialog(page, 'Lever l’opposition ?').getByRole('button', { name: 'Lever l’opposition' }).click();
        await expect(page.getByText(/^Le patient s’oppose à l’échange de ses données depuis le/)).toBeHidden();
        await tab(page, 'Chronologie').click();
        for (const told of ['Dossier créé', 'Annulé et remplacé : Radiographie du genou', 'Opposition du patient enregistrée', 'Opposition levée']) {
            await expect(page.getByRole('listitem').filter({ hasText: told }).first()).toBeVisible();
        }
        await accessible(page);
    });
});

test('a text of an office program says that it is downloaded, and is', async ({ page }) => {
    await signIn(page, doctor);
    const text = async () => {
        const { dossiers } = (await api(page, 'GET', '/api/dossiers')).body;
        const lists = await Promise.all(dossiers.map(({ id }: { id: string }) => api(page, 'GET', `/api/dossiers/${id}/documents`)));
        return lists.flatMap(({ body }) => body.documents).find(({ type }: { type: string }) => type.includes('opendocument.text'));
    };
    await expect.poll(text, { timeout: 90_000 }).toBeDefined();
    const { id, dossierId } = await text();
    await page.goto(`/dossiers/${dossierId}/documents/${id}`);
    await expect(page.getByText(/^Un texte Word ou OpenDocument ne s’affiche pas dans la page/)).toBeVisible();
    await accessible(page);
    const download = page.waitForEvent('download');
    await page.getByRole('article').getByRole('button', { name: 'Télécharger' }).last().click();
    expect((await download).suggestedFilename()).toMatch(/\.odt$/);
});

test('an outage is no empty list, and one search box understands what one types', async ({ page }) => {
    await signIn(page, doctor);
    await page.route('**/api/dossiers?*', (route) => route.fulfill({ status: 503, contentType: 'application/problem+json', body: JSON.stringify({ status: 503, code: 'down', detail: 'La base ne répond pas.' }) }));
    await mainMenu(page).getByRole('link', { name: 'Dossiers' }).click();
    await expect(page.getByRole('alert')).toContainText('La base ne répond pas.');
    await accessible(page);
    await page.unroute('**/api/dossiers?*');
    await button(page, 'Réessayer').click();
    await expect(page.locator('a[data-dossier]').first()).toBeVisible();
    const box = page.getByRole('searchbox', { name: 'Rechercher un dossier' });
    for (const typed of ['montazel', 'peyrusse ode', '2 novembre 1938', '02/11/38']) {
        await box.fill(typed);
        await expect(page.locator('a[data-dossier]')).toHaveCount(1);
        await expect(page.locator('a[data-dossier]')).toContainText('née MONTAZEL le 02/11/1938');
    }
    await box.fill('personne de ce nom');
    await expect(page.getByText(/^Aucun de vos dossiers ne correspond/)).toBeVisible();
    await accessible(page);
    await button(page, 'Effacer la recherche').click();
    await expect(page.locator('a[data-dossier]').nth(3)).toBeVisible();
});
