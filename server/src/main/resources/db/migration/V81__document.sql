-- Files, encrypted with the key of their dossier (fr.spico.document).
create table document_file (
    id         uuid primary key,
    dossier    uuid        not null references dossier on delete cascade,
    author     uuid        not null,
    store      text        not null,                    -- where the octets are
    type       text        not null default '',
    size       bigint      not null default 0,          -- before encryption
    digest     bytea,                                   -- SHA-256 before encryption; set once the file is whole
    used       boolean     not null default false,
    created_at timestamptz not null
);
create index document_file_digest on document_file (digest) where used;
create index document_file_author on document_file (author) where not used;

create table document_piece (
    file    uuid  not null references document_file on delete cascade,
    number  int   not null,
    content bytea not null,
    primary key (file, number)
);
alter table document_piece alter column content set storage external;

create table document (
    id              uuid primary key,
    dossier         uuid        not null references dossier on delete cascade,
    category        text        not null,               -- JDV_J07
    title           text        not null,
    act_date        date        not null,
    author          text        not null,
    confidentiality text        not null check (confidentiality in ('NORMAL', 'RESTRICTED', 'MASKED')),
    version         int         not null default 1,     -- the present one
    import_ref      text unique,                        -- of what came from a folder
    added_at        timestamptz not null,
    added_by        uuid        not null
);
create index document_dossier on document (dossier, act_date desc);

create table document_version (
    document  uuid        not null references document on delete cascade,
    version   int         not null,
    file      uuid        not null unique references document_file,
    cancelled boolean     not null default false,       -- the next one « annule et remplace » it
    added_at  timestamptz not null,
    added_by  uuid        not null,
    primary key (document, version)
);
alter table dossier add column import_ref text unique;
