import { expect, it } from 'vitest';
import en from '../../messages/en.json';
import fr from '../../messages/fr.json';
import { t, type MessageKey } from './messages.svelte';

const places = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

it('both languages say the same things', () => {
    expect(Object.keys(en).sort()).toEqual(Object.keys(fr).sort());
});

it('a text has the same places to fill in both languages', () => {
    for (const [key, text] of Object.entries(fr)) {
        expect([key, places(en[key as keyof typeof en])]).toEqual([key, places(text)]);
    }
});

it('labels of the requirements are exactly so', () => {
    expect(fr['view.professionals']).toBe('MSSanté – Professionnels');
    expect(fr['view.patients']).toBe('MSSanté – Patients');
    expect(fr['link.switch']).toBe('Je souhaite accéder à mon compte {operator}');
    expect(fr['link.sendCode']).toBe('Envoyer un code à usage unique');
    expect(fr['link.code']).toBe("Code d'activation");
    expect(fr['nav.writeMail']).toBe('Envoyer un mail MSS');
});

it('a key that nobody knows breaks nothing', () => {
    expect(t('timeline.unheard-of' as MessageKey, { detail: 'x' })).toBe('timeline.unheard-of');
});
