import { api, type Profile, type Session } from '../platform/api';
import { Problem, whenUnauthenticated } from '../platform/http';
import { clientKind } from '../platform/screen.svelte';

/** Who uses the application now. An expired session keeps the page: `expired` shows the sign-in over it. */
class SessionState {
    state = $state<'unknown' | 'anonymous' | 'signed-in' | 'unreachable'>('unknown');
    expired = $state(false);
    current = $state.raw<Session>();
    #renewed: { promise: Promise<void>; resolve: () => void } | undefined;

    constructor() {
        whenUnauthenticated(() => this.renew());
    }

    get profile(): Profile | undefined {
        return this.current?.account;
    }

    async restore(): Promise<void> {
        try {
            this.start(await api.session());
        } catch (problem) {
            this.state = problem instanceof Problem && problem.status === 401 ? 'anonymous' : 'unreachable';
        }
    }

    async signIn(login: string, password: string): Promise<void> {
        const before = this.current?.account.id;
        const session = await api.signIn(login, password, clientKind());
        // Somebody else: nothing of the former person may stay in memory.
        if (before && before !== session.account.id) return location.replace('/');
        this.start(session);
    }

    async signOut(): Promise<void> {
        await api.signOut().catch((problem: unknown) => {
            if (!(problem instanceof Problem && problem.status === 401)) throw problem;
        });
        sessionStorage.clear();
        location.replace('/');
    }

    private start(session: Session): void {
        this.current = session;
        this.state = 'signed-in';
        this.expired = false;
        this.#renewed?.resolve();
        this.#renewed = undefined;
    }

    private renew(): Promise<void> {
        this.expired = true;
        this.#renewed ??= Promise.withResolvers<void>();
        return this.#renewed.promise;
    }
}

export const session = new SessionState();

/** The signed-in person; only for what is shown to one. */
export function profile(): Profile {
    if (!session.profile) throw new Error('shown to nobody');
    return session.profile;
}
