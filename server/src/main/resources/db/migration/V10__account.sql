create table account (
    id            uuid primary key,
    login         text        not null unique check (login = lower(login)),
    password_hash text        not null,
    kind          text        not null check (kind in ('INDIVIDUAL', 'STRUCTURE')),
    title         text        not null,
    first_name    text        not null,
    last_name     text        not null,
    profession    text        not null,
    structure     text        not null,
    town          text        not null,
    department    text        not null,
    rpps          text check (rpps ~ '^[0-9]{11}$'),
    adeli         text check (adeli ~ '^[0-9]{9}$')
);

-- Digest of the file that was imported last, so that a restart has nothing to hash.
create table account_import (
    only_row boolean primary key default true check (only_row),
    digest   text not null
);

create table account_token (
    id           uuid primary key,
    account_id   uuid        not null references account on delete cascade,
    name         text        not null,
    hash         bytea       not null unique,
    created_at   timestamptz not null,
    last_used_at timestamptz,
    revoked_at   timestamptz
);
create index account_token_account on account_token (account_id);

-- Tries to sign in, by digest of the login and by address of origin.
create table account_attempt (
    subject       text primary key,
    failures      int         not null,
    last_at       timestamptz not null,
    blocked_until timestamptz not null
);
create index account_attempt_last on account_attempt (last_at);
