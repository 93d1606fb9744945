import { api, type DirectoryOverview, type DirectorySource, type DirectoryVersion } from '../platform/api';

const often = 700;
const seldom = 15_000;

/** Both directories as an administrator follows them; looks often while something goes on. */
export class Directories {
    overview = $state.raw<DirectoryOverview>();
    history = $state.raw<Partial<Record<DirectorySource, DirectoryVersion[]>>>({});
    error = $state('');
    #timer: ReturnType<typeof setTimeout> | undefined;

    /** @returns what ends it */
    follow(): () => void {
        void this.look();
        return () => clearTimeout(this.#timer);
    }

    /** @param acted something was done: what came of it may have come and gone between two looks */
    async look(acted = false): Promise<void> {
        clearTimeout(this.#timer);
        await this.attempt(async () => {
            const before = this.overview;
            this.overview = await api.directories();
            if (acted || !before || JSON.stringify(marks(before)) !== JSON.stringify(marks(this.overview))) await this.#loadHistory();
        });
        this.#timer = setTimeout(() => void this.look(), goesOn(this.overview) ? often : seldom);
    }

    /** Does something, then looks what became of it. */
    async act(gesture: () => Promise<unknown>): Promise<void> {
        const done = await this.attempt(gesture);
        const sentence = this.error;
        await this.look(true);
        if (!done) this.error = sentence;
    }

    private async attempt(gesture: () => Promise<unknown>): Promise<boolean> {
        try {
            await gesture();
            this.error = '';
            return true;
        } catch (problem) {
            this.error = problem instanceof Error ? problem.message : String(problem);
            return false;
        }
    }

    async #loadHistory(): Promise<void> {
        const sources = (this.overview?.sources ?? []).map(({ source }) => source);
        const lists = await Promise.all(sources.map((source) => api.directoryVersions(source)));
        this.history = Object.fromEntries(sources.map((source, i) => [source, lists[i]?.versions ?? []]));
    }
}

/** What the history depends on. */
function marks({ sources }: DirectoryOverview) {
    return sources.map(({ current, open }) => [current?.id, current?.switchedAt, open?.id, open?.state]);
}

function goesOn(overview: DirectoryOverview | undefined): boolean {
    return (overview?.sources ?? []).some(({ open }) => open?.state === 'reading' || open?.state === 'switching');
}

