import { SvelteSet } from 'svelte/reactivity';

/** The mails ticked in a list; shift extends from the last one ticked. */
export class Selection {
    readonly ids = new SvelteSet<string>();
    #last: number | undefined;

    toggle(index: number, on: boolean, range: boolean, at: (index: number) => string | undefined): void {
        const from = range && this.#last !== undefined ? this.#last : index;
        for (let i = Math.min(from, index); i <= Math.max(from, index); i++) {
            const id = at(i);
            if (id && on) this.ids.add(id);
            else if (id) this.ids.delete(id);
        }
        this.#last = index;
    }

    clear(): void {
        this.ids.clear();
        this.#last = undefined;
    }
}
