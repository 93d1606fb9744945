import { mark } from '../discussions/changes';
import { mail } from '../discussions/mail.svelte';
import { timeOfDay } from '../platform/dates';
import { Problem } from '../platform/http';
import { ask, mustSet, setProblem } from '../platform/jmap';
import { locale, t, tn } from '../platform/messages.svelte';
import { toasts, type Toast } from '../platform/toasts.svelte';
import { editDraft, writing } from './compose.svelte';
import type { Composition } from './composition.svelte';
import { outcomeOf, type Outcome, type RecipientState } from './delivery';
import { identity } from './drafts';
import { cancelSubmission, submission } from './submissions';

const poll = 1000;
const patience = 60;

/** Hands the saved draft to the server. What the server refuses is thrown, and shown at the recipients concerned. */
export async function submit(composition: Composition): Promise<void> {
    await composition.flush({ toSend: true });
    if (composition.save.kind === 'failed') throw new Problem(0, 'not-saved', t('sending.notSaved', { reason: composition.save.message }));
    const { draftId, related } = composition;
    if (!draftId) throw new Problem(0, 'no-draft', t('problem.unexpected'));
    const identityId = (await identity()).id;
    const result = await ask(mail.account, 'EmailSubmission/set', { create: { send: { emailId: draftId, identityId } } });
    const refused = result.notCreated?.['send'];
    if (refused) {
        const problem = setProblem(refused);
        composition.refuse(refused.invalidRecipients ?? [], problem.message);
        throw problem;
    }
    const created = mustSet(result).created?.['send'];
    if (!created) throw new Problem(0, 'no-submission', t('problem.unexpected'));
    writing.close();
    new Sending(created.id, draftId, created.sendAt ?? new Date().toISOString(), related).follow();
}

/** One mail on its way: the news of it is one toast, from « Annuler » to what became of it. */
class Sending {
    readonly #toast: number;
    #looks = 0;

    constructor(
        private readonly id: string,
        private readonly emailId: string,
        private readonly sendAt: string,
        private readonly related: Composition['related'],
    ) {
        this.#toast = toasts.show({ kind: 'info', text: '', action: { label: t('action.cancel'), run: () => void this.takeBack() } }, 0);
    }

    follow(): void {
        if (this.related) void mark([this.related.emailId], this.related.kind === 'forward' ? '$forwarded' : '$answered', true);
        this.tick();
    }

    private tick(): void {
        const seconds = Math.ceil((Date.parse(this.sendAt) - Date.now()) / 1000);
        if (seconds <= 0) return void this.look();
        toasts.update(this.#toast, { text: t('sending.held', { seconds }) });
        setTimeout(() => this.tick(), 250);
    }

    private async takeBack(): Promise<void> {
        try {
            await cancelSubmission(this.id);
            this.sayLast('info', t('sending.canceled'));
            await editDraft(this.emailId);
        } catch (problem) {
            toasts.error(problem);
        }
    }

    private async look(): Promise<void> {
        toasts.update(this.#toast, { text: t('sending.now'), action: undefined });
        const outcome = await this.ask();
        if (outcome && outcome.kind !== 'held' && this.say(outcome)) return;
        if (++this.#looks < patience) setTimeout(() => void this.look(), poll);
        else this.sayLast('info', t('sending.unknown'));
    }

    private async ask(): Promise<Outcome | undefined> {
        try {
            const found = await submission(this.id);
            return found && outcomeOf(found, new Date());
        } catch {
            return undefined;
        }
    }

    /** Whether that was the last word for this page. */
    private say(outcome: Exclude<Outcome, { kind: 'held' }>): boolean {
        switch (outcome.kind) {
            case 'sent':
                this.sayLast('success', t('sending.sent'));
                return true;
            case 'partly':
                this.sayLast('error', `${tn('sending.partly', outcome.taken)} ${sentences(outcome.refused)}`);
                return true;
            case 'refused':
                this.sayLast('error', t('sending.refused', { reasons: sentences(outcome.refused) }), {
                    label: t('sending.reopen'),
                    run: () => void editDraft(this.emailId),
                });
                return true;
            case 'canceled':
                toasts.dismiss(this.#toast);
                return true;
            case 'queued':
                if (!outcome.reason) return false;
                this.sayLast('warning', queuedSentence(outcome.reason, outcome.nextTryAt));
                return true;
        }
    }

    private sayLast(kind: Toast['kind'], text: string, action?: { label: string; run: () => void }): void {
        toasts.dismiss(this.#toast);
        toasts.show({ kind, text, action }, kind === 'error' || kind === 'warning' ? 0 : undefined);
        void mail.changed().catch(() => undefined);
    }
}

function sentences(refused: readonly RecipientState[]): string {
    return refused.map(({ address, reply }) => t('sending.refusedOne', { address, reply: reply.replace(/[.!\s]+$/, '') })).join(' ');
}

function queuedSentence(reason: string, nextTryAt: string | null): string {
    const again = nextTryAt ? t('delivery.nextTry', { time: timeOfDay(new Date(nextTryAt), locale()) }) : '';
    return `${t('sending.queued', { reason })} ${again}`.trim();
}
