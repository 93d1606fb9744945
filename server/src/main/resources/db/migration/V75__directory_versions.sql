-- Versions of a source are kept side by side: a row stands in every version from `since` on, up to but not including `until`.
-- A version that is being prepared is therefore in nobody's sight; switching to it, or back, changes one row of directory_source.
-- What was imported before is read again from its source at the next start.
drop table directory_source, directory_entry, directory_version;

create table directory_version (
    id          bigint generated always as identity primary key,
    source      text        not null check (source in ('national', 'regional')),
    origin      text        not null check (origin in ('file', 'url', 'upload', 'ldap', 'delta')),
    state       text        not null check (state in ('reading', 'ready', 'switching', 'switched', 'unchanged', 'refused', 'failed', 'discarded')),
    automatic   boolean     not null,
    asked_by    uuid,
    base        bigint references directory_version,
    digest      text        not null default '',
    as_of       timestamptz,
    progress    real        not null default 0,
    entries     int         not null default 0,
    added       int         not null default 0,
    changed     int         not null default 0,
    removed     int         not null default 0,
    rejected    int         not null default 0,
    red_listed  int         not null default 0,
    rejections  jsonb       not null default '[]',
    problem     text,
    sentence    text,
    started_at  timestamptz not null,
    ended_at    timestamptz,
    switched_at timestamptz,
    kept        boolean     not null default false
);
create unique index directory_version_open on directory_version (source) where state in ('reading', 'ready', 'switching');

create table directory_source (
    source  text primary key check (source in ('national', 'regional')),
    version bigint references directory_version
);
insert into directory_source (source) values ('national'), ('regional');

create table directory_entry (
    source      text   not null,
    address     text   not null,
    since       bigint not null,
    until       bigint not null default 9223372036854775807,
    digest      bigint not null,
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
    primary key (address, source, since)
);

-- A file that an administrator handed over, compressed, until some node has read it.
create table directory_upload (
    version bigint not null references directory_version,
    part    int    not null,
    bytes   bytea  not null,
    primary key (version, part)
);
