-- Uploads wait here, in pieces, for the message that uses them. They go with the link of the mailbox.
create table jmap_upload (
    id         uuid        primary key,
    account    uuid        not null,
    mailbox    bigint      not null,
    size       bigint      not null default 0,
    complete   boolean     not null default false,
    created_at timestamptz not null,
    foreign key (account, mailbox) references discussions_inbox on delete cascade
);
create index jmap_upload_of on jmap_upload (account, mailbox);

create table jmap_upload_piece (
    upload  uuid  not null references jmap_upload on delete cascade,
    number  int   not null,
    content bytea not null,
    primary key (upload, number)
);
alter table jmap_upload_piece alter column content set storage external;
