import { MediaQuery } from 'svelte/reactivity';

/** Two panes and more from here on; below, one column with a bottom bar. */
export const wide = new MediaQuery('min-width: 800px', true);

/** Room for the menu beside the panes; below, it is a drawer. */
export const roomy = new MediaQuery('min-width: 1200px', true);

/** Whether the application runs in a window of its own. */
export function isInstalled(): boolean {
    return matchMedia('(display-mode: standalone)').matches;
}

/** What the application says it is at sign-in (row L9). */
export function clientKind(): 'web' | 'mobile' | 'desktop' {
    if (!isInstalled()) return 'web';
    return Math.min(screen.width, screen.height) < 600 ? 'mobile' : 'desktop';
}
