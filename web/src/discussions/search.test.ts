import { describe, expect, it } from 'vitest';
import type { Mailbox } from '../platform/jmapTypes';
import { parseSearch, withoutPart } from './search';
import { periodOf } from './searchDates';

const box = (id: string, name: string, role: string | null = null): Mailbox => ({ id, name, parentId: null, role, sortOrder: 0, totalEmails: 0, unreadEmails: 0 });
const boxes = [box('i', 'INBOX', 'inbox'), box('t', 'Trash', 'trash'), box('d', 'Drafts', 'drafts'), box('c', 'Comptes rendus'), box('c2', 'Comptabilité'), box('x', 'Été 2025')];
// A Thursday.
const today = new Date(2026, 2, 12, 15, 0);
const parse = (typed: string) => parseSearch(typed, today, boxes);
const filter = (typed: string) => parse(typed).filter;
const utc = (y: number, m: number, d: number) => new Date(y, m - 1, d).toISOString().replace('.000Z', 'Z');

describe('what is typed into the search box', () => {
    it.each([
        ['', null],
        ['   ', null],
        ['-', null],
        ['"', null],
        ['de:', null],
        ['toux', { text: 'toux' }],
        ['  toux   grasse ', { text: 'toux grasse' }],
        ['"prise de sang" ann', { text: '"prise de sang" ann' }],
        ['« prise de sang »', { text: '"prise de sang"' }],
        ['“prise de sang”', { text: '"prise de sang"' }],
        ['"prise de', { text: '"prise de"' }],
        ['prise" de', { text: 'prise " de"' }],
        ['l’hôpital d\'urgence', { text: 'l’hôpital d\'urgence' }],
        ['de:paul', { from: 'paul' }],
        ['De: paul', { from: 'paul' }],
        ['from:"Le Goffic"', { from: '"Le Goffic"' }],
        ['de:«Le Goffic»', { from: '"Le Goffic"' }],
        ['objet:bilan', { subject: 'bilan' }],
        ['SUBJECT:bilan', { subject: 'bilan' }],
        ['corps:scanner', { body: 'scanner' }],
        ['cc:paul', { cc: 'paul' }],
        ['cci:paul', { bcc: 'paul' }],
        ['pj:', { hasAttachment: true }],
        ['pj:oui', { hasAttachment: true }],
        ['pj:non', { hasAttachment: false }],
        ['PJ: bilan', { operator: 'AND', conditions: [{ text: 'bilan' }, { hasAttachment: true }] }],
        ['pj:écho.pdf', { attachmentName: 'écho.pdf' }],
        ['pj:"compte rendu"', { attachmentName: '"compte rendu"' }],
        ['non lu', { notKeyword: '$seen' }],
        ['Non lus', { notKeyword: '$seen' }],
        ['non-lus', { notKeyword: '$seen' }],
        ['"non lu"', { text: '"non lu"' }],
        ['non', { text: 'non' }],
        ['suivi important lu', { text: 'suivi important lu' }],
        ['est:lu', { hasKeyword: '$seen' }],
        ['est:non lu', { notKeyword: '$seen' }],
        ['is:unread', { notKeyword: '$seen' }],
        ['est:important', { hasKeyword: '$flagged' }],
        ['est:suivis', { hasKeyword: '$flagged' }],
        ['est:répondue', { hasKeyword: '$answered' }],
        ['-toux', { operator: 'NOT', conditions: [{ text: 'toux' }] }],
        ['-"prise de sang"', { operator: 'NOT', conditions: [{ text: '"prise de sang"' }] }],
        ['-de:paul', { operator: 'NOT', conditions: [{ from: 'paul' }] }],
        ['-non-lu', { operator: 'NOT', conditions: [{ notKeyword: '$seen' }] }],
        ['post-opératoire', { text: 'post-opératoire' }],
        ['truc:machin 12:30', { text: 'truc:machin 12:30' }],
        ['http://exemple.fr/x', { text: 'http://exemple.fr/x' }],
        ['dans:corbeille', { inMailbox: 't' }],
        ['dans:Comptes rendus', { inMailbox: 'c' }],
        ['dans:"comptes rendus"', { inMailbox: 'c' }],
        ['dans:compta', { inMailbox: 'c2' }],
        ['dans:compt', { operator: 'OR', conditions: [{ inMailbox: 'c' }, { inMailbox: 'c2' }] }],
        ['in:ete 2025', { inMailbox: 'x' }],
        ['dans:boîte de réception', { view: 'inbox' }],
        ['dans:envoyés', { view: 'all', direction: 'sent' }],
        ['avant:12/03/2026', { before: utc(2026, 3, 12) }],
        ['après:mars 2026', { after: utc(2026, 3, 1) }],
        ['après: 12 mars 2026', { after: utc(2026, 3, 12) }],
        ['apres:hier', { after: utc(2026, 3, 11) }],
        ['le:hier', { after: utc(2026, 3, 11), before: utc(2026, 3, 12) }],
        ['après:"semaine dernière"', { after: utc(2026, 3, 2) }],
    ])('« %s »', (typed, expected) => expect(filter(typed)).toEqual(expected));

    it('to whom means all recipients', () => {
        expect(filter('à:paul')).toEqual({ operator: 'OR', conditions: [{ to: 'paul' }, { cc: 'paul' }, { bcc: 'paul' }] });
        expect(filter('a:paul')).toEqual(filter('À:paul'));
    });
    it('keeps the words that follow a date or a folder as text', () => {
        expect(filter('après:mars 2026 bilan hépatique')).toEqual({ operator: 'AND', conditions: [{ text: 'bilan hépatique' }, { after: utc(2026, 3, 1) }] });
        expect(filter('dans:corbeille bilan')).toEqual({ operator: 'AND', conditions: [{ text: 'bilan' }, { inMailbox: 't' }] });
    });
    it('all of it at once', () => {
        expect(filter('bilan de:paul -objet:"re bilan" non lu après:2025 "prise de sang"')).toEqual({
            operator: 'AND',
            conditions: [
                { text: 'bilan "prise de sang"' },
                { from: 'paul' },
                { operator: 'NOT', conditions: [{ subject: '"re bilan"' }] },
                { notKeyword: '$seen' },
                { after: utc(2025, 1, 1) },
            ],
        });
    });
    it('escapes what the server would read as the end of a phrase', () => expect(filter('«a"b\\c»')).toEqual({ text: '"a\\"b\\\\c"' }));
    it('says what is no date, no folder, no state, and looks for the rest', () => {
        expect(parse('bilan avant:31/02/2026 dans:nulle-part est:bleu')).toMatchObject({
            filter: { text: 'bilan' },
            problems: [
                { kind: 'date', value: '31/02/2026' },
                { kind: 'folder', value: 'nulle-part' },
                { kind: 'state', value: 'bleu' },
            ],
        });
    });
    it('cuts what is far too long, and says so', () => {
        const { filter: asked, problems } = parse('mot '.repeat(1000));
        expect((asked as { text: string }).text.length).toBeLessThanOrEqual(1000);
        expect(problems).toEqual([{ kind: 'length', value: '1000' }]);
    });
    it('tells its parts by their place, so that one can be taken out', () => {
        const typed = 'bilan après:mars 2026 -de:paul';
        const { parts } = parse(typed);
        expect(parts.map((one) => [one.kind, one.not, typed.slice(one.start, one.end)])).toEqual([
            ['text', false, 'bilan'],
            ['after', false, 'après:mars 2026'],
            ['from', true, '-de:paul'],
        ]);
        expect(withoutPart(typed, parts[1]!)).toBe('bilan -de:paul');
    });
    it('survives anything', () => {
        for (const typed of ['::', 'de::x', '"""', '«»', '«', '-"', '--x', 'de:-x', 'avant:', 'le: ', '\\', '\u0000', 'à:à:à', '- -', 'est:"', 'dans:«']) {
            expect(() => parse(typed)).not.toThrow();
        }
    });
});

describe('a date', () => {
    const iso = (date: Date) => `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, '0')}-${String(date.getDate()).padStart(2, '0')}`;
    it.each([
        ['12/03/2026', '2026-03-12', '2026-03-13'],
        ['12.03.2026', '2026-03-12', '2026-03-13'],
        ['12-3-26', '2026-03-12', '2026-03-13'],
        ['03/05/98', '1998-05-03', '1998-05-04'],
        ['2026-03-12', '2026-03-12', '2026-03-13'],
        ['29/02/2024', '2024-02-29', '2024-03-01'],
        ['12 mars 2026', '2026-03-12', '2026-03-13'],
        ['1er août 2025', '2025-08-01', '2025-08-02'],
        ['12 févr. 2026', '2026-02-12', '2026-02-13'],
        ['3 january 2026', '2026-01-03', '2026-01-04'],
        ['12/01', '2026-01-12', '2026-01-13'],
        ['24 décembre', '2025-12-24', '2025-12-25'],
        ['29 février', '2024-02-29', '2024-03-01'],
        ['mars 2026', '2026-03-01', '2026-04-01'],
        ['03/2026', '2026-03-01', '2026-04-01'],
        ['2026-03', '2026-03-01', '2026-04-01'],
        ['avril', '2025-04-01', '2025-05-01'],
        ['2025', '2025-01-01', '2026-01-01'],
        ['hier', '2026-03-11', '2026-03-12'],
        ['aujourd’hui', '2026-03-12', '2026-03-13'],
        ['avant-hier', '2026-03-10', '2026-03-11'],
        ['lundi', '2026-03-09', '2026-03-10'],
        ['jeudi', '2026-03-05', '2026-03-06'],
        ['cette semaine', '2026-03-09', '2026-03-16'],
        ['la semaine dernière', '2026-03-02', '2026-03-09'],
        ['mois dernier', '2026-02-01', '2026-03-01'],
        ['ce mois', '2026-03-01', '2026-04-01'],
        ['année dernière', '2025-01-01', '2026-01-01'],
        ['7j', '2026-03-05', '2026-03-06'],
        ['2 semaines', '2026-02-26', '2026-02-27'],
        ['3 mois', '2025-12-12', '2025-12-13'],
        ['2 ans', '2024-03-12', '2024-03-13'],
    ])('« %s »', (typed, from, until) => {
        const period = periodOf(typed, today);
        expect([period && iso(period.from), period && iso(period.until)]).toEqual([from, until]);
    });
    it.each(['', '31/02/2026', '29/02/2026', '00/01/2026', '12/13/2026', '32 mars 2026', '30 février', '13/2026', 'martien', '12', '1850', 'bilan 2026'])('« %s » is none', (typed) =>
        expect(periodOf(typed, today)).toBeUndefined(),
    );
});
