import type { MessageType } from './api';

/** The part of RFC 8620, RFC 8621 and `urn:spico:params:jmap:discussions` that the application uses. */
export interface JmapSession {
    accounts: Record<string, { name: string; accountCapabilities: Record<string, Record<string, unknown>> }>;
    primaryAccounts: Record<string, string>;
    capabilities: Record<string, Record<string, unknown>>;
    apiUrl: string;
    uploadUrl: string;
    downloadUrl: string;
    eventSourceUrl: string;
}

export interface Mailbox {
    id: string;
    name: string;
    parentId: string | null;
    role: string | null;
    sortOrder: number;
    totalEmails: number;
    unreadEmails: number;
}

export interface EmailAddress {
    name: string | null;
    email: string;
}

export type Keywords = Record<string, boolean>;

/** What a row of the list shows. */
export interface EmailRow {
    id: string;
    threadId: string;
    mailboxIds: Record<string, boolean>;
    keywords: Keywords;
    from: EmailAddress[] | null;
    to: EmailAddress[] | null;
    subject: string | null;
    receivedAt: string;
    preview: string | null;
    hasAttachment: boolean;
    messageType: MessageType;
    direction: 'received' | 'sent';
}

export interface BodyPart {
    partId: string | null;
    blobId: string | null;
    size: number;
    name: string | null;
    type: string;
    disposition: string | null;
    cid: string | null;
}

/** What the reading pane shows besides the body, which comes cleaned from `/api/discussions/emails`. */
export interface EmailDetail extends EmailRow {
    cc: EmailAddress[] | null;
    bcc: EmailAddress[] | null;
    replyTo: EmailAddress[] | null;
    sentAt: string | null;
    messageId: string[] | null;
    inReplyTo: string[] | null;
    references: string[] | null;
    attachments: BodyPart[];
}

export interface EmailBody {
    id: string;
    htmlBody: BodyPart[];
    textBody: BodyPart[];
    bodyValues: Record<string, { value: string; isTruncated: boolean }>;
}

/** A FilterCondition of Email/query (RFC 8621 §4.4.1) with our own conditions: all of them hold. */
export interface EmailCondition {
    inMailbox?: string;
    view?: 'inbox' | 'all' | 'unread';
    messageType?: MessageType;
    direction?: 'received' | 'sent';
    hasKeyword?: string;
    notKeyword?: string;
    hasAttachment?: boolean;
    attachmentName?: string;
    before?: string;
    after?: string;
    text?: string;
    from?: string;
    to?: string;
    cc?: string;
    bcc?: string;
    subject?: string;
    body?: string;
}

export interface EmailOperator {
    operator: 'AND' | 'OR' | 'NOT';
    conditions: EmailFilter[];
}

export type EmailFilter = EmailCondition | EmailOperator;

/** Where what was looked for stands: HTML with nothing but `mark` in it (RFC 8621 §5). */
export interface SearchSnippet {
    emailId: string;
    subject: string | null;
    preview: string | null;
    attachment: string | null;
}

export interface Identity {
    id: string;
    name: string;
    email: string;
}

export interface DeliveryStatus {
    smtpReply: string;
    delivered: 'queued' | 'yes' | 'no' | 'unknown';
    displayed: 'unknown' | 'yes';
}

export interface EmailSubmission {
    id: string;
    emailId: string;
    undoStatus: 'pending' | 'final' | 'canceled';
    sendAt: string;
    deliveryStatus: Record<string, DeliveryStatus> | null;
    nextTryAt?: string | null;
    lastError?: string | null;
}

export interface SetError {
    type: string;
    description?: string | null;
    invalidRecipients?: string[] | null;
    maxSize?: number;
}

export interface Comparator {
    property: string;
    isAscending: boolean;
}

interface GetResult<T> {
    state: string;
    list: T[];
    notFound: string[];
}

interface QueryResult {
    queryState: string;
    position: number;
    ids: string[];
    total?: number;
}

/** How many messages can be found already, while the first fill goes on. */
export interface CatchingUp {
    done: number;
    total: number;
}

export interface SetResult<T> {
    newState: string;
    created: Record<string, Partial<T> & { id: string }> | null;
    updated: Record<string, Partial<T> | null> | null;
    destroyed: string[] | null;
    notCreated: Record<string, SetError> | null;
    notUpdated: Record<string, SetError> | null;
    notDestroyed: Record<string, SetError> | null;
}

export interface JmapMethods {
    'Mailbox/get': GetResult<Mailbox>;
    'Email/query': QueryResult & { catchingUp: CatchingUp | null };
    'SearchSnippet/get': { list: SearchSnippet[] };
    'Email/get': GetResult<unknown>;
    'Email/set': SetResult<EmailDetail>;
    'Thread/get': GetResult<{ id: string; emailIds: string[] }>;
    'Identity/get': GetResult<Identity>;
    'EmailSubmission/query': QueryResult;
    'EmailSubmission/get': GetResult<EmailSubmission>;
    'EmailSubmission/set': SetResult<EmailSubmission>;
}

export interface StateChange {
    '@type': 'StateChange';
    changed: Record<string, Record<string, string>>;
}
