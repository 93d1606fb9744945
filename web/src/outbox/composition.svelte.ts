import { PastedNames } from '../directory/pasted.svelte';
import { addRecipients, entryName, withoutRecipient, type Recipient } from '../directory/recipients';
import { mail } from '../discussions/mail.svelte';
import { profile } from '../account/session.svelte';
import { api, type RecipientCheck } from '../platform/api';
import { Problem } from '../platform/http';
import { t } from '../platform/messages.svelte';
import { afterEvent, fingerprint, fits, wouldLose, type AnswerKind, type Begun, type DraftAttachment, type DraftContent, type SaveEvent, type SaveState, type SentDocuments } from './draft';
import { findDraft, newMessageId, saveDraft } from './drafts';
import { forgetLocalCopy, keepLocalCopy } from './localCopy';
import { attachmentFor, uploadInto } from './uploads';

export type RecipientField = 'to' | 'cc' | 'bcc';

/** As many as the server judges at once. */
const judged = 500;
const pause = 1500;
const retryAfter = 10_000;

/** What is being written. It saves itself at every pause, complete, as a draft at the operator. */
export class Composition implements DraftContent {
    to = $state<Recipient[]>([]);
    cc = $state<Recipient[]>([]);
    bcc = $state<Recipient[]>([]);
    subject = $state('');
    html = $state('');
    attachments = $state<DraftAttachment[]>([]);
    inReplyTo = $state.raw<string[] | null>(null);
    references = $state.raw<string[] | null>(null);

    /** Of a patient's file, with which it began. */
    documents = $state.raw<SentDocuments | null>(null);
    /** The coordination file it is about, whose care circle is proposed first. */
    dossierId = $state<string>();
    /** Names that were pasted and are decided before it is sent. */
    readonly pasted: Record<RecipientField, PastedNames> = { to: new PastedNames(), cc: new PastedNames(), bcc: new PastedNames() };
    readonly restored: boolean;

    save = $state.raw<SaveState>({ kind: 'untouched' });
    /** The draft was changed or deleted elsewhere: a sentence. */
    conflict = $state('');
    draftId: string | null;
    saving: string | null = null;
    #saved = '';
    /** Saving gives the files new blobs, which is no change to save. */
    #noticed = '';
    #lastSave: SaveState = { kind: 'untouched' };
    #timer: ReturnType<typeof setTimeout> | undefined;
    #saving: Promise<void> | undefined;
    #uploads = new Map<string, AbortController>();

    constructor(
        content: Partial<DraftContent>,
        draftId: string | null = null,
        /** The mail that is answered or forwarded. */
        readonly related: { emailId: string; kind: AnswerKind } | null = null,
        { documents = null, dossierId, restored = false }: Begun = {},
    ) {
        Object.assign(this, content);
        this.documents = documents;
        this.dossierId = dossierId;
        this.restored = restored;
        this.draftId = draftId;
        this.#saved = this.#noticed = fingerprint(this);
    }

    get print(): string {
        return fingerprint(this);
    }

    get recipients(): Recipient[] {
        return [...this.to, ...this.cc, ...this.bcc];
    }

    get undecided(): boolean {
        return Object.values(this.pasted).some(({ open }) => open);
    }

    get uploading(): boolean {
        return this.attachments.some(({ blobId, error }) => blobId === null && error === null);
    }

    get wouldLose(): boolean {
        return wouldLose(this.save) || this.uploading || this.undecided;
    }

    /** Called after every change; plans the saving. */
    noticed(print: string): void {
        if (print === this.#noticed) return;
        this.#noticed = print;
        this.event({ type: 'edit' });
        keepLocalCopy(this);
        this.plan(pause);
    }

    /** Saves what is left to save; throws nothing, the state tells. What is sent is saved even if nothing was typed. */
    async flush({ toSend = false } = {}): Promise<void> {
        clearTimeout(this.#timer);
        await this.#saving;
        if (this.print !== this.#saved || (toSend && !this.draftId)) await this.saveNow();
        // Typed and taken back: what the operator has is what is here.
        else if (this.save.kind === 'edited') {
            this.save = this.#lastSave;
            forgetLocalCopy();
        }
    }

    /** When no saving is under way any more. */
    async settled(): Promise<void> {
        clearTimeout(this.#timer);
        await this.#saving;
    }

    async add(field: RecipientField, recipients: readonly Recipient[]): Promise<void> {
        this[field] = addRecipients(this[field], recipients);
        await this.check(recipients.map(({ address }) => address));
    }

    remove(field: RecipientField, address: string): void {
        this[field] = withoutRecipient(this[field], address);
    }

    /** Shows beside the recipients concerned what the server says of them. */
    refuse(addresses: readonly string[], sentence: string): void {
        const concerned = new Set(addresses.map((one) => one.toLowerCase()));
        for (const one of this.recipients) if (concerned.has(one.address.toLowerCase())) one.problem = sentence;
    }

    /** Asks the directory who they are that came as mere addresses. That judges nobody: an answer goes to whom it goes. */
    async recognise(): Promise<void> {
        const unknown = this.recipients.flatMap(({ entry, address }) => (entry ? [] : address)).slice(0, judged);
        if (unknown.length === 0) return;
        const answer = await api.checkRecipients(unknown, null, mail.accountId ?? null).catch(() => undefined);
        this.know(answer?.recipients ?? []);
    }

    attach(files: readonly File[]): void {
        const limit = profile().operator.maxMessageSize;
        for (const file of files) {
            const attachment = attachmentFor(file);
            const known = this.attachments.filter(({ error }) => error === null);
            if (!fits(known, file.size, limit)) attachment.error = t('attachment.tooLarge');
            this.attachments.push(attachment);
            const shown = this.attachments.at(-1);
            if (shown && !shown.error) void this.upload(shown, file);
        }
    }

    detach(key: string): void {
        this.#uploads.get(key)?.abort();
        this.attachments = this.attachments.filter((one) => one.key !== key);
    }

    stop(): void {
        clearTimeout(this.#timer);
        for (const upload of this.#uploads.values()) upload.abort();
        forgetLocalCopy();
    }

    private async upload(attachment: DraftAttachment, file: File): Promise<void> {
        const abort = new AbortController();
        this.#uploads.set(attachment.key, abort);
        await uploadInto(attachment, file, abort.signal);
        this.#uploads.delete(attachment.key);
    }

    private async check(addresses: readonly string[]): Promise<void> {
        if (addresses.length === 0) return;
        const inReplyTo = this.related && this.related.kind !== 'forward' ? this.related.emailId : null;
        try {
            const { recipients } = await api.checkRecipients([...addresses], inReplyTo, mail.accountId ?? null);
            this.know(recipients);
            for (const { address, allowed, message } of recipients) if (!allowed) this.refuse([address], message ?? t('recipient.refused'));
        } catch (problem) {
            // The rule is the server's and applies when sending; not knowing yet is no refusal.
            if (!(problem instanceof Problem)) throw problem;
        }
    }

    private know(checks: readonly RecipientCheck[]): void {
        const entries = new Map(checks.map(({ address, entry }) => [address.toLowerCase(), entry]));
        for (const one of this.recipients) {
            const entry = one.entry ?? entries.get(one.address.toLowerCase()) ?? null;
            one.name ||= entry && entryName(entry);
            one.entry = entry;
        }
    }

    private plan(delay: number): void {
        clearTimeout(this.#timer);
        this.#timer = setTimeout(() => void this.flush(), delay);
    }

    private saveNow(): Promise<void> {
        this.#saving = this.saveOnce().finally(() => (this.#saving = undefined));
        return this.#saving;
    }

    private async saveOnce(): Promise<void> {
        const print = this.print;
        this.event({ type: 'start' });
        try {
            // The answer to the last try never came: perhaps the draft did.
            if (this.saving) this.draftId = (await findDraft(this.saving)) ?? this.draftId;
            this.saving = newMessageId(profile().login);
            keepLocalCopy(this);
            const { id, conflict } = await saveDraft(this, this.saving);
            this.draftId = id;
            this.saving = null;
            this.#saved = print;
            if (conflict) this.conflict = t('draft.conflict');
            this.#lastSave = { kind: 'saved', at: new Date() };
            this.event({ type: 'success', at: this.#lastSave.at });
            if (this.print === print) return forgetLocalCopy();
            keepLocalCopy(this);
            this.plan(pause);
        } catch (problem) {
            this.event({ type: 'failure', message: problem instanceof Error ? problem.message : String(problem) });
            this.plan(retryAfter);
        }
    }

    private event(event: SaveEvent): void {
        this.save = afterEvent(this.save, event);
    }
}
