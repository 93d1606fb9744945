import { api, type Correspondent, type DirectoryEntry, type RecipientGroup } from '../platform/api';
import { toasts } from '../platform/toasts.svelte';

/** Whom the user knows: favourites, those written to last, groups. One copy for all pages; the server has the truth. */
class Correspondents {
    favourites = $state.raw<DirectoryEntry[]>([]);
    recents = $state.raw<DirectoryEntry[]>([]);
    groups = $state.raw<RecipientGroup[]>([]);
    /** A failure is a sentence, never an empty list. */
    error = $state('');

    async load(): Promise<void> {
        try {
            const [{ favourites }, { recents }, { groups }] = await Promise.all([api.favourites(), api.recents(), api.groups()]);
            this.favourites = entries(favourites);
            this.recents = entries(recents);
            this.groups = groups;
            this.error = '';
        } catch (problem) {
            this.error = problem instanceof Error ? problem.message : String(problem);
        }
    }

    isFavourite(address: string): boolean {
        return this.favourites.some((one) => one.address === address);
    }

    async toggleFavourite(entry: DirectoryEntry): Promise<void> {
        const { address } = entry;
        const before = this.favourites;
        const was = this.isFavourite(address);
        this.favourites = was ? before.filter((one) => one.address !== address) : [...before, entry];
        try {
            await (was ? api.removeFavourite(address) : api.addFavourite(address));
        } catch (problem) {
            this.favourites = before;
            toasts.error(problem);
        }
    }

    /** @returns whether it was made */
    async saveGroup(name: string, addresses: string[]): Promise<boolean> {
        try {
            const group = await api.createGroup(name, addresses);
            this.groups = [...this.groups, group].sort((a, b) => a.name.localeCompare(b.name));
            return true;
        } catch (problem) {
            toasts.error(problem);
            return false;
        }
    }

    async deleteGroup({ id }: RecipientGroup): Promise<void> {
        const before = this.groups;
        this.groups = before.filter((group) => group.id !== id);
        try {
            await api.deleteGroup(id);
        } catch (problem) {
            this.groups = before;
            toasts.error(problem);
        }
    }
}

export const correspondents = new Correspondents();

/** Those who are still in the directory. */
export function entries(correspondents: readonly Correspondent[]): DirectoryEntry[] {
    return correspondents.flatMap(({ entry }) => entry ?? []);
}
