import type { Category } from '../platform/dossierApi';
import { fold } from '../platform/format';
import { isoDay, parseDate } from '../platform/writtenDates';

/** What words of a file name say of its category (JDV_J07), the more telling first. */
const telling: readonly (readonly [RegExp, string])[] = [
    [/\bordonnances?\b|\bprescriptions?\b/, '57833-6'],
    [/\bbio(?:logie|logique)?s?\b|\blabo(?:ratoire)?\b|\banalyses?\b|\bprise de sang\b|\bnfs\b/, '11502-2'],
    [/\bradio(?:graphie|s)?\b|\birm\b|\bscanner\b|\btdm\b|\becho(?:graphie)?\b|\bimagerie\b|\bmammographie\b/, '18748-4'],
    [/\blettre de liaison\b|\bliaison\b|\bsortie\b/, '11490-0'],
    [/\bhospitalisation\b|\bcrh\b/, '34112-3'],
    [/\bconsultation\b|\bcourrier\b|\bcompte[ -]rendu\b|\bcr\b/, '11488-4'],
];

/** Categories that most documents have; shown before the others. */
export const usualCodes: readonly string[] = ['11488-4', '11502-2', '18748-4', '57833-6', '34112-3', '11490-0'];

/** The category that a file name tells; empty when it tells none, or one that does not exist here. */
export function categoryFor(fileName: string, categories: readonly Category[]): string {
    const words = fold(fileName).replaceAll(/[_\-.]+/g, ' ');
    const code = telling.find(([pattern]) => pattern.test(words))?.[1];
    const named = categories.find(({ label }) => words.includes(fold(label)));
    return named?.code ?? (categories.some((one) => one.code === code) ? (code ?? '') : '');
}

/** The date in a file name (`20260211_…`, `2026-02-11`, `11-02-2026`), never one to come; else today. */
export function actDateFor(fileName: string, now: Date): string {
    const today = isoDay(now);
    const found = /(?<!\d)(?:(?<y>(?:19|20)\d{2})[-_.]?(?<m>\d{2})[-_.]?(?<d>\d{2})|(?<d2>\d{2})[-_.](?<m2>\d{2})[-_.](?<y2>(?:19|20)\d{2}))(?!\d)/.exec(fileName)?.groups;
    const iso = found && parseDate(`${found['y'] ?? found['y2']}-${found['m'] ?? found['m2']}-${found['d'] ?? found['d2']}`, now);
    return iso && iso <= today ? iso : today;
}

/** A title out of a file name: with a capital, without extension and date; empty for names that a camera gives. */
export function titleFor(fileName: string): string {
    const bare = fileName
        .replace(/\.[a-z0-9]{1,5}$/i, '')
        .replaceAll(/(?<!\d)(?:(?:19|20)\d{2}[-_.]?\d{2}[-_.]?\d{2}|\d{2}[-_.]\d{2}[-_.](?:19|20)\d{2})(?!\d)/g, ' ')
        .replaceAll(/[_\s]+/g, ' ')
        .replaceAll(/^[\s\-–]+|[\s\-–]+$/g, '');
    if (/^(?:img|dsc|image|photo|scan|document|pxl|whatsapp image)?[\s\-_(]*\d*[\s)]*$/i.test(bare)) return '';
    return bare.charAt(0).toLocaleUpperCase('fr') + bare.slice(1);
}
