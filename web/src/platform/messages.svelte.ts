import fr from '../../messages/fr.json';

/** Every text of the application; French is complete by definition, English is checked against it. */
export type MessageKey = keyof typeof fr;
export type Language = 'fr' | 'en';
type Plural<K> = K extends `${infer Base}_one` ? Base : never;
type Texts = Partial<Record<MessageKey, string>>;

const storageKey = 'spico.language';
let language = $state<Language>('fr');
let texts = $state.raw<Texts>(fr);

/** The text of a key, its `{name}` places filled. A key that nobody knows stands for itself: no page is lost for a word. */
export function t(key: MessageKey, values: Record<string, string | number> = {}): string {
    return (texts[key] ?? key).replaceAll(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}

/** The text that agrees with a number: `key_one` or `key_other`; `{n}` is the number. French says « 0 message ». */
export function tn(key: Plural<MessageKey>, n: number, values: Record<string, string | number> = {}): string {
    const form = new Intl.PluralRules(language).select(n) === 'one' ? 'one' : 'other';
    return t(`${key}_${form}` as MessageKey, { ...values, n: n.toLocaleString(locale()) });
}

export function currentLanguage(): Language {
    return language;
}

export function locale(): string {
    return language === 'fr' ? 'fr-FR' : 'en-GB';
}

export async function setLanguage(next: Language): Promise<void> {
    texts = next === 'fr' ? fr : (await import('../../messages/en.json')).default;
    language = next;
    document.documentElement.lang = next;
    localStorage.setItem(storageKey, next);
}

export async function restoreLanguage(): Promise<void> {
    if (localStorage.getItem(storageKey) === 'en') await setLanguage('en');
}
