import { SvelteSet } from 'svelte/reactivity';
import type { DossierDocument } from '../platform/dossierApi';

/** The documents of a file that are chosen to be sent. */
export class Choice {
    readonly ids = new SvelteSet<string>();

    /** @param first chosen from the start */
    constructor(first: readonly string[] = []) {
        for (const id of first) this.ids.add(id);
    }

    toggle(id: string): void {
        if (!this.ids.delete(id)) this.ids.add(id);
    }

    /** All of these, or none of them when all are chosen already. */
    toggleAll(documents: readonly DossierDocument[]): void {
        const sendable = documents.filter(maySend);
        const all = this.hasAll(sendable);
        for (const { id } of sendable) {
            if (all) this.ids.delete(id);
            else this.ids.add(id);
        }
    }

    hasAll(documents: readonly DossierDocument[]): boolean {
        const sendable = documents.filter(maySend);
        return sendable.length > 0 && sendable.every(({ id }) => this.ids.has(id));
    }

    of(documents: readonly DossierDocument[]): DossierDocument[] {
        return documents.filter(({ id }) => this.ids.has(id));
    }
}

export function maySend({ may }: Pick<DossierDocument, 'may'>): boolean {
    return may.includes('send');
}
