/** What the keyboard can do on the open page; each page says what it offers while it is there. */
export type KeyAction = 'compose' | 'reply' | 'replyAll' | 'forward' | 'next' | 'previous' | 'filter' | 'open' | 'close' | 'delete' | 'unread' | 'flag';

export const keyOf: Record<KeyAction, string> = {
    compose: 'c',
    reply: 'r',
    replyAll: 'a',
    forward: 'f',
    next: 'j',
    previous: 'k',
    open: 'Enter',
    filter: '/',
    close: 'Escape',
    delete: '#',
    unread: 'u',
    flag: 's',
};

const offered = new Map<KeyAction, (() => void)[]>();

/** Offers actions for as long as the calling effect lives; the latest offer of an action wins. */
export function offerKeys(actions: Partial<Record<KeyAction, () => void>>): () => void {
    const entries = Object.entries(actions) as [KeyAction, () => void][];
    for (const [action, run] of entries) offered.set(action, [...(offered.get(action) ?? []), run]);
    return () => {
        for (const [action, run] of entries) offered.set(action, (offered.get(action) ?? []).filter((one) => one !== run));
    };
}

/** Runs what a key stands for; not while typing, not with a modifier, not under a dialog. */
export function pressKey(event: KeyboardEvent, help: () => void): void {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    if (document.querySelector('dialog[open]')) return;
    if (event.key === '?') return consume(event, help);
    const action = (Object.keys(keyOf) as KeyAction[]).find((one) => keyOf[one] === event.key);
    if (action === 'open' && isControl(event.target)) return;
    const run = action && offered.get(action)?.at(-1);
    if (run) consume(event, run);
}

function consume(event: KeyboardEvent, run: () => void): void {
    event.preventDefault();
    run();
}

function isTyping(target: EventTarget | null): boolean {
    const element = target as Element | null;
    return element?.closest?.('input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable=true], [role=menu]') != null;
}

function isControl(target: EventTarget | null): boolean {
    return (target as Element | null)?.closest?.('a, button, input') != null;
}
