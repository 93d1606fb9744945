// An application token for a demo account of the running sandbox, alone on stdout. A token without a mailbox shows a
// program nothing: an account that may link its own mailbox and has not done so yet is linked first, by the same
// gestures as on screen – ask for the code, read it in the mailbox, give it back.
const [login, port] = process.argv.slice(2);
const platform = `http://127.0.0.1:${port}`;
const sandbox = `http://127.0.0.1:${Number(port) + 1}`;
const PATIENCE = 60_000;

class Refused extends Error {}

const say = (text) => process.stderr.write(`· ${text}\n`);
const cookies = new Map();

async function call(method, path, body) {
    const headers = { Cookie: [...cookies].map((pair) => pair.join('=')).join('; '), 'X-XSRF-TOKEN': cookies.get('XSRF-TOKEN') ?? '' };
    if (body !== undefined) headers['Content-Type'] = 'application/json';
    const response = await fetch(platform + path, { method, headers, body: body && JSON.stringify(body) }).catch(() => {
        throw new Refused(`nothing answers on port ${port}: start it with ./spico run`);
    });
    for (const cookie of response.headers.getSetCookie()) {
        const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie);
        cookies.set(name, value);
    }
    const text = await response.text();
    return { ok: response.ok, body: text === '' ? null : JSON.parse(text) };
}

/** What a call gives, or its sentence as the reason to stop. */
async function need(what, method, path, body) {
    const answer = await call(method, path, body);
    if (!answer.ok) throw new Refused(`${what}: ${answer.body?.detail ?? 'refused'}`);
    return answer.body;
}

async function until(what, look) {
    const end = Date.now() + PATIENCE;
    for (;;) {
        const found = await look();
        if (found !== undefined) return found;
        if (Date.now() > end) throw new Refused(`${what} takes too long`);
        await new Promise((wake) => setTimeout(wake, 200));
    }
}

async function atSandbox(path) {
    const response = await fetch(sandbox + path);
    if (!response.ok) throw new Refused(`the sandbox answered ${response.status}`);
    return response;
}

async function codesIn(address) {
    const { messages } = await (await atSandbox(`/api/mailboxes/${address}/messages?folder=INBOX&limit=20`)).json();
    const codes = new Map();
    for (const { uid, from } of messages) {
        if (!from.includes('spico@')) continue;
        const raw = await (await atSandbox(`/api/messages/${address}/INBOX/${uid}`)).text();
        const code = /\b[A-Z0-9]{4}[- ]?[A-Z0-9]{4}\b/.exec(raw.slice(raw.indexOf('\r\n\r\n')));
        if (code) codes.set(uid, code[0]);
    }
    return codes;
}

async function link() {
    let state = await need('the link of the mailbox', 'GET', '/api/profile/mailbox-link');
    const own = state.mayLink && state.state !== 'linked' && (await fetch(`${sandbox}/api/mailboxes/${login}/messages?limit=1`)).ok;
    if (own) {
        say(`${login} has not linked a mailbox yet: linking the one of the same address (sandbox only)`);
        const old = await codesIn(login);
        await need('the code', 'POST', '/api/profile/mailbox-link/codes', { address: login, replace: false });
        const code = await until('the mail with the code', async () => [...(await codesIn(login))].find(([uid]) => !old.has(uid))?.[1]);
        state = await need('the link', 'PUT', '/api/profile/mailbox-link', { address: login, code, replace: false });
    }
    if (state.state === 'linked') await filled();
    else if (!own) say(`${login} has no mailbox to link: a JMAP program will see a session without accounts`);
}

/** A program that asks at once finds all mails. */
async function filled() {
    await until('the first fill', async () => {
        const { fill } = await need('the link', 'GET', '/api/profile/mailbox-link');
        return fill === null || fill.complete || undefined;
    });
}

try {
    await call('GET', '/api/session');
    const password = process.env.SPICO_DEMO_PASSWORD ?? 'Spico-demo-2026';
    await need('sign-in', 'POST', '/api/session', { login, password, client: 'web' });
    await link();
    const { token } = await need('the token', 'POST', '/api/profile/tokens', { name: 'spico token' });
    await call('DELETE', '/api/session');
    process.stdout.write(`${token}\n`);
} catch (problem) {
    if (!(problem instanceof Refused)) throw problem;
    process.stderr.write(`spico: ${problem.message}\n`);
    process.exitCode = 1;
}
