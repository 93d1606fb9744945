-- What of received mails was filed into dossiers (fr.spico.filing). Of the mail there are only
-- numbers here: it may leave the platform, the document stays.
create table filing (
    id        uuid primary key,
    mailbox   bigint      not null,
    email     bigint      not null,
    ref       text        not null,                     -- the part, or the document of an archive
    digest    bytea       not null,                     -- SHA-256 of what was filed
    document  uuid        not null references document on delete cascade,
    account   uuid        not null,
    at        timestamptz not null,
    undone_at timestamptz,
    undone_by uuid
);
create unique index filing_once on filing (mailbox, email, ref) where undone_at is null;
create unique index filing_once_by_content on filing (mailbox, email, digest) where undone_at is null;
create index filing_document on filing (document);
