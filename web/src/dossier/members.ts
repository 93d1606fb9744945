import { entryName, type Recipient } from '../directory/recipients';
import type { NewMember, Role } from '../platform/dossierApi';

/** A recipient of the directory as a member from outside; a structure has no name of its own. */
export function memberOf({ address, name, entry }: Recipient, role: Role): NewMember {
    if (!entry) return { address, name: name ?? address, role };
    if (entry.type === 'ORG') return { address, structure: entryName(entry), role };
    return { address, name: entryName(entry), profession: entry.profession ?? '', structure: entry.structure ?? '', role };
}
