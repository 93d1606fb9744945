-- Mails that carried documents of a dossier away (fr.spico.sending). What became of them is
-- kept here too: the mailbox may leave the platform, the dossier's timeline stays.
create table sending (
    id         uuid primary key,
    dossier    uuid   not null references dossier on delete cascade,
    submission bigint not null,
    state      text   not null check (state in ('PENDING', 'SENT', 'REFUSED', 'CANCELED', 'IN_DOUBT'))
);
create index sending_submission on sending (submission);

create table sending_document (
    sending  uuid not null references sending on delete cascade,
    document uuid not null references document on delete cascade,
    version  int  not null,
    primary key (sending, document, version)
);

create table sending_recipient (
    sending uuid not null references sending on delete cascade,
    address text not null,
    state   text not null check (state in ('QUEUED', 'ACCEPTED', 'REFUSED', 'IN_DOUBT')),
    primary key (sending, address)
);

-- From whose dossier an account last took a document for a mail.
create table sending_draft (
    account  uuid        not null references account on delete cascade,
    document uuid        not null references document on delete cascade,
    at       timestamptz not null,
    primary key (account, document)
);
