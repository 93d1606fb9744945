create table link (
    account_id uuid primary key references account on delete cascade,
    mailbox_id bigint      not null,
    address    text        not null,
    linked_at  timestamptz not null
);
create index link_mailbox on link (mailbox_id);

-- One-time codes, kept for a day to say why an old one is refused, and to count them.
create table link_code (
    id         bigint generated always as identity primary key,
    account_id uuid        not null references account on delete cascade,
    address    text        not null,
    salt       bytea       not null,
    hash       bytea       not null,
    state      text        not null check (state in ('LIVE', 'USED', 'VOIDED', 'EXHAUSTED')),
    tries_left int         not null,
    created_at timestamptz not null,
    expires_at timestamptz not null
);
create index link_code_account on link_code (account_id, created_at desc);
create index link_code_address on link_code (address, created_at desc);
create index link_code_created on link_code (created_at);
create unique index link_code_one_live on link_code (account_id) where state = 'LIVE';

-- Tries without a live code: what is answered to them must not help to guess somebody else's.
create table link_guess (
    account_id uuid primary key references account on delete cascade,
    tries      int         not null,
    began_at   timestamptz not null
);
