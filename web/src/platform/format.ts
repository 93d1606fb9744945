import type { EmailAddress } from './jmapTypes';

const prefix = /^((?:(?:re|fwd?|tr)\s*:\s*)*)XDM\/1\.0\/DDM\+?\s*/i;

/** A subject without the marker that MSSanté software puts in front (IHE XDM); empty when there is none. */
export function cleanSubject(subject: string | null): string {
    return (subject ?? '').replace(prefix, '$1').trim();
}

export function addressLabel({ name, email }: EmailAddress): string {
    return name?.trim() || email;
}

export function addressList(addresses: EmailAddress[] | null): string {
    return (addresses ?? []).map(addressLabel).join(', ');
}

/** Two letters for a round mark: those of the name, otherwise of the address. */
export function initials({ name, email }: EmailAddress): string {
    const words = (name ?? '').replace(/^(dr|docteur|pr|professeur|m\.|mme)\s+/i, '').split(/[\s-]+/).filter(Boolean);
    const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0] ?? email];
    return letters.map((word) => [...(word ?? '')][0] ?? '').join('').toLocaleUpperCase('fr');
}

/** Sizes as the operator counts them: `12 Ko`, `3,4 Mo`. */
export function fileSize(bytes: number, locale: string): string {
    const [b, k, m] = locale.startsWith('fr') ? ['o', 'Ko', 'Mo'] : ['B', 'KB', 'MB'];
    if (bytes < 1024) return `${bytes} ${b}`;
    if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024).toLocaleString(locale)} ${k}`;
    return `${(bytes / 1024 / 1024).toLocaleString(locale, { maximumFractionDigits: 1 })} ${m}`;
}

/** `PDF`, `JPG`, `DOCX`… of a file, from its name or its type. */
export function fileKind(name: string | null, type: string): string {
    const extension = /\.([a-z0-9]{1,5})$/i.exec(name ?? '')?.[1];
    return (extension ?? type.split('/')[1] ?? type).slice(0, 5).toUpperCase();
}

/** Lower case without accents, for comparing what people type. */
export function fold(text: string): string {
    return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
}
