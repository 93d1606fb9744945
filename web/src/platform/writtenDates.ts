/** Days as French people write them. */
const months = ['janvier', 'fevrier', 'mars', 'avril', 'mai', 'juin', 'juillet', 'aout', 'septembre', 'octobre', 'novembre', 'decembre'];

/** `12/03/1941`, `12.3.41`, `12031941`, `12 mars 1941`, `1941-03-12` as an ISO date; undefined for anything else. */
export function parseDate(typed: string, now: Date): string | undefined {
    const text = typed.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase().trim();
    const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(text);
    if (iso) return existing(iso[1], iso[2], iso[3], now);
    const numbers = /^(\d{1,2})[\s/.-]+(\d{1,2})[\s/.-]+(\d{4}|\d{2})$/.exec(text) ?? /^(\d{2})(\d{2})(\d{4}|\d{2})$/.exec(text);
    if (numbers) return existing(numbers[3], numbers[2], numbers[1], now);
    const words = /^(\d{1,2})(?:er)?\s+([a-z]{3,})\.?\s+(\d{4}|\d{2})$/.exec(text);
    const month = words ? months.findIndex((one) => one.startsWith(words[2] ?? '')) + 1 : 0;
    return words && month > 0 ? existing(words[3], String(month), words[1], now) : undefined;
}

/** `12/03/1941`. */
export function writtenDate(iso: string): string {
    const [year, month, day] = iso.slice(0, 10).split('-');
    return day === undefined ? iso : `${day}/${month}/${year}`;
}

/** Today where the user is, ISO. */
export function isoDay(date: Date): string {
    return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

function existing(year = '', month = '', day = '', now: Date): string | undefined {
    const full = year.length === 2 ? century(Number(year), now) : Number(year);
    const date = new Date(Date.UTC(full, Number(month) - 1, Number(day)));
    const exists = date.getUTCFullYear() === full && date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
    return exists ? `${full}-${two(Number(month))}-${two(Number(day))}` : undefined;
}

/** Two figures are of the last hundred years. */
function century(year: number, now: Date): number {
    const recent = Math.floor(now.getFullYear() / 100) * 100 + year;
    return recent > now.getFullYear() ? recent - 100 : recent;
}

function two(number: number): string {
    return String(number).padStart(2, '0');
}
