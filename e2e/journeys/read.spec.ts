import type { Page } from '@playwright/test';
import { bigBox, cardiologist, doctor, laboratory, patient, physiotherapist, sharedBox, socialWorker } from './cast.js';
import { mail, multipart, part, pdf, picture } from './letters.js';
import { act, deliver, findMail, flagsOf, put } from './sandbox.js';
import { accessible, backToList, expect, linked, open, openMenu, openView, row, signIn, test, toast, unique } from './support.js';

const reader = (page: Page) => page.getByRole('region', { name: 'Lecture' });
const body = (page: Page) => page.frameLocator('iframe[title="Contenu du message"]').first();
const pros = 'MSSanté – Professionnels';
const patients = 'MSSanté – Patients';

test('C1, C2, C4: mails of professionals and of patients arrive by themselves, each in its folders, whatever program sent them', async ({ page }) => {
    await signIn(page, doctor);
    await linked(page, doctor);
    const [received, sent, asked] = [unique('Avis reçu'), unique('Envoyé du webmail'), unique('Question de patient')];
    await expect(row(page, /./)).toBeVisible();
    await deliver({ from: cardiologist, to: [doctor], subject: received, text: 'Bonjour, voici mon avis.' });
    await deliver({ from: patient, to: [doctor], subject: asked, text: 'Bonjour docteur.' });
    await put(doctor, mail({ from: doctor, to: cardiologist, subject: sent }, 'text/plain; charset=utf-8', 'Merci !'), 'Sent');
    await expect(row(page, received)).toContainText('Non lu.');
    await expect(row(page, asked)).toBeVisible();
    await expect(row(page, sent)).toBeHidden();
    await accessible(page);

    await openMenu(page);
    const menu = page.getByRole('navigation', { name: 'Dossiers de messages' });
    for (const folder of [pros, patients]) {
        await expect(menu.getByRole('link', { name: new RegExp(`^${folder}`) })).toBeVisible();
        await expect(menu.getByRole('button', { name: `Déplier ${folder}` })).toHaveAttribute('aria-expanded', 'false');
    }
    await expect(menu.getByRole('link', { name: 'Reçus' })).toHaveCount(0);
    await accessible(page);

    for (const [view, parent, shown, hidden] of [
        ['Reçus', pros, [received], [sent, asked]],
        ['Envoyés', pros, [sent], [received, asked]],
        ['Reçus', patients, [asked], [received, sent]],
        [pros, undefined, [received, sent], [asked]],
        [patients, undefined, [asked], [received, sent]],
        ['Tous les messages', undefined, [received, sent, asked], []],
        ['Non lus', undefined, [received, asked], [sent]],
    ] as const) {
        await openView(page, view, parent);
        for (const one of shown) await expect(row(page, one)).toBeVisible();
        for (const one of hidden) await expect(row(page, one)).toBeHidden();
    }
    await openView(page, 'Envoyés', patients);
    await accessible(page);
});

test('C3: who is not in RPPS has an empty patients’ folder that says why; patients’ mails are nowhere', async ({ page }) => {
    await signIn(page, socialWorker);
    await linked(page, sharedBox);
    const [asked, received] = [unique('Confidence de patient'), unique('Point de situation')];
    await expect(row(page, /./)).toBeVisible();
    await deliver({ from: patient, to: [sharedBox], subject: asked, text: 'Bonjour.' });
    await deliver({ from: physiotherapist, to: [sharedBox], subject: received, text: 'Bonjour.' });
    for (const view of ['Boîte de réception', 'Tous les messages', 'Non lus']) {
        await openView(page, view);
        await expect(row(page, received)).toBeVisible();
        await expect(row(page, asked)).toBeHidden();
    }
    await page.getByRole('searchbox', { name: 'Rechercher' }).fill('Confidence');
    await expect(page.getByText('Aucun message ne correspond, dans aucun dossier')).toBeVisible();
    await openView(page, patients);
    await expect(page.getByText('Les échanges avec les patients sont réservés aux professionnels inscrits au RPPS.')).toBeVisible();
    await accessible(page);
});

test('C5: the gear of « Boîte de réception » acts on what arrives from then on', async ({ page }) => {
    const choose = async (state: 'on' | 'off') => {
        await openMenu(page);
        await page.getByRole('button', { name: 'Choisir les types de messages' }).click();
        const dialog = page.getByRole('dialog', { name: 'Types de messages de la boîte de réception' });
        const type = dialog.getByRole('switch', { name: patients });
        await expect(dialog.getByRole('switch', { name: pros })).toBeVisible();
        if ((await type.isChecked()) !== (state === 'on')) await type.click();
        await accessible(page);
        await dialog.getByRole('button', { name: 'Enregistrer' }).click();
        await expect(dialog).toBeHidden();
        await page.goto('/');
    };
    const arrive = async (about: string) => {
        const [asked, received] = [unique(`Patient ${about}`), unique(`Confrère ${about}`)];
        await deliver({ from: patient, to: [doctor], subject: asked, text: 'Bonjour.' });
        await deliver({ from: laboratory, to: [doctor], subject: received, text: 'Bonjour.' });
        await expect(row(page, received)).toBeVisible();
        return asked;
    };
    await signIn(page, doctor);
    await linked(page, doctor);
    await choose('on');
    const before = await arrive('avant');
    await choose('off');
    const during = await arrive('pendant');
    await expect(row(page, before)).toBeVisible();
    await expect(row(page, during)).toBeHidden();
    await choose('on');
    const after = await arrive('après');
    await expect(row(page, after)).toBeVisible();
    await expect(row(page, during)).toBeHidden();
    await openView(page, patients);
    await expect(row(page, during)).toBeVisible();
});

test('C6: read, flagged, moved and deleted here is so at the operator, and the other way round, without a reload', async ({ page }) => {
    await signIn(page, doctor);
    await linked(page, doctor);
    const subject = unique('Suivi partagé');
    await deliver({ from: cardiologist, to: [doctor], subject, text: 'Bonjour.' });
    const { uid } = await findMail(doctor, subject);
    const mine = row(page, subject);
    await expect(mine).toContainText('Non lu.');

    await test.step('read, then unread, there', async () => {
        await act(doctor, 'flag', { folder: 'INBOX', uid, add: ['\\Seen', '\\Flagged'] });
        await expect(mine).not.toContainText('Non lu.');
        await expect(mine.getByRole('img', { name: 'Marqué' })).toBeVisible();
        await act(doctor, 'flag', { folder: 'INBOX', uid, remove: ['\\Seen', '\\Flagged'] });
        await expect(mine).toContainText('Non lu.');
    });
    await test.step('read, flagged, then unread, here', async () => {
        await open(page, subject);
        await expect.poll(() => flagsOf(doctor, subject)).toContain('\\Seen');
        await page.getByRole('button', { name: 'Marquer', exact: true }).click();
        await expect.poll(() => flagsOf(doctor, subject)).toContain('\\Flagged');
        await page.getByRole('button', { name: 'Marquer comme non lu' }).click();
        await expect.poll(() => flagsOf(doctor, subject)).not.toContain('\\Seen');
        await expect(mine).toContainText('Non lu.');
    });
    await test.step('deleted here, and taken back', async () => {
        await open(page, subject);
        await page.getByRole('button', { name: 'Supprimer', exact: true }).click();
        await expect(toast(page, '1 message mis à la corbeille')).toBeVisible();
        await findMail(doctor, subject, 'Trash');
        await accessible(page);
        await page.getByRole('region', { name: 'Notifications' }).getByRole('button', { name: 'Annuler' }).click();
        await findMail(doctor, subject, 'INBOX');
        await expect(mine).toBeVisible();
    });
    await test.step('moved there, then moved here', async () => {
        const there = await findMail(doctor, subject);
        await act(doctor, 'move', { folder: 'INBOX', uid: there.uid, to: 'Archive' });
        await expect(mine).toBeHidden();
        await openView(page, 'Archives');
        await open(page, subject);
        await page.getByRole('button', { name: 'Déplacer' }).click();
        await accessible(page);
        await page.getByRole('menuitem', { name: 'Boîte de réception' }).click();
        await findMail(doctor, subject, 'INBOX');
        await openView(page, 'Boîte de réception');
        await expect(mine).toBeVisible();
    });
    await test.step('deleted there; deleted for ever here', async () => {
        const there = await findMail(doctor, subject);
        await act(doctor, 'move', { folder: 'INBOX', uid: there.uid, to: 'Trash' });
        await openView(page, 'Corbeille');
        await page.getByRole('listitem').filter({ hasText: subject }).getByRole('checkbox').check();
        await page.getByRole('toolbar', { name: 'Messages sélectionnés' }).getByRole('button', { name: 'Supprimer' }).click();
        await page.getByRole('dialog', { name: 'Supprimer 1 message ?' }).getByRole('button', { name: 'Supprimer définitivement' }).click();
        await expect(mine).toBeHidden();
        await expect.poll(() => flagsOf(doctor, subject, 'Trash')).toBeUndefined();
    });
});

test('C7: a mail opens with its text, its pictures, its attachments and its conversation, and nothing of it runs or calls out', async ({ page }) => {
    const outside: string[] = [];
    page.on('request', (request) => {
        if (!request.url().startsWith(new URL(page.url()).origin) && /^https?:/.test(request.url()) && page.url() !== 'about:blank') outside.push(request.url());
    });
    await signIn(page, doctor);
    await linked(page, doctor);
    const subject = unique('Compte rendu complet');
    const html = `<h1>Bonjour Hélène</h1><p style="color:#0a5">Le cliché est <b>rassurant</b>.</p><img src="cid:cliche" alt="Cliché" width="200" height="120">
        <img src="https://traceur.example/pixel.gif" alt=""><script>parent.spied = true</script><img src="x" onerror="parent.spied = true" alt="">
        <p><a href="https://consignes.example/lire">Consignes</a></p>`;
    const related = multipart(
        [
            part(['Content-Type: text/html; charset=utf-8'], html),
            part(['Content-Type: image/png', 'Content-ID: <cliche>', 'Content-Disposition: inline; filename="cliche.png"', 'Content-Transfer-Encoding: base64'], picture),
        ],
        'dedans',
    );
    const parts = [
        part(['Content-Type: multipart/related; boundary="dedans"'], related),
        part(['Content-Type: application/pdf; name="bilan.pdf"', 'Content-Disposition: attachment; filename="bilan.pdf"', 'Content-Transfer-Encoding: base64'], pdf('Bilan sans anomalie').toString('base64')),
        part(['Content-Type: image/png', 'Content-Disposition: attachment; filename="photo.png"', 'Content-Transfer-Encoding: base64'], picture),
    ];
    const id = `<${crypto.randomUUID()}@journeys.test>`;
    await put(doctor, mail({ from: `"Dr Claire Vasseur-Morin" <${cardiologist}>`, to: doctor, subject, 'Message-ID': id }, 'multipart/mixed; boundary="dehors"', multipart(parts, 'dehors')));
    await open(page, subject);

    await test.step('the body', async () => {
        await expect(body(page).getByRole('heading', { name: 'Bonjour Hélène' })).toBeVisible();
        await expect.poll(() => body(page).getByAltText('Cliché').evaluate((one: HTMLImageElement) => one.naturalWidth)).toBeGreaterThan(0);
        await expect(body(page).getByRole('link', { name: 'Consignes' })).toHaveAttribute('title', /consignes\.example/);
        await expect(page.getByTitle('Contenu du message')).not.toHaveAttribute('sandbox', /allow-scripts/);
        await expect(reader(page).getByText(/contenus? distants? bloqués? pour protéger votre vie privée/)).toBeVisible();
        expect(await page.evaluate(() => 'spied' in window)).toBe(false);
        await accessible(page);
    });
    await test.step('preview of a PDF and of a picture', async () => {
        await reader(page).getByRole('button', { name: 'bilan.pdf' }).click();
        const preview = page.getByRole('dialog', { name: 'bilan.pdf' });
        await expect(preview.getByRole('img', { name: 'Page 1 sur 1 : Bilan sans anomalie' })).toBeVisible();
        await accessible(page);
        await preview.getByRole('button', { name: 'Fermer' }).click();
        await reader(page).getByRole('button', { name: 'photo.png' }).click();
        await expect.poll(() => page.getByRole('dialog', { name: 'photo.png' }).getByRole('img').evaluate((one: HTMLImageElement) => one.naturalWidth)).toBe(10);
        await page.keyboard.press('Escape');
        await expect(page.getByRole('dialog')).toHaveCount(0);
    });
    await test.step('download', async () => {
        const [download] = await Promise.all([page.waitForEvent('download'), reader(page).getByRole('link', { name: 'Télécharger bilan.pdf' }).click()]);
        expect(download.suggestedFilename()).toBe('bilan.pdf');
    });
    await test.step('the conversation grows while it is open', async () => {
        await deliver({ from: cardiologist, to: [doctor], subject: `Re: ${subject}`, text: 'Je complète : contrôle dans six mois.', inReplyTo: id });
        await expect(reader(page).getByText('2 messages dans cette conversation')).toBeVisible();
        await reader(page).getByRole('button', { name: /contrôle dans six mois/ }).click();
        await expect(page.frameLocator('iframe[title="Contenu du message"]').last().getByText('Je complète : contrôle dans six mois.')).toBeVisible();
        await accessible(page);
    });
    expect(outside).toEqual([]);
});

test('a list of 10 000 mails scrolls to its end; folders change at once, even while the server is silent', async ({ page }) => {
    test.slow();
    await signIn(page, bigBox);
    await linked(page, bigBox);
    await openView(page, 'Tous les messages');
    const list = page.getByRole('list', { name: 'Messages' });
    await expect(row(page, /./)).toBeVisible();
    const total = Number(await list.getByRole('listitem').first().getAttribute('aria-setsize'));
    expect(total).toBeGreaterThanOrEqual(9_000);
    for (const share of [0.5, 1]) {
        await list.evaluate((one, to) => one.parentElement?.scrollTo(0, one.clientHeight * to), share);
        const last = list.getByRole('listitem').last();
        await expect(last.locator('a[data-email]')).toBeVisible();
        expect(await list.getByRole('listitem').count()).toBeLessThan(60);
    }
    await expect(list.locator(`li[aria-posinset="${total}"] a`)).toBeVisible();
    await accessible(page);

    await openView(page, 'Boîte de réception');
    await expect(row(page, /./)).toBeVisible();
    await page.route('**/jmap/api', () => undefined);
    for (const view of ['Tous les messages', 'Boîte de réception']) {
        await openView(page, view);
        await expect(page.getByRole('heading', { level: 1, name: view })).toBeVisible();
        await expect(row(page, /./)).toBeVisible({ timeout: 500 });
    }
});

test('the keyboard reads, answers and writes: j k r a f c / ?', async ({ page }) => {
    await signIn(page, doctor);
    await linked(page, doctor);
    const [first, second] = [unique('Premier au clavier'), unique('Second au clavier')];
    await deliver({ from: cardiologist, to: [doctor, physiotherapist], subject: first, text: 'Bonjour.' });
    await expect(row(page, first)).toBeVisible();
    await deliver({ from: cardiologist, to: [doctor], subject: second, text: 'Bonjour.' });
    await expect(row(page, second)).toBeVisible();
    const shown = async (subject: string) => {
        await expect(reader(page).getByRole('heading', { name: subject })).toBeVisible();
        await expect(reader(page).getByRole('button', { name: 'Transférer' }).last()).toBeVisible();
    };
    const composer = (title: string) => page.getByRole('group', { name: title, exact: true });

    await page.keyboard.press('j');
    await shown(second);
    await page.keyboard.press('j');
    await shown(first);
    await page.keyboard.press('k');
    await shown(second);
    await page.keyboard.press('j');
    await shown(first);
    await page.keyboard.press('r');
    await expect(composer('Répondre').getByRole('list', { name: 'À' }).getByRole('listitem')).toHaveCount(1);
    await page.getByRole('button', { name: 'Fermer, garder le brouillon' }).click();
    await shown(first);
    await page.keyboard.press('a');
    await expect(composer('Répondre à tous').getByRole('list', { name: 'À' }).getByRole('listitem')).toHaveCount(2);
    await page.getByRole('button', { name: 'Fermer, garder le brouillon' }).click();
    await shown(first);
    for (const key of ['f', 'c']) {
        await page.keyboard.press(key);
        await expect(page.getByRole('dialog', { name: 'Annuaire' })).toBeVisible();
        await page.keyboard.press('Escape');
        await expect(page.getByRole('dialog')).toHaveCount(0);
    }
    await page.keyboard.press('?');
    await expect(page.getByRole('dialog', { name: 'Raccourcis du clavier' })).toBeVisible();
    await accessible(page);
    await page.keyboard.press('Escape');
    await backToList(page);
    await page.keyboard.press('/');
    await expect(page.getByRole('searchbox', { name: 'Rechercher' })).toBeFocused();
    await page.keyboard.type(first);
    await expect(row(page, second)).toBeHidden();
    await expect(row(page, first)).toBeVisible();
    await deliver({ from: cardiologist, to: [doctor], subject: `Re: ${first}`, text: 'Bonjour.' });
    await expect(row(page, `Re: ${first}`)).toBeVisible();
    await expect(row(page, second)).toBeHidden();
});
