-- Under which names an account writes from its linked mailbox (RFC 8621 §6). They go with the link.
create table jmap_identity (
    id             bigint generated always as identity primary key,
    account        uuid    not null,
    mailbox        bigint  not null,
    -- the one that follows the link; name null: as the directory or the account has it
    main           boolean not null,
    name           text,
    default_name   text    not null default '',
    reply_to       jsonb,
    bcc            jsonb,
    text_signature text    not null default '',
    html_signature text    not null default '',
    created_state  bigint  not null,
    changed_state  bigint  not null,
    foreign key (account, mailbox) references discussions_inbox on delete cascade
);
create unique index jmap_identity_main on jmap_identity (account, mailbox) where main;
create index jmap_identity_of on jmap_identity (account, mailbox);

-- One sequence of states per account and mailbox (RFC 8620 §5.2), and what was destroyed in it.
create table jmap_identity_state (
    account uuid   not null,
    mailbox bigint not null,
    state   bigint not null,
    primary key (account, mailbox),
    foreign key (account, mailbox) references discussions_inbox on delete cascade
);
create table jmap_identity_destroyed (
    account  uuid   not null,
    mailbox  bigint not null,
    identity bigint not null,
    state    bigint not null,
    primary key (account, mailbox, state),
    foreign key (account, mailbox) references discussions_inbox on delete cascade
);

-- The identity that a client named; means something to it alone.
alter table outbox_submission add column identity text not null default '';
update outbox_submission set identity = 'i' || mailbox;
