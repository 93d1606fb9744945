/** Days as they are typed after « avant: » and « après: »: `from` is the first one, `until` the one after the last. */
export interface Period {
    from: Date;
    until: Date;
}

const months: readonly (readonly string[])[] = [
    ['janvier', 'janv', 'jan', 'january'],
    ['fevrier', 'fevr', 'fev', 'february', 'feb'],
    ['mars', 'march'],
    ['avril', 'avr', 'april', 'apr'],
    ['mai', 'may'],
    ['juin', 'june'],
    ['juillet', 'juil', 'july'],
    ['aout', 'august', 'aug'],
    ['septembre', 'sept', 'sep', 'september'],
    ['octobre', 'oct', 'october'],
    ['novembre', 'nov', 'november'],
    ['decembre', 'dec', 'december'],
];
const weekdays: readonly (readonly string[])[] = [
    ['dimanche', 'sunday'],
    ['lundi', 'monday'],
    ['mardi', 'tuesday'],
    ['mercredi', 'wednesday'],
    ['jeudi', 'thursday'],
    ['vendredi', 'friday'],
    ['samedi', 'saturday'],
];

/** Lower case, no accents, one kind of apostrophe: `Avant-hier` → `avant-hier`. */
export function plain(text: string): string {
    return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll('’', "'").replaceAll(/\s+/g, ' ').trim();
}

/** The days that a French (or English) date means, seen from today; undefined if it is none or no such day exists. */
export function periodOf(typed: string, today: Date): Period | undefined {
    const text = plain(typed);
    return relative(text, today) ?? numeric(text, today) ?? named(text, today);
}

function relative(text: string, today: Date): Period | undefined {
    if (/^(aujourd'?hui|today)$/.test(text)) return days(today, 0);
    if (/^(hier|yesterday)$/.test(text)) return days(today, -1);
    if (/^avant[- ]hier$/.test(text)) return days(today, -2);
    const monday = (today.getDay() + 6) % 7;
    if (/^(cette semaine|this week)$/.test(text)) return days(today, -monday, 7);
    if (/^(la )?(semaine (derniere|passee)|last week)$/.test(text)) return days(today, -monday - 7, 7);
    if (/^(ce mois|ce mois-ci|this month)$/.test(text)) return month(today.getFullYear(), today.getMonth());
    if (/^(le )?(mois (dernier|passe)|last month)$/.test(text)) return month(today.getFullYear(), today.getMonth() - 1);
    if (/^(cette annee|this year)$/.test(text)) return year(today.getFullYear());
    if (/^(l')?(annee (derniere|passee)|last year)$/.test(text)) return year(today.getFullYear() - 1);
    const weekday = weekdays.findIndex((names) => names.includes(text));
    if (weekday >= 0) return days(today, -((today.getDay() - weekday + 6) % 7) - 1);
    const ago = /^(\d{1,3}) ?(j|jours?|d|days?|s|semaines?|w|weeks?|mois|m|months?|ans?|a|years?|y)$/.exec(text);
    return ago ? since(Number(ago[1]), ago[2] as string, today) : undefined;
}

/** « 3 mois »: that long ago. */
function since(n: number, unit: string, today: Date): Period {
    if (/^(j|d)/.test(unit)) return days(today, -n);
    if (/^(s|w)/.test(unit)) return days(today, -7 * n);
    const back = /^m/.test(unit) ? n : 12 * n;
    return days(new Date(today.getFullYear(), today.getMonth() - back, today.getDate()), 0);
}

function numeric(text: string, today: Date): Period | undefined {
    const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
    if (iso) return day(Number(iso[1]), Number(iso[2]) - 1, Number(iso[3]));
    const whole = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})$/.exec(text);
    if (whole) return day(fullYear(whole[3] as string), Number(whole[2]) - 1, Number(whole[1]));
    const ofYear = /^(\d{1,2})[/.-](\d{4})$/.exec(text) ?? undefined;
    if (ofYear) return validMonth(Number(ofYear[2]), Number(ofYear[1]) - 1);
    const isoMonth = /^(\d{4})-(\d{1,2})$/.exec(text);
    if (isoMonth) return validMonth(Number(isoMonth[1]), Number(isoMonth[2]) - 1);
    const short = /^(\d{1,2})[/.-](\d{1,2})$/.exec(text);
    if (short) return lastSuch(today, (y) => day(y, Number(short[2]) - 1, Number(short[1])));
    return /^(19|20)\d\d$/.test(text) ? year(Number(text)) : undefined;
}

function named(text: string, today: Date): Period | undefined {
    const found = /^(?:le )?(?:(\d{1,2})(?:er)? )?([a-z]+)\.?(?: (\d{4}))?$/.exec(text);
    const index = found ? months.findIndex((names) => names.includes(found[2] as string)) : -1;
    if (!found || index < 0) return undefined;
    const of = (y: number) => (found[1] ? day(y, index, Number(found[1])) : month(y, index));
    return found[3] ? of(Number(found[3])) : lastSuch(today, of);
}

/** Without a year: the last one that has begun. */
function lastSuch(today: Date, of: (year: number) => Period | undefined): Period | undefined {
    // 29 February may be some years ago.
    const years = Array.from({ length: 5 }, (_, back) => today.getFullYear() - back);
    return years.map(of).find((period) => period !== undefined && period.from <= today);
}

function days(today: Date, offset: number, count = 1): Period {
    const at = (n: number) => new Date(today.getFullYear(), today.getMonth(), today.getDate() + n);
    return { from: at(offset), until: at(offset + count) };
}

/** Not the 31st of February. */
function day(y: number, m: number, d: number): Period | undefined {
    const from = new Date(y, m, d);
    const exists = from.getFullYear() === y && from.getMonth() === m && from.getDate() === d;
    return exists ? { from, until: new Date(y, m, d + 1) } : undefined;
}

function validMonth(y: number, m: number): Period | undefined {
    return m >= 0 && m <= 11 ? month(y, m) : undefined;
}

function month(y: number, m: number): Period {
    return { from: new Date(y, m, 1), until: new Date(y, m + 1, 1) };
}

function year(y: number): Period {
    return { from: new Date(y, 0, 1), until: new Date(y + 1, 0, 1) };
}

function fullYear(digits: string): number {
    const y = Number(digits);
    return digits.length === 4 ? y : y <= 69 ? 2000 + y : 1900 + y;
}
