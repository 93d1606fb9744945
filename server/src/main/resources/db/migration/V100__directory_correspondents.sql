-- Whom an account knows. Addresses, not entries: who leaves the directory and comes back is still a favourite.
create table directory_favourite (
    account_id uuid        not null references account (id) on delete cascade,
    address    text        not null,
    added_at   timestamptz not null,
    primary key (account_id, address)
);

create table directory_recent (
    account_id uuid        not null references account (id) on delete cascade,
    address    text        not null,
    last_at    timestamptz not null,
    primary key (account_id, address)
);

-- Recipients under a name, in the order that their owner gave them.
create table directory_group (
    id         uuid        primary key,
    account_id uuid        not null references account (id) on delete cascade,
    name       text        not null,
    created_at timestamptz not null
);
create index directory_group_account on directory_group (account_id);

create table directory_group_member (
    group_id uuid not null references directory_group (id) on delete cascade,
    position int  not null,
    address  text not null,
    primary key (group_id, position)
);
