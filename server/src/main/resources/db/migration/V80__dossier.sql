-- A patient and the file that a care circle shares about them (fr.spico.dossier).
create table dossier (
    id                uuid primary key,
    birth_name        text        not null,
    birth_first_names text        not null,
    used_name         text        not null default '',
    used_first_name   text        not null default '',
    sex               text        not null check (sex in ('F', 'M', 'U')),
    birth_date        date        not null,
    birthplace        text        not null default '',
    matricule         text,
    oid               text,
    state             text        not null check (state in ('PROVISIONAL', 'RETRIEVED', 'VALIDATED', 'QUALIFIED')),
    words             text        not null,             -- the names as they are searched, each word after a blank
    opposed_since     date,
    opposed_by        uuid,
    wrapped_key       bytea       not null,             -- of this dossier's documents
    documents         int         not null default 0,
    created_at        timestamptz not null,
    touched_at        timestamptz not null,
    check ((matricule is null) = (oid is null))
);
create unique index dossier_identity on dossier (matricule, oid);
create index dossier_words on dossier using gin (words gin_trgm_ops);

-- The care circle. An account has none of the name columns: they are the account's.
create table dossier_member (
    id         uuid primary key,
    dossier    uuid        not null references dossier on delete cascade,
    account    uuid        references account on delete cascade,
    kind       text        not null check (kind in ('PROFESSIONAL', 'STRUCTURE')),
    name       text        not null default '',
    profession text        not null default '',
    structure  text        not null default '',
    address    text,
    role       text        not null check (role in ('ATTENDING', 'COORDINATOR', 'PARTICIPANT')),
    since      timestamptz not null,
    unique (dossier, account),
    unique (dossier, address),
    check (account is not null or address is not null)
);
create index dossier_member_account on dossier_member (account);

-- When an account last opened a dossier.
create table dossier_visit (
    account uuid        not null references account on delete cascade,
    dossier uuid        not null references dossier on delete cascade,
    at      timestamptz not null,
    primary key (account, dossier)
);

-- What happened to a dossier, as its circle sees it. Who looked is in the audit.
create table dossier_event (
    id       bigint generated always as identity primary key,
    dossier  uuid        not null references dossier on delete cascade,
    at       timestamptz not null,
    account  uuid        not null,
    kind     text        not null,
    subject  uuid,                                      -- the document, or the sending
    detail   text        not null default ''
);
create index dossier_event_of on dossier_event (dossier, id desc);
