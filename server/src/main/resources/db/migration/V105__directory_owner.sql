-- Who a mailbox belongs to, by national identifier (IDNPS of a person, IDNST of a structure): a delta of the Annuaire Santé tells people and
-- structures that changed, and what they had before has to be found. No index: that is some scans a day, against a slower import.
alter table directory_entry add column owner text;

-- The words that the flat file has for codes; the API of the Annuaire Santé has codes alone.
create table directory_label (
    kind  text not null check (kind in ('profession', 'specialty')),
    code  text not null,
    label text not null,
    primary key (kind, code)
);
