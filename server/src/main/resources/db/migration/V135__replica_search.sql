-- Search answers from its own table as far as it can: what decides order and sight stands beside the words
-- (none of it ever changes), and words of the subject (s:) and of attachments' names (a:) can be asked for
-- without reading the messages that hold them elsewhere. Names of attachments have weight C.
create function replica_marked(mark text, words tsvector) returns tsvector language sql immutable as $$
    select array_to_tsvector(array(select mark || word from unnest(tsvector_to_array(words)) word))
$$;

alter table replica_search add column received_at timestamptz, add column message_type smallint;

-- Mails that are here already. Subjects are known by their weight, names from the structure.
update replica_search s
set received_at = e.received_at,
    message_type = e.message_type,
    words = s.words
        || array_to_tsvector(array(select 's:' || lexeme from unnest(s.words) where 'A' = any (weights)))
        || coalesce((
            select replica_marked('a:', to_tsvector('spico_fr', names) || to_tsvector('simple', names))
                || setweight(to_tsvector('spico_fr', 'spico0edge ' || names) || to_tsvector('simple', 'spico0edge ' || names), 'C')
            from (select string_agg(regexp_replace(lower(unaccent(name #>> '{}')), '[^[:alnum:]]+', ' ', 'g'), ' ') as names
                  from replica_content c, jsonb_path_query(c.structure, 'strict $.**.name') name
                  where c.email = s.email and jsonb_typeof(name) = 'string') n
            where names is not null), '')
from replica_email e
where e.id = s.email;

delete from replica_search where received_at is null;
alter table replica_search alter column received_at set not null, alter column message_type set not null;

-- What was just written is looked through entry by entry until it is merged: not more of it than takes a moment.
alter index replica_search_words set (gin_pending_list_limit = 1024);
