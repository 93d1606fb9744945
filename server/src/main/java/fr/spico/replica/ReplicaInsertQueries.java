package fr.spico.replica;

import fr.spico.platform.db.WriteTx;
import fr.spico.replica.ReplicaEmail.Text;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Writes messages, many at a time. Arrays and `unnest` instead of one statement per row.
final class ReplicaInsertQueries {

    private ReplicaInsertQueries() {}

    /// Into a folder that is gone meanwhile nothing is written: nobody would ever look there again.
    ///
    /// @return ids in the order of `emails`; null where the folder already holds that UID or is
    ///   gone
    static List<@Nullable EmailId> insert(
            WriteTx tx, MailboxId mailbox, FolderId folder, List<NewEmail> emails) {
        if (emails.isEmpty()) {
            return List.of();
        }
        List<NewEmail> fresh =
                ReplicaFolderQueries.isThere(tx, folder)
                        ? withoutPresent(tx, folder, emails)
                        : List.of();
        List<Long> ids = ids(tx, fresh.size());
        Map<NewEmail, EmailId> idOf = new java.util.IdentityHashMap<>();
        for (int i = 0; i < fresh.size(); i++) {
            idOf.put(fresh.get(i), new EmailId(ids.get(i)));
        }
        if (!fresh.isEmpty()) {
            insertEmails(tx, mailbox, folder, fresh, ids, threads(tx, mailbox, fresh));
            insertContents(tx, mailbox, fresh, ids);
            insertTexts(tx, mailbox, fresh, ids);
            insertWords(tx, mailbox, fresh, ids);
        }
        return emails.stream().<@Nullable EmailId>map(idOf::get).toList();
    }

    /// The mailbox is locked: nobody else can add a UID in between.
    private static List<NewEmail> withoutPresent(
            WriteTx tx, FolderId folder, List<NewEmail> emails) {
        List<Long> uids = emails.stream().flatMap(e -> e.uid().stream()).toList();
        var present = java.util.Set.copyOf(ReplicaSyncQueries.presentUids(tx, folder, uids));
        return emails.stream().filter(e -> e.uid().filter(present::contains).isEmpty()).toList();
    }

    private static List<Long> ids(WriteTx tx, int count) {
        return numbers(tx, "pg_get_serial_sequence('replica_email', 'id')", count);
    }

    private static List<Long> numbers(WriteTx tx, String sequence, int count) {
        return tx.sql("select nextval(" + sequence + ") from generate_series(1, :n)")
                .param("n", count)
                .query((row, n) -> row.getLong(1))
                .list();
    }

    private static List<Long> threads(WriteTx tx, MailboxId mailbox, List<NewEmail> emails) {
        List<List<UUID>> keys = emails.stream().map(NewEmail::threadKeys).toList();
        Map<UUID, Long> known = knownThreads(tx, mailbox, keys);
        Iterator<Long> fresh = numbers(tx, "'replica_thread_id'", emails.size()).iterator();
        ReplicaThreading threading = new ReplicaThreading(keys, known, fresh::next);
        threading.merged().forEach((loser, winner) -> merge(tx, mailbox, loser, winner));
        Map<UUID, Long> added = new HashMap<>(threading.threadOfKey());
        known.keySet().forEach(added::remove);
        tx.sql(
                        """
                        insert into replica_reference (mailbox, key, thread)
                        select :mailbox, key::uuid, thread from unnest(:keys, :threads) as k (key, thread)
                        on conflict do nothing\
                        """)
                .param("mailbox", mailbox.value())
                .param("keys", added.keySet().stream().map(UUID::toString).toArray(String[]::new))
                .param("threads", added.values().toArray(Long[]::new))
                .update();
        return threading.threads();
    }

    private static Map<UUID, Long> knownThreads(
            WriteTx tx, MailboxId mailbox, List<List<UUID>> keys) {
        Map<UUID, Long> known = new HashMap<>();
        tx.sql(
                        """
                        select key, thread from replica_reference
                        where mailbox = :mailbox and key = any (:keys::uuid[])\
                        """)
                .param("mailbox", mailbox.value())
                .param(
                        "keys",
                        keys.stream()
                                .flatMap(List::stream)
                                .map(UUID::toString)
                                .distinct()
                                .toArray(String[]::new))
                .query(row -> {
                    known.put(row.getObject(1, UUID.class), row.getLong(2));
                });
        return known;
    }

    private static void merge(WriteTx tx, MailboxId mailbox, long loser, long winner) {
        for (String table : List.of("replica_email", "replica_reference")) {
            tx.sql(
                            "update "
                                    + table
                                    + " set thread = :winner where thread = :loser and mailbox = :mailbox")
                    .param("winner", winner)
                    .param("loser", loser)
                    .param("mailbox", mailbox.value())
                    .update();
        }
    }

    private static void insertEmails(
            WriteTx tx,
            MailboxId mailbox,
            FolderId folder,
            List<NewEmail> emails,
            List<Long> ids,
            List<Long> threads) {
        tx.sql(
                        """
                        insert into replica_email (id, mailbox, folder, uid, thread, message_type, direction,
                            received_at, arrived_at, sent_at, size, has_attachment, identity, message_id,
                            keywords, from_sort, to_sort, subject_sort)
                        overriding system value
                        select id, :mailbox, :folder, uid, thread, message_type, direction,
                            to_timestamp(received_at / 1000.0), to_timestamp(arrived_at / 1000.0),
                            to_timestamp(sent_at / 1000.0), size, has_attachment, identity::uuid, message_id::uuid,
                            string_to_array(keywords, ' '), from_sort, to_sort, subject_sort
                        from unnest(:ids, :uids, :threads, :types, :directions, :received, :arrived, :sent, :sizes,
                            :attachments, :identities, :messageIds, :keywords, :fromSorts, :toSorts, :subjectSorts)
                            as e (id, uid, thread, message_type, direction, received_at, arrived_at, sent_at, size,
                            has_attachment, identity, message_id, keywords, from_sort, to_sort, subject_sort)\
                        """)
                .param("mailbox", mailbox.value())
                .param("folder", folder.value())
                .param("ids", ids.toArray(Long[]::new))
                .param("uids", column(emails, Long[]::new, e -> e.uid().orElse(null)))
                .param("threads", threads.toArray(Long[]::new))
                .param("types", column(emails, Integer[]::new, e -> e.type().ordinal()))
                .param("directions", column(emails, Integer[]::new, e -> e.direction().ordinal()))
                .param("received", column(emails, Long[]::new, e -> e.receivedAt().toEpochMilli()))
                .param("arrived", column(emails, Long[]::new, e -> e.arrivedAt().toEpochMilli()))
                .param("sent", column(emails, Long[]::new, e -> e.sentAt().toEpochMilli()))
                .param("sizes", column(emails, Long[]::new, NewEmail::size))
                .param("attachments", column(emails, Boolean[]::new, NewEmail::hasAttachment))
                .param("identities", column(emails, String[]::new, e -> e.identity().toString()))
                .param(
                        "messageIds",
                        column(
                                emails,
                                String[]::new,
                                e -> e.messageId().map(UUID::toString).orElse(null)))
                .param(
                        "keywords",
                        column(emails, String[]::new, e -> String.join(" ", e.keywords())))
                .param("fromSorts", column(emails, String[]::new, e -> e.words().fromSort()))
                .param("toSorts", column(emails, String[]::new, e -> e.words().toSort()))
                .param("subjectSorts", column(emails, String[]::new, e -> e.words().subjectSort()))
                .update();
    }

    private static void insertContents(
            WriteTx tx, MailboxId mailbox, List<NewEmail> emails, List<Long> ids) {
        tx.sql(
                        """
                        insert into replica_content (email, mailbox, header, structure, preview, problems)
                        select email, :mailbox, header, structure::jsonb, preview, string_to_array(problems, ' ')
                        from unnest(:ids, :headers, :structures, :previews, :problems)
                            as c (email, header, structure, preview, problems)\
                        """)
                .param("mailbox", mailbox.value())
                .param("ids", ids.toArray(Long[]::new))
                .param("headers", column(emails, byte[][]::new, NewEmail::header))
                .param(
                        "structures",
                        column(emails, String[]::new, e -> StructureJson.write(e.structure())))
                .param("previews", column(emails, String[]::new, NewEmail::preview))
                .param(
                        "problems",
                        column(
                                emails,
                                String[]::new,
                                e ->
                                        e.problems().stream()
                                                .map(Enum::name)
                                                .collect(Collectors.joining(" "))))
                .update();
    }

    private static void insertTexts(
            WriteTx tx, MailboxId mailbox, List<NewEmail> emails, List<Long> ids) {
        record Row(long email, Text text) {}
        List<Row> rows = new java.util.ArrayList<>();
        for (int i = 0; i < emails.size(); i++) {
            long id = ids.get(i);
            emails.get(i).texts().forEach(text -> rows.add(new Row(id, text)));
        }
        tx.sql(
                        """
                        insert into replica_text (email, part, mailbox, text, truncated, encoding_problem, charset)
                        select email, part, :mailbox, text, truncated, encoding_problem, charset
                        from unnest(:ids, :parts, :texts, :truncated, :problems, :charsets)
                            as t (email, part, text, truncated, encoding_problem, charset)
                        on conflict do nothing\
                        """)
                .param("mailbox", mailbox.value())
                .param("ids", column(rows, Long[]::new, Row::email))
                .param("parts", column(rows, String[]::new, r -> r.text().partId()))
                .param("texts", column(rows, String[]::new, r -> r.text().text()))
                .param("truncated", column(rows, Boolean[]::new, r -> r.text().truncated()))
                .param("problems", column(rows, Boolean[]::new, r -> r.text().encodingProblem()))
                .param("charsets", column(rows, String[]::new, r -> r.text().charset()))
                .update();
    }

    /// `edge` stands between two texts, so that no phrase goes from one into the other.
    private static void insertWords(
            WriteTx tx, MailboxId mailbox, List<NewEmail> emails, List<Long> ids) {
        tx.sql(
                        """
                        insert into replica_search (email, mailbox, received_at, message_type, words)
                        select w.email, :mailbox, e.received_at, e.message_type,
                            setweight(to_tsvector('spico_fr', subject) || to_tsvector('simple', edge || subject), 'A')
                            || setweight(to_tsvector('simple', edge || people), 'B')
                            || setweight(to_tsvector('spico_fr', edge || names) || to_tsvector('simple', edge || names), 'C')
                            || to_tsvector('spico_fr', edge || body) || to_tsvector('spico_plain', edge || body)
                            || replica_marked('s:', to_tsvector('spico_fr', subject) || to_tsvector('simple', subject))
                            || replica_marked('a:', to_tsvector('spico_fr', names) || to_tsvector('simple', names))
                            || array_to_tsvector(string_to_array(marked, ' '))
                        from unnest(:ids, :subjects, :people, :names, :bodies, :marked)
                            as w (email, subject, people, names, body, marked)
                        join replica_email e on e.id = w.email,
                            (values ('spico0edge ')) as edges (edge)\
                        """)
                .param("mailbox", mailbox.value())
                .param("ids", ids.toArray(Long[]::new))
                .param("subjects", column(emails, String[]::new, e -> e.words().subject()))
                .param("people", column(emails, String[]::new, e -> e.words().people()))
                .param("names", column(emails, String[]::new, e -> e.words().names()))
                .param("bodies", column(emails, String[]::new, e -> e.words().body()))
                .param(
                        "marked",
                        column(emails, String[]::new, e -> String.join(" ", e.words().marked())))
                .update();
    }

    private static <R, T> T[] column(
            Collection<R> rows,
            java.util.function.IntFunction<T[]> array,
            Function<R, @Nullable T> value) {
        return rows.stream().<@Nullable T>map(value).toArray(array);
    }
}
