-- Who looks after the platform itself (fr.spico.account.AccountPermission).
alter table account add column administrator boolean not null default false;
