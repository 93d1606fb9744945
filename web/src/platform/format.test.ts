import { describe, expect, it } from 'vitest';
import { cleanSubject, fileKind, fileSize, fold, initials } from './format';

describe('a subject', () => {
    it('loses the marker of care software', () => {
        expect(cleanSubject('XDM/1.0/DDM+Compte rendu')).toBe('Compte rendu');
    });
    it('keeps « Re: » in front of the marker', () => {
        expect(cleanSubject('Re: XDM/1.0/DDM+ Compte rendu')).toBe('Re: Compte rendu');
    });
    it('may be missing', () => expect(cleanSubject(null)).toBe(''));
});

it('initials pass over a title', () => {
    expect(initials({ name: 'Dr Hélène Castelbon', email: 'h@x.test' })).toBe('HC');
    expect(initials({ name: null, email: 'secretariat@x.test' })).toBe('S');
});

it('sizes are written the French way', () => {
    expect(fileSize(812, 'fr-FR')).toBe('812 o');
    expect(fileSize(3_565_158, 'fr-FR')).toBe('3,4 Mo');
});

it('the kind of a file is its extension, otherwise its type', () => {
    expect(fileKind('ordonnance.pdf', 'application/octet-stream')).toBe('PDF');
    expect(fileKind(null, 'image/jpeg')).toBe('JPEG');
});

it('accents and capitals do not count', () => expect(fold('Maïwenn LE GOFFIC')).toBe('maiwenn le goffic'));
