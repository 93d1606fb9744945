import type { Patient } from '../platform/dossierApi';
import { t, tn } from '../platform/messages.svelte';
import { writtenDate } from '../platform/writtenDates';
import { ageAt } from './identity';

/** « 85 ans », « 8 mois »; empty when it makes no sense. */
export function ageOf({ birthDate }: Pick<Patient, 'birthDate'>, now = new Date()): string {
    const age = ageAt(birthDate, now);
    if (!age) return '';
    return age.years < 3 ? tn('patient.months', age.months) : tn('patient.years', age.years);
}

/** « née MONTAZEL le 02/11/1938 ». */
export function birthOf({ birthName, usedName, birthDate, sex }: Patient): string {
    const date = writtenDate(birthDate);
    const maiden = usedName !== null && usedName !== birthName;
    return t(maiden ? `patient.bornAs.${sex}` : `patient.born.${sex}`, { name: birthName, date });
}
