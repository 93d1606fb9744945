-- The directories: each source (the national file, the operator's regional file) points at the version of it that is read.
create table directory_version (
    id          bigint generated always as identity primary key,
    source      text        not null check (source in ('national', 'regional')),
    digest      text        not null,
    accepted    int         not null default 0,
    rejected    int         not null default 0,
    imported_at timestamptz not null
);

create table directory_source (
    source  text primary key check (source in ('national', 'regional')),
    version bigint references directory_version (id)
);
insert into directory_source (source) values ('national'), ('regional');

create table directory_entry (
    version     bigint not null references directory_version (id),
    address     text   not null,
    type        text   not null,
    title       text   not null,
    last_name   text   not null,
    first_name  text   not null,
    profession  text   not null,
    specialty   text   not null,
    structure   text   not null,
    service     text   not null,
    town        text   not null,
    postal_code text   not null,
    department  text   not null,
    rpps        text,
    primary key (address, version)
);
