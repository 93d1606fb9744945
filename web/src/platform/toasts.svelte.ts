/** Short news at the bottom of the page; one action at most. */
export interface Toast {
    readonly id: number;
    text: string;
    kind: 'info' | 'success' | 'warning' | 'error';
    action?: { label: string; run: () => void } | undefined;
}

const shownFor = 7000;
let next = 1;

class Toasts {
    list = $state<Toast[]>([]);

    /** Milliseconds after which it goes away; 0 = when dismissed. Errors stay longer: they are sentences. */
    show(toast: Omit<Toast, 'id'>, milliseconds = toast.kind === 'error' ? shownFor * 2 : shownFor): number {
        // The same news twice is one.
        const same = this.list.find((one) => toast.text && one.text === toast.text && one.kind === toast.kind && !one.action && !toast.action);
        if (same) return same.id;
        const id = next++;
        this.list.push({ ...toast, id });
        if (milliseconds > 0) setTimeout(() => this.dismiss(id), milliseconds);
        return id;
    }

    error(cause: unknown): void {
        this.show({ kind: 'error', text: cause instanceof Error ? cause.message : String(cause) });
    }

    update(id: number, change: Partial<Omit<Toast, 'id'>>): void {
        const toast = this.list.find((one) => one.id === id);
        if (toast) Object.assign(toast, change);
    }

    dismiss(id: number): void {
        this.list = this.list.filter((one) => one.id !== id);
    }
}

export const toasts = new Toasts();
