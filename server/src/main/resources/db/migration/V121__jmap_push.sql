-- Whom to tell of changes, by a POST to an address that a program gave (RFC 8620 §7.2). A subscription lives as long as
-- the token with which it was made.
create table jmap_push_subscription (
    id         uuid        primary key,
    account    uuid        not null references account on delete cascade,
    token      uuid        not null references account_token on delete cascade,
    device     text        not null,
    url        text        not null,
    p256dh     bytea,
    auth       bytea,
    -- what the receiver has to repeat before anything else is sent to it
    code       text        not null,
    code_sent  boolean     not null default false,
    verified   boolean     not null default false,
    -- null: all
    types      text[],
    expires    timestamptz not null,
    -- states that were told last, by type
    sent       jsonb       not null default '{}',
    failures   int         not null default 0,
    -- after a failure: not before this, whatever changes meanwhile
    retry_at   timestamptz,
    created_at timestamptz not null
);
create index jmap_push_subscription_token on jmap_push_subscription (token);
create index jmap_push_subscription_account on jmap_push_subscription (account);

-- The key by which push services recognise this platform (RFC 8292); the private half is encrypted.
create table jmap_push_key (
    only_row    boolean primary key default true check (only_row),
    public_key  bytea   not null,
    private_key bytea   not null,
    data_key    bytea   not null
);
