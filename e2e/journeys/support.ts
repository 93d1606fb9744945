import { test as plain, expect, type Locator, type Page } from '@playwright/test';
import axe from 'axe-core';
import { password } from './cast.js';
import { codesOf, newCode } from './sandbox.js';

export { expect };

/** A journey in which nothing breaks inside the page, unseen. */
export const test = plain.extend<{ unbroken: void }>({
    unbroken: [
        async ({ context }, use) => {
            const broken: string[] = [];
            context.on('weberror', (event) => broken.push(event.error().message));
            await use();
            expect(broken).toEqual([]);
        },
        { auto: true },
    ],
});

export async function signIn(page: Page, login: string): Promise<void> {
    await page.goto('/');
    await page.getByLabel('Identifiant').fill(login);
    await page.getByLabel('Mot de passe').fill(password);
    await page.getByRole('button', { name: 'Se connecter' }).click();
    await expect(page.getByRole('navigation', { name: 'Navigation principale' })).toBeVisible();
}

export const isPhone = (page: Page): boolean => (page.viewportSize()?.width ?? 1440) < 800;

/** Calls an API as the signed-in user, past the application. */
export async function api(page: Page, method: string, path: string, body?: unknown): Promise<{ status: number; body: any }> {
    const csrf = (await page.context().cookies()).find(({ name }) => name === 'XSRF-TOKEN')?.value ?? '';
    const response = await page.request.fetch(path, {
        method,
        headers: { 'X-XSRF-TOKEN': csrf, ...(body === undefined ? {} : { 'Content-Type': 'application/json' }) },
        ...(body === undefined ? {} : { data: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status(), body: text === '' ? null : JSON.parse(text) };
}

export async function jmap(page: Page, calls: (account: string) => [string, Record<string, unknown>, string][]): Promise<[string, any, string][]> {
    const link = (await api(page, 'GET', '/api/profile/mailbox-link')).body;
    const answer = await api(page, 'POST', '/jmap/api', {
        using: ['urn:ietf:params:jmap:core', 'urn:ietf:params:jmap:mail', 'urn:ietf:params:jmap:submission', 'urn:spico:params:jmap:discussions'],
        methodCalls: calls(link.mailboxAccountId),
    });
    expect(answer.status).toBe(200);
    return answer.body.methodResponses;
}

/** Links a mailbox without the screen, unless it is linked already; waits until its mails are there. */
export async function linked(page: Page, address: string): Promise<void> {
    let link = (await api(page, 'GET', '/api/profile/mailbox-link')).body;
    if (link.state !== 'linked' || link.address !== address) {
        const known = await codesOf(address);
        expect((await api(page, 'POST', '/api/profile/mailbox-link/codes', { address, replace: true })).status).toBe(202);
        const code = await newCode(address, known);
        expect((await api(page, 'PUT', '/api/profile/mailbox-link', { address, code, replace: true })).status).toBe(200);
    }
    await expect
        .poll(async () => {
            link = (await api(page, 'GET', '/api/profile/mailbox-link')).body;
            return link.fill?.complete ?? true;
        }, { timeout: 60_000 })
        .toBe(true);
    await page.goto('/');
}

export async function unlinked(page: Page): Promise<void> {
    await api(page, 'DELETE', '/api/profile/mailbox-link');
}

/** Chooses a folder of the menu. */
export async function openView(page: Page, name: string, parent?: string): Promise<void> {
    await openMenu(page);
    const menu = page.getByRole('navigation', { name: 'Dossiers de messages' });
    if (parent) {
        const unfold = menu.getByRole('button', { name: `Déplier ${parent}` });
        if (await unfold.isVisible()) await unfold.click();
        const child = menu.getByRole('listitem').filter({ has: page.getByRole('button', { name: `Replier ${parent}` }) }).getByRole('link', { name });
        await child.click();
    } else {
        await menu.getByRole('link', { name: new RegExp(`^${name}`) }).first().click();
    }
}

/** The menu of folders is behind a button on a phone. */
export async function openMenu(page: Page): Promise<void> {
    const menu = page.getByRole('navigation', { name: 'Dossiers de messages' });
    if (isPhone(page) && !(await menu.isVisible())) await page.getByRole('button', { name: 'Ouvrir le menu des dossiers' }).click();
    await expect(menu).toBeVisible();
}

export const row = (page: Page, subject: string | RegExp) => page.locator('a[data-email]').filter({ hasText: subject }).first();

/** Opens a mail of the list. */
export async function open(page: Page, subject: string): Promise<void> {
    await row(page, subject).click();
    await expect(page.getByRole('region', { name: 'Lecture' }).getByRole('heading', { name: subject })).toBeVisible();
}

/** From the opened mail to the list, which a phone shows one at a time. */
export async function backToList(page: Page): Promise<void> {
    if (isPhone(page)) await page.getByRole('button', { name: 'Retour' }).click();
}

/** Writes at the beginning of the open mail, as a person would. */
export async function write(page: Page, words: string): Promise<void> {
    await page.getByRole('textbox', { name: 'Texte du message' }).focus();
    await page.keyboard.press('Control+Home');
    await page.keyboard.type(words);
}

/** News at the bottom of the page. */
export const toast = (page: Page, text: string | RegExp): Locator => page.getByRole('region', { name: 'Notifications' }).getByText(text);

/**
 * No violation of the rules that axe knows (WCAG 2.2 A and AA, best practices). Not inside the frame of a mail's
 * body: what people write there is theirs, and nothing can run in it.
 */
export async function accessible(page: Page): Promise<void> {
    await page.evaluate(axe.source);
    const violations = await page.evaluate(async () => {
        const checker = (window as unknown as { axe: typeof axe }).axe;
        const { violations: found } = await checker.run(document, { iframes: false, resultTypes: ['violations'] });
        return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
    });
    expect(violations).toEqual([]);
}

/** A subject that no other run has used. */
export const unique = (words: string): string => `${words} ${Date.now().toString(36)}`;
