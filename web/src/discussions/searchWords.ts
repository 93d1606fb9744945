import type { CatchingUp } from '../platform/jmapTypes';
import { t } from '../platform/messages.svelte';
import type { Part } from './search';

/** Percent of the mailbox that can be searched already; never 100 while something is missing. */
export function share({ done, total }: CatchingUp): number {
    return total === 0 ? 0 : Math.min(99, Math.floor((100 * done) / total));
}

/** A part of a search in words: « à partir de « mars 2026 » ». */
export function partInWords({ kind, value, not }: Part): string {
    const words = kind === 'attachment' && value === '' ? t('search.part.anyAttachment') : t(`search.part.${kind}`, { value });
    return not ? t('search.part.not', { part: words }) : words;
}
