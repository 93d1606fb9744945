import type { Category } from '../platform/dossierApi';
import { fold } from '../platform/format';
import { usualCodes } from './proposals';

/** Those that hold every typed word; with none typed the usual ones come first. */
export function categoriesFor(categories: readonly Category[], typed: string): Category[] {
    const words = fold(typed).split(/\s+/).filter(Boolean);
    const found = categories.filter(({ label, classLabel }) => {
        const text = fold(`${label} ${classLabel}`);
        return words.every((word) => text.includes(word));
    });
    const rank = ({ code }: Category) => (usualCodes.includes(code) ? usualCodes.indexOf(code) : usualCodes.length);
    return found.toSorted((a, b) => rank(a) - rank(b));
}
