-- Archives of documents (IHE XDM) that mails were begun with (fr.spico.sending). Their octets are
-- made again whenever they are asked for: nothing of a patient is kept here.
create table sending_archive (
    id        uuid primary key,
    account   uuid        not null references account on delete cascade,
    at        timestamptz not null,
    digest    bytea       not null,                     -- SHA-256 of the archive
    codes     text[]      not null,                     -- types of the documents within (JDV_J07)
    qualified boolean     not null                      -- the patient's identity
);
create index sending_archive_digest on sending_archive (digest);
create index sending_archive_account on sending_archive (account, at);

create table sending_archive_document (
    archive  uuid  not null references sending_archive on delete cascade,
    number   int   not null,
    document uuid  not null references document on delete cascade,
    version  int   not null,
    digest   bytea not null,                            -- SHA-256 of the document's file
    primary key (archive, number)
);

-- Whether an account's mails with documents carry an archive.
create table sending_choice (
    account uuid primary key references account on delete cascade,
    xdm     boolean not null
);
