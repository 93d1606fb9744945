import { describe, expect, it } from 'vitest';
import { countdown, longDate, shortDate } from './dates';

const words = { locale: 'fr-FR', yesterday: 'hier' };
const now = new Date(2026, 10, 23, 9, 30);
const at = (...parts: [number, number, number, number?, number?]) => new Date(...parts).toISOString();

describe('the date of a row', () => {
    it('is the time for a mail of today', () => {
        expect(shortDate(at(2026, 10, 23, 8, 5), now, words)).toBe('08:05');
    });
    it('is « hier » even when less than a day has passed', () => {
        expect(shortDate(at(2026, 10, 22, 23, 59), now, words)).toBe('hier');
    });
    it('names the day within the year', () => {
        expect(shortDate(at(2026, 10, 2), now, words)).toBe('lun. 2 nov.');
    });
    it('names the year when it is another one', () => {
        expect(shortDate(at(2024, 10, 3), now, words)).toBe('3 nov. 2024');
    });
    it('is yesterday across the end of summer time', () => {
        expect(shortDate(at(2026, 9, 24, 12), new Date(2026, 9, 25, 12), words)).toBe('hier');
    });
    it('is empty rather than wrong for an unreadable date', () => {
        expect(shortDate('jamais', now, words)).toBe('');
    });
});

it('a read mail shows the whole date', () => {
    expect(longDate(at(2025, 10, 3, 14, 32), 'fr-FR')).toBe('lundi 3 novembre 2025 à 14:32');
});

it('a countdown never goes below zero', () => {
    expect(countdown(new Date(now.getTime() + 545_000).toISOString(), now)).toBe('9:05');
    expect(countdown(new Date(now.getTime() - 1000).toISOString(), now)).toBe('0:00');
});
