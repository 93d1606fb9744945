-- The mailbox whose discussions an account reads; it goes when the mailbox is unlinked (row L10).
create table discussions_inbox (
    account uuid   not null,
    mailbox bigint not null,
    primary key (account, mailbox)
);

-- When a message type was on in « Boîte de réception » (row C5): [opened_at, closed_at), null is open.
create table discussions_inbox_interval (
    account   uuid   not null,
    mailbox   bigint not null,
    type      text   not null,
    opened_at timestamptz,
    closed_at timestamptz,
    foreign key (account, mailbox) references discussions_inbox on delete cascade,
    check (closed_at is null or opened_at is null or opened_at < closed_at)
);
create index discussions_inbox_interval_of on discussions_inbox_interval (account, mailbox);
create unique index discussions_inbox_interval_open
    on discussions_inbox_interval (account, mailbox, type) where closed_at is null;
