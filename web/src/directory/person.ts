import { api, type DirectoryEntry, type DirectoryPerson } from '../platform/api';
import { Problem } from '../platform/http';

/** Everything about somebody, and where it is from. `warning` is why the Annuaire Santé could not say it; none where nobody asks it. */
export interface KnownPerson {
    person: DirectoryPerson;
    live: boolean;
    warning: string;
}

/** The Annuaire Santé at this moment, otherwise what the platform's own directory knows. */
export async function personOf(rpps: string, signal: AbortSignal): Promise<KnownPerson> {
    try {
        return { person: await api.directoryPerson(rpps, signal), live: true, warning: '' };
    } catch (problem) {
        if (!(problem instanceof Problem)) throw problem;
        const { results } = await api.searchDirectory(rpps, {}, false, undefined, signal);
        const entries = results.flatMap((one) => [one, ...one.elsewhere]).filter((one) => one.rpps === rpps);
        if (entries.length === 0) throw problem;
        return { person: personFrom(entries), live: false, warning: problem.code === 'not-configured' ? '' : problem.message };
    }
}

/** Somebody's mailboxes by the places where they stand. */
export function personFrom(entries: readonly DirectoryEntry[]): DirectoryPerson {
    const [first] = entries;
    const places = new Map<string, DirectoryPerson['workplaces'][number]>();
    const mailboxes: DirectoryPerson['mailboxes'] = [];
    for (const { address, type, service, structure, postalCode, town } of entries) {
        const box = { address, type, service: service ?? '' };
        const place = { structure: structure ?? '', lines: [], postalCode: postalCode ?? '', town: town ?? '', mode: null, mailboxes: [box] };
        const key = [place.structure, place.postalCode, place.town].join('\n');
        if (!key.trim()) mailboxes.push(box);
        else if (places.has(key)) places.get(key)?.mailboxes.push(box);
        else places.set(key, place);
    }
    return {
        rpps: first?.rpps ?? '',
        title: first?.title ?? '',
        lastName: first?.lastName ?? '',
        firstName: first?.firstName ?? '',
        profession: first?.profession ?? '',
        specialty: first?.specialty ?? '',
        mailboxes,
        workplaces: [...places.values()],
    };
}
