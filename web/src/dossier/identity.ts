import type { Patient, PatientTraits } from '../platform/dossierApi';

/** Where a matricule comes from (ANS, list of the OIDs of the INS). */
export const matriculeKinds = [
    { oid: '1.2.250.1.213.1.4.8', kind: 'nir' },
    { oid: '1.2.250.1.213.1.4.9', kind: 'nia' },
    { oid: '1.2.250.1.213.1.4.10', kind: 'test' },
    { oid: '1.2.250.1.213.1.4.11', kind: 'demonstration' },
] as const;

export type IdentityTrait = keyof PatientTraits;
export type IdentityProblems = Partial<Record<IdentityTrait, string>>;

/** Only these two states hold a matricule (RNIV). */
export function hasMatricule(state: Patient['state']): boolean {
    return state === 'retrieved' || state === 'qualified';
}

/** A matricule as it was typed, without its blanks. */
export function bareMatricule(typed: string): string {
    return typed.replaceAll(/[\s.]/g, '').toUpperCase();
}

/** « 2 41 03 31 555 012 34 », as on a health card. */
export function writtenMatricule(matricule: string): string {
    const parts = /^(.)(..)(..)(..)(...)(...)(..)$/.exec(matricule);
    return parts ? parts.slice(1).join('\u00a0') : matricule;
}

/** Whether the last two figures are 97 − (number mod 97); Corsica’s letters count as 19 and 18. */
export function hasItsKey(matricule: string): boolean {
    if (!/^[1-478]\d{4}(?:\d{2}|2[AB])\d{8}$/.test(matricule)) return false;
    const digits = matricule.slice(0, 13).replace('2A', '19').replace('2B', '18');
    return 97 - Number(BigInt(digits) % 97n) === Number(matricule.slice(13));
}

/** Years of a person, months of a small child; undefined for a birth to come. */
export function ageAt(birthDate: string, now: Date): { years: number; months: number } | undefined {
    const [year = 0, month = 1, day = 1] = birthDate.split('-').map(Number);
    let months = (now.getFullYear() - year) * 12 + now.getMonth() + 1 - month;
    if (now.getDate() < day) months--;
    return months < 0 ? undefined : { years: Math.floor(months / 12), months };
}

/** The family name of every day, which a list shows first. */
export function everydayName({ usedName, birthName }: Pick<Patient, 'usedName' | 'birthName'>): string {
    return usedName ?? birthName;
}

/** What the server says of each trait; anything else under the first field. */
export function problemsByTrait(problems: unknown): IdentityProblems {
    if (!Array.isArray(problems)) return {};
    return Object.fromEntries(
        (problems as { trait?: string; message?: string }[]).map(({ trait = 'birthName', message = '' }) => [trait, message]),
    ) as IdentityProblems;
}
