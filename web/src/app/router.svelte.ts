/** What is being looked for. In the history and not in the address: an address is kept and passed on, names of patients must not be. */
export interface Search {
    typed: string;
    everywhere: boolean;
}

interface Entry {
    depth?: number;
    /** Made by beginning to search: the one before it is the view as it was. */
    began?: boolean;
    search?: Search | null;
}

/** The address bar is the state: a reload, a bookmark and the phone's back button do what one expects. */
class Router {
    path = $state(location.pathname);
    search = $state.raw<Search | null>(entry().search ?? null);

    constructor() {
        addEventListener('popstate', () => {
            this.path = location.pathname;
            this.search = entry().search ?? null;
        });
    }

    /** A search goes on while its results are read (`keepSearch`), and ends with any other step. */
    go(path: string, { replace = false, keepSearch = false } = {}): void {
        const search = keepSearch ? this.search : null;
        if (path === this.path && search === this.search) return;
        if (replace) history.replaceState({ depth: depth(), search }, '', path);
        else history.pushState({ depth: depth() + 1, search }, '', path);
        this.path = path;
        this.search = search;
    }

    /** Beginning to search is one step for « back », however much is typed then. */
    look(search: Search): void {
        if (this.search) history.replaceState({ ...entry(), search }, '');
        else history.pushState({ depth: depth() + 1, search, began: true }, '');
        this.search = search;
    }

    /** Back to the view as it was; a mail that is open stays open. */
    stopLooking(): void {
        if (!this.search) return;
        this.search = null;
        if (entry().began) history.back();
        else history.replaceState({ ...entry(), search: null }, '');
    }

    /** Back where one came from; to `otherwise` when the page was opened directly. */
    back(otherwise: string): void {
        if (depth() > 0) history.back();
        else this.go(otherwise, { replace: true, keepSearch: true });
    }
}

function entry(): Entry {
    return (history.state as Entry | null) ?? {};
}

/** How many pages of the application are behind this one. */
function depth(): number {
    return entry().depth ?? 0;
}

export const router = new Router();

/** Turns clicks on the application's own links into moves of the router. */
export function followLinks(event: MouseEvent): void {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = (event.target as Element | null)?.closest('a');
    if (!link || link.target || link.hasAttribute('download') || link.origin !== location.origin) return;
    if (/^\/(api|jmap|health|\.well-known)\b/.test(link.pathname)) return;
    event.preventDefault();
    router.go(link.pathname);
}
