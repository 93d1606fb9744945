/** Dates as a French reader writes them; `now` is a parameter so that « hier » can be tested. */
export interface DateWords {
    locale: string;
    yesterday: string;
}

const day = 86_400_000;

/** For a list: `14:32`, `hier`, `lun. 3 nov.`, `3 nov. 2024`. */
export function shortDate(iso: string, now: Date, words: DateWords): string {
    const date = new Date(iso);
    if (Number.isNaN(date.getTime())) return '';
    const age = daysBetween(date, now);
    if (age === 0) return timeOfDay(date, words.locale);
    if (age === 1) return words.yesterday;
    if (date.getFullYear() === now.getFullYear()) {
        return format(date, words.locale, { weekday: 'short', day: 'numeric', month: 'short' });
    }
    return format(date, words.locale, { day: 'numeric', month: 'short', year: 'numeric' });
}

/** For a mail that is read: `lundi 3 novembre 2025 à 14:32`. */
export function longDate(iso: string, locale: string): string {
    const date = new Date(iso);
    if (Number.isNaN(date.getTime())) return '';
    return format(date, locale, { dateStyle: 'full', timeStyle: 'short' });
}

export function timeOfDay(date: Date, locale: string): string {
    return format(date, locale, { hour: '2-digit', minute: '2-digit' });
}

/** `9:05` of what is left until then, never negative. */
export function countdown(until: string, now: Date): string {
    const seconds = Math.max(0, Math.round((Date.parse(until) - now.getTime()) / 1000));
    return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

function daysBetween(earlier: Date, later: Date): number {
    return Math.round((midnight(later) - midnight(earlier)) / day);
}

function midnight(date: Date): number {
    return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}

const formats = new Map<string, Intl.DateTimeFormat>();

function format(date: Date, locale: string, options: Intl.DateTimeFormatOptions): string {
    const key = locale + JSON.stringify(options);
    let known = formats.get(key);
    if (!known) formats.set(key, (known = new Intl.DateTimeFormat(locale, options)));
    return known.format(date);
}
