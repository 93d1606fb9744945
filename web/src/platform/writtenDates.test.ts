import { describe, expect, it } from 'vitest';
import { isoDay, parseDate, writtenDate } from './writtenDates';

const now = new Date(2026, 10, 26);

describe('a date that is typed', () => {
    it.each(['12/03/1941', '12.3.41', '12-3-1941', '12 03 1941', '12031941', '120341', '12 mars 1941', '1941-03-12', ' 12 MARS 1941 '])('is understood as « %s »', (typed) =>
        expect(parseDate(typed, now)).toBe('1941-03-12'),
    );
    it('knows the months with accents and the first of a month', () => {
        expect(parseDate('1er août 2025', now)).toBe('2025-08-01');
        expect(parseDate('3 déc. 2025', now)).toBe('2025-12-03');
    });
    it('takes two figures for the last hundred years', () => {
        expect(parseDate('01/02/26', now)).toBe('2026-02-01');
        expect(parseDate('01/02/27', now)).toBe('1927-02-01');
    });
    it.each(['', 'hier', '31/02/2020', '12/13/2020', '3/2020', '12 floréal 1941'])('is nothing as « %s »', (typed) =>
        expect(parseDate(typed, now)).toBeUndefined(),
    );
});

it('dates are written the French way, and today is that of the user', () => {
    expect(writtenDate('1941-03-12')).toBe('12/03/1941');
    expect(isoDay(new Date(2026, 0, 5, 23, 59))).toBe('2026-01-05');
});
