-- Who did what to whose data. Kept when the account goes: no foreign key.
create table audit_entry (
    id         bigint generated always as identity primary key,
    at         timestamptz not null,
    account_id uuid        not null,
    action     text        not null,
    subject    text        not null
);
create index audit_entry_account on audit_entry (account_id, at desc);
