export type ThemeChoice = 'auto' | 'light' | 'dark';

const storageKey = 'spico.theme';
const systemDark = matchMedia('(prefers-color-scheme: dark)');

let choice = $state<ThemeChoice>(stored());
let dark = $state(systemDark.matches);

systemDark.addEventListener('change', ({ matches }) => (dark = matches));

export function themeChoice(): ThemeChoice {
    return choice;
}

/** The colours in force, for the frame that shows a mail. */
export function theme(): 'light' | 'dark' {
    if (choice !== 'auto') return choice;
    return dark ? 'dark' : 'light';
}

export function chooseTheme(next: ThemeChoice): void {
    choice = next;
    if (next === 'auto') {
        localStorage.removeItem(storageKey);
        delete document.documentElement.dataset['theme'];
    } else {
        localStorage.setItem(storageKey, next);
        document.documentElement.dataset['theme'] = next;
    }
}

function stored(): ThemeChoice {
    const value = localStorage.getItem(storageKey);
    return value === 'light' || value === 'dark' ? value : 'auto';
}
