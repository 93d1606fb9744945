-- The local copy of operators' mailboxes. Everything here can be rebuilt from the operator.
-- Nothing below replica_mailbox has foreign keys to messages: children leave with their message in one
-- statement (replica_email_deleted), and a mailbox leaves table by table (row L10), both set by set.

-- French words: accents ignored, stemmed. Texts come normalised to letters and digits (ReplicaWords).
create text search configuration spico_fr (copy = french);
alter text search configuration spico_fr
    alter mapping for asciiword, asciihword, hword_asciipart, word, hword, hword_part with unaccent, french_stem;
-- The same words as they are written, for prefixes and names: a stem loses letters that the reader has typed.
create text search dictionary spico_plain_words (template = simple, stopwords = french);
create text search configuration spico_plain (copy = simple);
alter text search configuration spico_plain
    alter mapping for asciiword, asciihword, hword_asciipart, word, hword, hword_part with unaccent, spico_plain_words;

create table replica_mailbox (
    id              bigint generated always as identity primary key,
    address         text        not null unique,
    attached_at     timestamptz not null default now(),
    -- last number given to a change, and the last one of each type
    seq             bigint      not null default 0,
    email_seq       bigint      not null default 0,
    thread_seq      bigint      not null default 0,
    folder_seq      bigint      not null default 0,
    -- changes up to this number are forgotten
    oldest_seq      bigint      not null default 0,
    expected        bigint      not null default 0,
    listed          boolean     not null default false,
    problem         text,
    detaching       boolean     not null default false
);

-- Which node keeps a mailbox in step with its operator. Apart, because renewing must not wait for writers.
create table replica_lease (
    mailbox bigint      primary key,
    node    text        not null,
    until   timestamptz not null
);

create table replica_folder (
    id                 bigint generated always as identity primary key,
    mailbox            bigint   not null references replica_mailbox,
    path               text     not null,
    name               text     not null,
    parent             bigint,
    role               text,
    object_id          text,
    -- the operator's state of the folder as far as it has been read
    uid_validity       bigint   not null default 0,
    uid_next           bigint   not null default 0,
    highest_modseq     bigint   not null default 0,
    messages           bigint   not null default 0,
    -- the first fill has come to its end
    filled             boolean  not null default false,
    -- kept by triggers on replica_email: with patients' mails, and without
    emails             bigint   not null default 0,
    emails_pro         bigint   not null default 0,
    unread             bigint   not null default 0,
    unread_pro         bigint   not null default 0,
    threads            bigint   not null default 0,
    threads_pro        bigint   not null default 0,
    unread_threads     bigint   not null default 0,
    unread_threads_pro bigint   not null default 0,
    unique (mailbox, path)
) with (fillfactor = 50);

-- What lists filter and sort by. Narrow, and the only table that a change of flags or folder touches.
create table replica_email (
    id             bigint generated always as identity primary key,
    mailbox        bigint      not null,
    folder         bigint      not null,
    -- null: no longer at the place where it was; kept until the look at the operator ends, so that a
    -- message that was moved keeps its id
    uid            bigint,
    thread         bigint      not null,
    message_type   smallint    not null,            -- 0 professional, 1 patient
    direction      smallint    not null,            -- 0 received, 1 sent
    received_at    timestamptz not null,
    arrived_at     timestamptz not null,
    sent_at        timestamptz not null,
    size           bigint      not null,
    has_attachment boolean     not null,
    seen           boolean     not null generated always as (keywords @> '{$seen}') stored,
    flagged        boolean     not null generated always as (keywords @> '{$flagged}') stored,
    unread         boolean     not null generated always as (not keywords && '{$seen,$draft}') stored,
    identity       uuid        not null,
    message_id     uuid,
    keywords       text[]      not null,
    from_sort      text        not null,
    to_sort        text        not null,
    subject_sort   text        not null
) with (fillfactor = 85);
create unique index replica_email_uid on replica_email (folder, uid);
create index replica_email_in_folder on replica_email (folder, received_at desc, id desc) include (message_type, mailbox);
create index replica_email_received on replica_email (mailbox, received_at desc, id desc) include (message_type, folder);
create index replica_email_view on replica_email (mailbox, message_type, direction, received_at desc, id desc) include (folder, arrived_at);
create index replica_email_unseen on replica_email (mailbox, received_at desc, id desc) include (message_type, folder, direction) where not seen;
create index replica_email_flagged on replica_email (mailbox, received_at desc, id desc) where flagged;
create index replica_email_gone on replica_email (mailbox) where uid is null;
create index replica_email_thread on replica_email (thread);
create index replica_email_identity on replica_email (mailbox, identity);
create index replica_email_message_id on replica_email (mailbox, message_id);

-- What a message says about itself; never changes.
create table replica_content (
    email     bigint primary key,
    mailbox   bigint not null,
    header    bytea  not null,
    structure jsonb  not null,
    preview   text   not null,
    problems  text[] not null
);
create index replica_content_mailbox on replica_content (mailbox);

create table replica_text (
    email            bigint  not null,
    part             text    not null,
    mailbox          bigint  not null,
    text             text    not null,
    truncated        boolean not null,
    encoding_problem boolean not null,
    charset          text,
    primary key (email, part)
);
create index replica_text_mailbox on replica_text (mailbox);

-- Words of a message: A subject, B people, D body and attachment names; people also as f:, t:, c:, b:word.
-- The words lie outside of the row, so that a search over many messages reads few pages.
create table replica_search (
    email   bigint   primary key,
    mailbox bigint   not null,
    words   tsvector not null
) with (toast_tuple_target = 128);
create index replica_search_words on replica_search using gin (mailbox, words);

-- Which conversation a Message-ID under a base subject belongs to (RFC 8621 §3).
create table replica_reference (
    mailbox bigint not null,
    key     uuid   not null,
    thread  bigint not null,
    primary key (mailbox, key)
);
create index replica_reference_thread on replica_reference (thread);
create sequence replica_thread_id;

-- Messages of a conversation by folder, from which the folders' counters follow.
create table replica_thread_folder (
    thread     bigint not null,
    folder     bigint not null,
    mailbox    bigint not null,
    emails     int    not null,
    emails_pro int    not null,
    unread     int    not null,
    unread_pro int    not null,
    primary key (thread, folder)
);
create index replica_thread_folder_mailbox on replica_thread_folder (mailbox);

-- What changed, in order. kind: 'c' created, 'u' updated, 'd' destroyed; kind_pro: the same for those who
-- do not see patients' mails, null when nothing changed for them.
create table replica_change (
    mailbox  bigint      not null,
    type     smallint    not null,                  -- 0 Email, 1 Thread, 2 Mailbox
    seq      bigint      not null,
    object   bigint      not null,
    kind     "char",
    kind_pro "char",
    at       timestamptz not null default now(),
    primary key (mailbox, type, seq)
);

create type replica_entry as (type smallint, object bigint, kind "char", kind_pro "char");

create function replica_log(in_mailbox bigint, entries replica_entry[]) returns void language sql as $$
    with numbered as (
        select e.*, row_number() over () as n from unnest(entries) e
        where e.kind is not null or e.kind_pro is not null
    ), moved as (
        update replica_mailbox m
        set seq = m.seq + s.n,
            email_seq = coalesce(m.seq + s.email, m.email_seq),
            thread_seq = coalesce(m.seq + s.thread, m.thread_seq),
            folder_seq = coalesce(m.seq + s.folder, m.folder_seq)
        from (select count(*) as n, max(n) filter (where type = 0) as email,
                     max(n) filter (where type = 1) as thread, max(n) filter (where type = 2) as folder
              from numbered) s
        where m.id = in_mailbox and s.n > 0
        returning m.seq - s.n as base
    )
    insert into replica_change (mailbox, type, seq, object, kind, kind_pro)
    select in_mailbox, type, base + n, object, kind, kind_pro from numbered, moved
$$;

-- One message before and after a statement; null folder and thread: it did not or does not exist.
create type replica_step as (
    email bigint, patient boolean,
    old_folder bigint, old_thread bigint, old_unread boolean,
    new_folder bigint, new_thread bigint, new_unread boolean);

-- A conversation in a folder before (b) and after (a) a statement.
create type replica_cell as (
    thread bigint, folder bigint, trash boolean,
    b int, b_pro int, b_unread int, b_unread_pro int,
    a int, a_pro int, a_unread int, a_unread_pro int);

create function replica_cells(steps replica_step[]) returns replica_cell[] language sql stable as $$
    with delta as (
        select thread, folder, sum(n)::int as n, coalesce(sum(n) filter (where not patient), 0)::int as n_pro,
               coalesce(sum(n) filter (where is_unread), 0)::int as u,
               coalesce(sum(n) filter (where is_unread and not patient), 0)::int as u_pro
        from (select old_thread as thread, old_folder as folder, -1 as n, patient, old_unread as is_unread from unnest(steps)
              union all
              select new_thread, new_folder, 1, patient, new_unread from unnest(steps)) s
        where thread is not null
        group by thread, folder
    ), present as (
        select * from replica_thread_folder where thread in (select thread from delta)
    )
    select array_agg(row(thread, folder, coalesce(f.role = 'TRASH', false),
               coalesce(p.emails, 0), coalesce(p.emails_pro, 0), coalesce(p.unread, 0), coalesce(p.unread_pro, 0),
               coalesce(p.emails, 0) + coalesce(d.n, 0), coalesce(p.emails_pro, 0) + coalesce(d.n_pro, 0),
               coalesce(p.unread, 0) + coalesce(d.u, 0), coalesce(p.unread_pro, 0) + coalesce(d.u_pro, 0))::replica_cell)
    from present p full join delta d using (thread, folder) left join replica_folder f on f.id = folder
$$;

-- Brings counters and the log of changes in step with a statement on replica_email.
create function replica_follow(in_mailbox bigint, steps replica_step[]) returns void language plpgsql as $$
declare
    cells   replica_cell[] := replica_cells(steps);
    entries replica_entry[];
begin
    insert into replica_thread_folder as t (thread, folder, mailbox, emails, emails_pro, unread, unread_pro)
    select c.thread, c.folder, in_mailbox, c.a, c.a_pro, c.a_unread, c.a_unread_pro
    from unnest(cells) c
    where c.a > 0 and (c.a, c.a_pro, c.a_unread, c.a_unread_pro) <> (c.b, c.b_pro, c.b_unread, c.b_unread_pro)
    on conflict (thread, folder) do update
    set emails = excluded.emails, emails_pro = excluded.emails_pro,
        unread = excluded.unread, unread_pro = excluded.unread_pro;
    delete from replica_thread_folder t using unnest(cells) c
    where t.thread = c.thread and t.folder = c.folder and c.a = 0;

    -- A conversation is unread in a folder if it has an unread message anywhere, trash and the rest
    -- being two worlds (RFC 8621 §2, unreadThreads).
    with seen_from as (
        select c.*,
               sum(b_unread) over w > 0 as b_any, sum(b_unread_pro) over w > 0 as b_any_pro,
               sum(a_unread) over w > 0 as a_any, sum(a_unread_pro) over w > 0 as a_any_pro
        from unnest(cells) c window w as (partition by thread, trash)
    ), delta as (
        select folder, sum(a - b) as emails, sum(a_pro - b_pro) as emails_pro,
               sum(a_unread - b_unread) as unread, sum(a_unread_pro - b_unread_pro) as unread_pro,
               sum((a > 0)::int - (b > 0)::int) as threads,
               sum((a_pro > 0)::int - (b_pro > 0)::int) as threads_pro,
               sum((a > 0 and a_any)::int - (b > 0 and b_any)::int) as unread_threads,
               sum((a_pro > 0 and a_any_pro)::int - (b_pro > 0 and b_any_pro)::int) as unread_threads_pro
        from seen_from group by folder
    ), counted as (
        update replica_folder f
        set emails = f.emails + d.emails, emails_pro = f.emails_pro + d.emails_pro,
            unread = f.unread + d.unread, unread_pro = f.unread_pro + d.unread_pro,
            threads = f.threads + d.threads, threads_pro = f.threads_pro + d.threads_pro,
            unread_threads = f.unread_threads + d.unread_threads,
            unread_threads_pro = f.unread_threads_pro + d.unread_threads_pro
        from delta d
        where f.id = d.folder
          and ((d.emails, d.unread, d.threads, d.unread_threads) <> (0, 0, 0, 0)
            or (d.emails_pro, d.unread_pro, d.threads_pro, d.unread_threads_pro) <> (0, 0, 0, 0))
        returning row(2::smallint, f.id,
            case when (d.emails, d.unread, d.threads, d.unread_threads) <> (0, 0, 0, 0) then 'u' end,
            case when (d.emails_pro, d.unread_pro, d.threads_pro, d.unread_threads_pro) <> (0, 0, 0, 0) then 'u' end
            )::replica_entry as entry
    ), conversations as (
        select thread, sum(b) as b, sum(a) as a, sum(b_pro) as b_pro, sum(a_pro) as a_pro
        from unnest(cells) c
        where thread in (
            select unnest(array[old_thread, new_thread]) from unnest(steps)
            where old_thread is distinct from new_thread)
        group by thread
    ), everything as (
        select row(0::smallint, email, kind, case when not patient then kind end)::replica_entry as entry
        from (select email, patient,
                     case when old_folder is null then 'c' when new_folder is null then 'd' else 'u' end as kind
              from unnest(steps)) s
        union all
        select row(1::smallint, thread,
            case when b = 0 and a = 0 then null when b = 0 then 'c' when a = 0 then 'd' else 'u' end,
            case when b_pro = 0 and a_pro = 0 then null when b_pro = 0 then 'c' when a_pro = 0 then 'd' else 'u' end
            )::replica_entry
        from conversations
        union all
        select entry from counted
    )
    select array_agg(entry) into entries from everything;
    perform replica_log(in_mailbox, entries);
end $$;

create function replica_email_inserted() returns trigger language plpgsql as $$
declare
    touched bigint;
begin
    for touched in select distinct mailbox from new_rows loop
        perform replica_follow(touched, array_agg(
            row(id, message_type = 1, null, null, null, folder, thread, unread)::replica_step))
        from new_rows where mailbox = touched;
    end loop;
    return null;
end $$;

create function replica_email_updated() returns trigger language plpgsql as $$
declare
    touched bigint;
begin
    for touched in
        select distinct n.mailbox from new_rows n join old_rows o using (id)
        where (n.folder, n.thread, n.keywords) is distinct from (o.folder, o.thread, o.keywords)
    loop
        perform replica_follow(touched, array_agg(
            row(n.id, n.message_type = 1, o.folder, o.thread, o.unread, n.folder, n.thread, n.unread)::replica_step))
        from new_rows n join old_rows o using (id)
        where n.mailbox = touched
          and (n.folder, n.thread, n.keywords) is distinct from (o.folder, o.thread, o.keywords);
    end loop;
    return null;
end $$;

create function replica_email_deleted() returns trigger language plpgsql as $$
declare
    touched bigint;
begin
    for touched in
        select m.id from replica_mailbox m
        where m.id in (select distinct mailbox from old_rows) and not m.detaching
    loop
        perform replica_follow(touched, array_agg(
            row(id, message_type = 1, folder, thread, unread, null, null, null)::replica_step))
        from old_rows where mailbox = touched;
        delete from replica_content where email in (select id from old_rows where mailbox = touched);
        delete from replica_text where email in (select id from old_rows where mailbox = touched);
        delete from replica_search where email in (select id from old_rows where mailbox = touched);
        delete from replica_reference r
        where r.thread in (select thread from old_rows where mailbox = touched)
          and not exists (select from replica_email e where e.thread = r.thread);
    end loop;
    return null;
end $$;

create trigger replica_email_inserted after insert on replica_email
    referencing new table as new_rows for each statement execute function replica_email_inserted();
create trigger replica_email_updated after update on replica_email
    referencing old table as old_rows new table as new_rows for each statement execute function replica_email_updated();
create trigger replica_email_deleted after delete on replica_email
    referencing old table as old_rows for each statement execute function replica_email_deleted();

-- Folders tell of themselves.
create function replica_folder_changed() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' then
        if not coalesce((select detaching from replica_mailbox where id = old.mailbox), true) then
            perform replica_log(old.mailbox, array[row(2::smallint, old.id, 'd', 'd')::replica_entry]);
        end if;
    elsif tg_op = 'INSERT' then
        perform replica_log(new.mailbox, array[row(2::smallint, new.id, 'c', 'c')::replica_entry]);
    else
        perform replica_log(new.mailbox, array[row(2::smallint, new.id, 'u', 'u')::replica_entry]);
    end if;
    return null;
end $$;
create trigger replica_folder_came_or_went after insert or delete on replica_folder
    for each row execute function replica_folder_changed();
create trigger replica_folder_renamed after update of path, name, parent, role on replica_folder
    for each row when ((old.path, old.name, old.parent, old.role) is distinct from (new.path, new.name, new.parent, new.role))
    execute function replica_folder_changed();
