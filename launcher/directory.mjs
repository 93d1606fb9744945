// ./spico directory: dry run, confirmation and going back, in a terminal.
import { openAsBlob } from 'node:fs';
import { createInterface } from 'node:readline/promises';

const USAGE = `./spico directory import national|regional [--file FILE | --from url|file|ldap|delta] [--yes]
                                    a dry run, its figures, then the switch once it is confirmed; FILE is a text or a ZIP;
                                    delta: what changed since, asked of the Annuaire Santé's FHIR API
./spico directory history [national|regional]
./spico directory rollback national|regional [VERSION] [--yes]
                                    goes back to a version that is kept, otherwise to the one before the current one`;

const root = `${process.env.SPICO_URL}/api/administration/directory`;
const number = new Intl.NumberFormat('fr-FR').format;
const sources = ['national', 'regional'];

class Refused extends Error {}

async function call(method, path, body, type = 'application/json') {
    const response = await fetch(root + path, {
        method,
        headers: { Authorization: `Bearer ${process.env.SPICO_TOKEN}`, ...(body !== undefined && { 'Content-Type': type }) },
        body,
    }).catch(() => {
        throw new Refused(`nothing answers at ${process.env.SPICO_URL}: start it with ./spico run`);
    });
    const answer = await response.json();
    if (!response.ok) throw new Refused(answer.detail ?? `the platform answered ${response.status}`);
    return answer;
}

const say = (text) => process.stdout.write(`${text}\n`);
const post = (path, value = {}) => call('POST', path, JSON.stringify(value));

async function follow(version, passing, label) {
    while (version.state === passing) {
        if (process.stderr.isTTY) process.stderr.write(`\r${label} ${Math.round(version.progress * 100)} %  `);
        await new Promise((wake) => setTimeout(wake, 300));
        version = await call('GET', `/versions/${version.id}`);
    }
    if (process.stderr.isTTY) process.stderr.write('\r\x1b[K');
    return version;
}

async function confirmed(question, yes) {
    if (yes) return true;
    if (!process.stdin.isTTY) throw new Refused(`${question} Répondez par --yes, ou dans un terminal. D’ici là, rien ne change.`);
    const terminal = createInterface({ input: process.stdin, output: process.stdout });
    const answer = await terminal.question(`${question} [oui/non] `);
    terminal.close();
    return /^(o|oui|y|yes)$/i.test(answer.trim());
}

async function switchTo(version) {
    const done = await follow(await post(`/versions/${version.id}/switch`), 'switching', 'Mise en service');
    if (!done.current) throw new Refused(done.problem?.detail ?? `La version ${done.id} n’est pas en service.`);
    say(`La version ${done.id} est en service : ${number(done.entries)} adresses.`);
}

function begin(source, { file, from }, overview) {
    if (file) return openAsBlob(file).then((blob) => call('POST', `/${source}/versions/upload`, blob, 'application/octet-stream'));
    const origin = from ?? overview.sources.find((one) => one.source === source).scheduled;
    if (!origin) throw new Refused(`no place is configured for the ${source} directory: give one with --file`);
    return post(`/${source}/versions`, { origin });
}

function figures(version) {
    say(`Version ${version.id} : ${number(version.entries)} adresses`);
    for (const [label, count] of [['nouvelles', version.added], ['modifiées', version.changed], ['retirées', version.removed]])
        say(`  ${number(count).padStart(9)} ${label}`);
    if (version.redListed) say(`  ${number(version.redListed).padStart(9)} en liste rouge, laissées de côté`);
    unusable(version, '  ');
}

/** What could not be used, and where it stands. */
function unusable({ origin, rejected, rejections }, indent) {
    if (!rejected) return;
    const named = rejections.slice(0, 5);
    say(`${indent}${number(rejected).padStart(9)} ${{ ldap: 'entrées LDAP', delta: 'ressources FHIR' }[origin] ?? 'lignes'} inutilisables`);
    const counted = ['ldap', 'delta'].includes(origin) ? 'n°' : 'ligne';
    for (const { line, reason } of named) say(`${indent}          ${counted} ${line} : ${reason}`);
    if (rejected > named.length) say(`${indent}          … et ${number(rejected - named.length)} de plus`);
}

async function runImport(source, options) {
    const started = await begin(source, options, await call('GET', ''));
    const version = await follow(started, 'reading', 'Lecture');
    if (version.state === 'unchanged') return say('Rien de nouveau : l’annuaire en service dit déjà cela.');
    if (version.state !== 'ready') {
        unusable(version, '  ');
        throw new Refused(version.problem?.detail ?? `L’import s’est arrêté (${version.state}).`);
    }
    figures(version);
    if (await confirmed('Mettre cette version en service ?', options.yes)) return switchTo(version);
    await call('DELETE', `/versions/${version.id}`);
    say('Abandonnée ; rien n’a changé.');
}

const STATES = {
    reading: 'lecture en cours', ready: 'attend une décision', switching: 'mise en service en cours', unchanged: 'rien de nouveau',
    refused: 'refusée', failed: 'en échec', discarded: 'abandonnée',
};

async function history(wanted) {
    for (const source of wanted) {
        const { versions } = await call('GET', `/${source}/versions`);
        say(`${source}${versions.length ? '' : ' : aucune version'}`);
        for (const version of versions) {
            const state = version.current ? 'EN SERVICE' : (STATES[version.state] ?? (version.kept ? 'conservée' : 'n’est plus conservée'));
            const counts = `${number(version.entries)} adresses (+${number(version.added)} ~${number(version.changed)} −${number(version.removed)})`;
            say(`  ${String(version.id).padStart(5)}  ${version.startedAt.slice(0, 16).replace('T', ' ')}  ${version.origin.padEnd(6)}  ${state.padEnd(22)}  ${version.problem?.detail ?? counts}`);
            unusable(version, '         ');
        }
    }
}

async function rollback(source, wanted, { yes }) {
    const { versions } = await call('GET', `/${source}/versions`);
    const current = versions.find((version) => version.current);
    const target = wanted
        ? versions.find((version) => version.id === Number(wanted))
        : versions.find((version) => version.kept && version.state === 'switched' && version.id < (current?.id ?? 0));
    if (!target) throw new Refused('Aucune version conservée à laquelle revenir.');
    if (await confirmed(`Revenir à la version ${target.id} (${number(target.entries)} adresses) ?`, yes)) await switchTo(target);
}

function parsed(args) {
    const words = [], options = {};
    for (let i = 0; i < args.length; i++) {
        if (args[i] === '--yes') options.yes = true;
        else if (args[i] === '--file') options.file = args[++i];
        else if (args[i] === '--from') options.from = args[++i];
        else words.push(args[i]);
    }
    return { words, options };
}

const { words: [command, source, version], options } = parsed(process.argv.slice(2));
try {
    if (command === 'history') await history(source ? [source] : sources);
    else if (command === 'import' && sources.includes(source)) await runImport(source, options);
    else if (command === 'rollback' && sources.includes(source)) await rollback(source, version, options);
    else {
        say(USAGE);
        process.exitCode = 2;
    }
} catch (problem) {
    if (!(problem instanceof Refused) && problem.code !== 'ENOENT') throw problem;
    process.stderr.write(`spico: ${problem.message}\n`);
    process.exitCode = 1;
}
