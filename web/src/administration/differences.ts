import type { DirectoryEntry } from '../platform/api';

const shown = ['type', 'title', 'firstName', 'lastName', 'profession', 'specialty', 'structure', 'service', 'postalCode', 'town'] as const;

/** What an entry says otherwise than before. */
export function differences(before: DirectoryEntry, after: DirectoryEntry): { before: string; after: string }[] {
    return shown
        .filter((field) => (before[field] ?? '') !== (after[field] ?? ''))
        .map((field) => ({ before: before[field] ?? '', after: after[field] ?? '' }));
}
