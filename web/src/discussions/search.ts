import type { EmailCondition, EmailFilter, Mailbox } from '../platform/jmapTypes';
import { periodOf, plain } from './searchDates';
import { foldersNamed } from './searchFolders';

/**
 * The language of the search box (ADR 0031): words, « phrases », `-sans`, `de:`, `à:`, `objet:`, `avant:`, `après:`, `pj:`,
 * `dans:`, `est:` and « non lu », in French or English, accents and case ignored. Whatever is no operator is text.
 */
export interface Search {
    /** Null while nothing was asked yet, as after « de: ». */
    filter: EmailFilter | null;
    /** What was understood, in order. */
    parts: Part[];
    problems: Problem[];
}

export type PartKind = 'text' | 'from' | 'to' | 'cc' | 'bcc' | 'subject' | 'body' | 'attachment' | 'name' | 'before' | 'after' | 'on' | 'folder' | 'state';

/** A piece of what was typed, by its place in it. */
export interface Part {
    kind: PartKind;
    value: string;
    not: boolean;
    start: number;
    end: number;
}

export interface Problem {
    kind: 'date' | 'folder' | 'state' | 'length';
    value: string;
}

type Name = Exclude<PartKind, 'text' | 'name'>;

interface Token {
    not: boolean;
    name: Name | null;
    value: string;
    quoted: boolean;
    start: number;
    end: number;
}

const names: Record<Name, readonly string[]> = {
    from: ['de', 'from', 'expediteur'],
    to: ['a', 'to', 'pour', 'destinataire'],
    cc: ['cc', 'copie'],
    bcc: ['cci', 'bcc'],
    subject: ['objet', 'sujet', 'subject'],
    body: ['texte', 'corps', 'body'],
    attachment: ['pj', 'piece', 'attachment', 'has'],
    before: ['avant', 'before', 'jusqu'],
    after: ['apres', 'after', 'depuis', 'since'],
    on: ['le', 'date', 'on'],
    folder: ['dans', 'in', 'dossier'],
    state: ['est', 'is'],
};

const states: Record<string, EmailCondition> = {
    'non lu': { notKeyword: '$seen' },
    unread: { notKeyword: '$seen' },
    lu: { hasKeyword: '$seen' },
    read: { hasKeyword: '$seen' },
    important: { hasKeyword: '$flagged' },
    suivi: { hasKeyword: '$flagged' },
    marque: { hasKeyword: '$flagged' },
    flagged: { hasKeyword: '$flagged' },
    repondu: { hasKeyword: '$answered' },
    answered: { hasKeyword: '$answered' },
    transfere: { hasKeyword: '$forwarded' },
    brouillon: { hasKeyword: '$draft' },
    draft: { hasKeyword: '$draft' },
    patient: { messageType: 'patient' },
    professionnel: { messageType: 'professional' },
    recu: { direction: 'received' },
    envoye: { direction: 'sent' },
};

const maxText = 1000;
const yes = new Set(['', 'oui', 'yes', 'attachment', 'pj']);
const no = new Set(['non', 'no', 'aucune', 'sans']);

/** Never fails: what cannot be meant is told as a problem, and the rest is looked for. */
export function parseSearch(typed: string, today: Date, mailboxes: readonly Mailbox[]): Search {
    const search: Search = { filter: null, parts: [], problems: [] };
    if (typed.length > maxText) search.problems.push({ kind: 'length', value: String(maxText) });
    const text = typed.slice(0, maxText);
    const tokens = unreadWords(withLongValues(withNextValues(cut(text)), today, mailboxes));
    const conditions: EmailFilter[] = [];
    for (const token of tokens.filter((one) => one.name !== null || one.not)) {
        const condition = conditionOf(token, today, mailboxes, search);
        if (condition) conditions.push(token.not ? { operator: 'NOT', conditions: [condition] } : condition);
    }
    const words = tokens.filter((one) => one.name === null && !one.not);
    search.parts.push(...words.map((one) => part('text', one)));
    search.parts.sort((a, b) => a.start - b.start);
    if (words.length > 0) conditions.unshift({ text: words.map(written).join(' ') });
    search.filter = conditions.length > 1 ? { operator: 'AND', conditions } : (conditions[0] ?? null);
    return search;
}

/** What was typed, without one of its parts. */
export function withoutPart(typed: string, { start, end }: Part): string {
    return `${typed.slice(0, start)} ${typed.slice(end)}`.replaceAll(/\s+/g, ' ').trim();
}

/** Cuts at blanks that are not in quotes; a quote that is never closed goes to the end. */
function cut(typed: string): Token[] {
    const pattern = /(-?)(?:(\p{L}+):)?(?:"([^"]*)(?:"|$)|«\s*([^»]*?)\s*(?:»|$)|“([^”]*)(?:”|$)|([^\s"«“]*))/uy;
    const tokens: Token[] = [];
    for (let at = 0; at < typed.length; ) {
        if (/\s/.test(typed[at] as string)) {
            at++;
            continue;
        }
        pattern.lastIndex = at;
        const token = tokenOf(pattern.exec(typed), at);
        at = Math.max(token.end, at + 1);
        if (token.name !== null || /[\p{L}\p{N}]/u.test(token.value)) tokens.push(token);
    }
    return tokens;
}

function tokenOf(found: RegExpExecArray | null, at: number): Token {
    const [whole = '', minus, label, ...values] = found ?? [];
    const quoted = values.slice(0, 3).find((one) => one !== undefined);
    const bare = values[3] ?? '';
    const name = label === undefined ? null : nameOf(label);
    const value = quoted ?? bare;
    const unknown = label !== undefined && name === null;
    return {
        not: minus === '-',
        name,
        value: unknown ? `${label}:${value}` : value,
        quoted: quoted !== undefined && !unknown,
        start: at,
        end: at + whole.length,
    };
}

function nameOf(label: string): Name | null {
    const wanted = plain(label);
    return (Object.keys(names) as Name[]).find((one) => names[one].includes(wanted)) ?? null;
}

/** « de: paul »: a blank after the colon means nothing. A « pj: » is complete. */
function withNextValues(tokens: Token[]): Token[] {
    const whole: Token[] = [];
    for (const token of tokens) {
        const open = whole.at(-1);
        const waits = open !== undefined && open.name !== null && open.name !== 'attachment' && open.value === '' && !open.quoted;
        if (waits && token.name === null && !token.not) whole.splice(-1, 1, { ...token, name: open.name, not: open.not, start: open.start });
        else whole.push(token);
    }
    return whole;
}

/** « après:mars 2026 », « dans:Comptes rendus »: the value goes on as long as it means something. */
function withLongValues(tokens: Token[], today: Date, mailboxes: readonly Mailbox[]): Token[] {
    const whole: Token[] = [];
    for (let at = 0; at < tokens.length; at++) {
        const token = tokens[at] as Token;
        const means = meaningOf(token, today, mailboxes);
        let taken = 0;
        for (let more = 4; means && !token.quoted && taken === 0 && more > 0; more--) {
            const last = tokens[at + more];
            const between = tokens.slice(at + 1, at + more + 1);
            if (!last || between.some((one) => one.name !== null || one.not || one.quoted)) continue;
            const value = `${token.value} ${between.map((one) => one.value).join(' ')}`.trim();
            if (means(value)) {
                whole.push({ ...token, value, end: last.end });
                taken = more;
            }
        }
        if (taken === 0) whole.push(token);
        at += taken;
    }
    return whole;
}

function meaningOf({ name }: Token, today: Date, mailboxes: readonly Mailbox[]): ((value: string) => boolean) | null {
    if (name === 'before' || name === 'after' || name === 'on') return (value) => periodOf(value, today) !== undefined;
    if (name === 'folder') return (value) => foldersNamed(value, mailboxes, 'whole') !== null;
    if (name === 'state') return (value) => stateOf(value) !== undefined;
    return null;
}

/** « non lu », the only operator without a colon: « lu », « suivi » and « important » are words of every other letter. */
function unreadWords(tokens: Token[]): Token[] {
    const free = (token: Token | undefined, words: RegExp) => token?.name === null && !token.quoted && words.test(plain(token.value));
    const known: Token[] = [];
    for (let at = 0; at < tokens.length; at++) {
        const token = tokens[at] as Token;
        const next = tokens[at + 1];
        if (free(token, /^non$/) && next && !next.not && free(next, /^lue?s?$/)) {
            known.push({ ...token, name: 'state', value: 'non lu', end: next.end });
            at++;
        } else if (free(token, /^non-lue?s?$/)) known.push({ ...token, name: 'state', value: 'non lu' });
        else known.push(token);
    }
    return known;
}

function conditionOf(token: Token, today: Date, mailboxes: readonly Mailbox[], search: Search): EmailFilter | null {
    const { name, value } = token;
    const understood = (kind: PartKind, filter: EmailFilter): EmailFilter => {
        search.parts.push(part(kind, token));
        return filter;
    };
    const wrong = (kind: Problem['kind']): null => {
        search.problems.push({ kind, value });
        return null;
    };
    if (name === null) return understood('text', { text: written(token) });
    if (name === 'attachment') return attachment(token, understood);
    // « de: » is being typed: not asked yet.
    if (!/[\p{L}\p{N}]/u.test(value)) return null;
    switch (name) {
        case 'from':
        case 'cc':
        case 'bcc':
        case 'subject':
        case 'body':
            return understood(name, { [name]: written(token) });
        case 'to':
            return understood(name, { operator: 'OR', conditions: (['to', 'cc', 'bcc'] as const).map((field) => ({ [field]: written(token) })) });
        case 'folder': {
            const folders = foldersNamed(value, mailboxes, 'beginning');
            return folders ? understood(name, folders) : wrong('folder');
        }
        case 'state': {
            const state = stateOf(value);
            return state ? understood(name, state) : wrong('state');
        }
        case 'before':
        case 'after':
        case 'on': {
            const period = periodOf(value, today);
            if (!period) return wrong('date');
            const [from, until] = [utc(period.from), utc(period.until)];
            return understood(name, name === 'before' ? { before: from } : name === 'after' ? { after: from } : { after: from, before: until });
        }
    }
}

function attachment(token: Token, understood: (kind: PartKind, filter: EmailFilter) => EmailFilter): EmailFilter {
    const value = plain(token.value);
    if (!token.quoted && yes.has(value)) return understood('attachment', { hasAttachment: true });
    if (!token.quoted && no.has(value)) return understood('attachment', { hasAttachment: false });
    return understood('name', { attachmentName: written(token) });
}

function stateOf(value: string): EmailCondition | undefined {
    const word = plain(value).replaceAll('-', ' ');
    return states[word] ?? states[word.replace(/e?s?$/, '')] ?? states[word.replace(/s$/, '')];
}

function part(kind: PartKind, { value, not, start, end }: Token): Part {
    return { kind, value, not, start, end };
}

/** As the server reads texts (RFC 8621 §4.4.1): a phrase in quotes, quotes inside escaped. */
function written({ value, quoted }: Token): string {
    return quoted ? `"${value.replaceAll(/["\\]/g, '\\$&')}"` : value;
}

/** UTCDate (RFC 8620 §1.4). */
function utc(date: Date): string {
    return date.toISOString().replace(/\.\d+Z$/, 'Z');
}
