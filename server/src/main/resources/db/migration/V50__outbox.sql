-- Mails on their way, or gone (fr.spico.outbox).
create table outbox_submission (
    id            bigint generated always as identity primary key,
    mailbox       bigint      not null,
    author        uuid        not null,
    email         bigint      not null,
    thread        bigint      not null,
    mail_from     text        not null,
    message_id    text        not null,
    in_reply_to   text,
    patient       boolean     not null,
    send_at       timestamptz not null,
    status        text        not null default 'pending'
        check (status in ('pending', 'sending', 'relayed', 'refused', 'in_doubt', 'canceled')),
    filing        text        not null default 'none' check (filing in ('none', 'sent', 'drafts', 'done')),
    attempts      int         not null default 0,
    claim         uuid,                                -- of the present or last attempt
    handing_over  boolean     not null default false,  -- the present attempt may have given the mail away
    next_try_at   timestamptz,                         -- of sending, while pending
    send_error    text,                                -- French, for the user
    filings       int         not null default 0,      -- tries of filing so far
    file_at       timestamptz,                         -- next try of filing
    filing_error  text,
    forgotten     boolean     not null default false,  -- unlinked while being sent: goes when the attempt ends
    message       bytea,                               -- as sent; gone once final and filed
    created_state bigint      not null,
    changed_state bigint      not null
);
-- A mail is never on its way twice, and once gone it does not go again.
create unique index outbox_submission_once on outbox_submission (mailbox, email)
    where status in ('pending', 'sending', 'relayed');
create index outbox_submission_changes on outbox_submission (mailbox, changed_state);

create table outbox_recipient (
    submission bigint not null references outbox_submission (id) on delete cascade,
    position   int    not null,
    address    text   not null,
    state      text   not null default 'QUEUED' check (state in ('QUEUED', 'ACCEPTED', 'REFUSED', 'IN_DOUBT')),
    reply      text   not null default '',
    primary key (submission, position)
);

-- One sequence of states per mailbox (RFC 8620 §5.2), and what was destroyed in it.
create table outbox_state (
    mailbox bigint primary key,
    state   bigint not null
);
create table outbox_destroyed (
    mailbox    bigint not null,
    submission bigint not null,
    state      bigint not null,
    primary key (mailbox, state)
);

-- Mails of the platform itself; a row lives until the mail is sent.
create table outbox_platform_mail (
    id         bigint generated always as identity primary key,
    mail_to    text        not null,
    subject    text        not null,
    body       text        not null,
    attempts   int         not null default 0,
    give_up_at timestamptz not null
);
