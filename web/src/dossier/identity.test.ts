import { describe, expect, it } from 'vitest';
import { ageAt, bareMatricule, hasItsKey, problemsByTrait, writtenMatricule } from './identity';

const withKey = (number: string, digits = number) => number + String(97 - Number(BigInt(digits) % 97n)).padStart(2, '0');

describe('a matricule INS', () => {
    it('has its key', () => {
        expect(hasItsKey(withKey('2410331555012'))).toBe(true);
        expect(hasItsKey('241033155501200')).toBe(false);
    });
    it('may be of Corsica', () => {
        expect(hasItsKey(withKey('180102A123456', '1801019123456'))).toBe(true);
        expect(hasItsKey(withKey('180102B123456', '1801018123456'))).toBe(true);
    });
    it('is not of any length', () => expect(hasItsKey('24103')).toBe(false));
    it('is read without its blanks and written with them', () => {
        expect(bareMatricule('1 80 10 2a 123 456 78')).toBe('180102A12345678');
        expect(writtenMatricule('241033155501234').split('\u00a0')).toEqual(['2', '41', '03', '31', '555', '012', '34']);
        expect(writtenMatricule('12')).toBe('12');
    });
});

describe('an age', () => {
    it('grows on the birthday', () => {
        expect(ageAt('1941-11-26', new Date(2026, 10, 26))?.years).toBe(85);
        expect(ageAt('1941-11-27', new Date(2026, 10, 26))?.years).toBe(84);
    });
    it('is in months for a small child', () => expect(ageAt('2026-02-28', new Date(2026, 10, 26))).toEqual({ years: 0, months: 8 }));
    it('is none before the birth', () => expect(ageAt('2027-01-01', new Date(2026, 10, 26))).toBeUndefined());
});

it('what the server says of an identity stands beside each trait', () => {
    expect(problemsByTrait([{ trait: 'matricule', message: 'La clé est fausse.' }])).toEqual({ matricule: 'La clé est fausse.' });
    expect(problemsByTrait(undefined)).toEqual({});
});
