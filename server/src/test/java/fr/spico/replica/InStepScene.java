package fr.spico.replica;

import static org.assertj.core.api.Assertions.assertThat;

import fr.spico.mail.MailException;
import fr.spico.mail.MailStore;
import fr.spico.mail.MailStore.FolderPath;
import fr.spico.mail.MailStore.Role;
import fr.spico.replica.EmailQuery.EmailFilter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/// Two programs and the platform work in a mailbox at the same time, connections break, and yet
/// everything agrees: replica and operator, counters and a recount, and every past state with the
/// changes since.
abstract class InStepScene extends ReplicaScene {

    static final List<String> FOLDERS = List.of("INBOX", "Archive", "Sent", "Trash");
    private static final List<String> FLAGS =
            List.of("\\Seen", "\\Flagged", "\\Answered", "urgent");

    private final Map<ReplicaChange.Type, Map<Long, Set<Long>>> past = new HashMap<>();
    private static final List<EmailQuery> LISTS =
            List.of(
                    list(new EmailFilter.HasKeyword("$seen"), false),
                    list(new EmailFilter.HasKeyword("$flagged"), true),
                    list(new EmailFilter.All(), true),
                    list(new EmailFilter.InRole(Role.INBOX), false));

    private final Map<Integer, MailStore> clients = new HashMap<>();

    /// Breaks what is open, and lets new connections in again.
    abstract void disconnect(Random random);

    void workAtRandom(long seed, int mails, int steps) {
        Random random = new Random(seed);
        for (int i = 0; i < mails; i++) {
            put(FolderPath.INBOX, anyMail(random, i));
        }
        attachAndFill();
        for (int i = 0; i < steps; i++) {
            remember();
            readByState(everything());
            readByState(withoutPatients());
            if (random.nextBoolean()) {
                workThere(random, i);
            } else {
                workHere(random);
            }
            if (random.nextInt(steps / 5) == 0) {
                disconnect(random);
            }
        }
        clients.values().forEach(MailStore::close);
        replica.refresh(mailbox);
        awaitInStep();
        assertThat(counters()).isEqualTo(recount());
        assertChangesLeadHere();
        assertThat(readByState(everything())).isEqualTo(readAnew(everything()));
        assertThat(readByState(withoutPatients())).isEqualTo(readAnew(withoutPatients()));
        database.run(tx -> replica.detach(tx, mailbox));
    }

    private static EmailQuery list(EmailFilter filter, boolean collapseThreads) {
        return new EmailQuery(filter, List.of(), collapseThreads, 0, null, 0, 50, true);
    }

    /// What a client is told: pages and emails that are known for a state are not read again.
    private Map<EmailId, ReplicaEmail> readByState(Viewer viewer) {
        return database.read(tx -> {
            long state = replica.state(tx, viewer.mailbox(), ReplicaChange.Type.EMAIL);
            List<EmailId> ids =
                    LISTS.stream()
                            .flatMap(q ->
                                    replica
                                            .query(tx, viewer, q, Long.toString(state))
                                            .ids()
                                            .stream())
                            .toList();
            return byId(replica.emails(tx, viewer, ids, state));
        });
    }

    private Map<EmailId, ReplicaEmail> readAnew(Viewer viewer) {
        return database.read(tx -> {
            List<EmailId> ids =
                    LISTS.stream()
                            .flatMap(q -> replica.query(tx, viewer, q).ids().stream())
                            .toList();
            return byId(replica.emails(tx, viewer, ids));
        });
    }

    private static Map<EmailId, ReplicaEmail> byId(List<ReplicaEmail> emails) {
        Map<EmailId, ReplicaEmail> byId = new HashMap<>();
        emails.forEach(e -> byId.put(e.id(), e));
        return byId;
    }

    private byte[] anyMail(Random random, int i) {
        String subject = "Sujet " + random.nextInt(8);
        String extra = "References: <fil" + random.nextInt(12) + "@example.test>";
        String from =
                random.nextInt(4) == 0
                        ? "154089912345603@patient.mssante.test"
                        : "paul@liberal.mssante.test";
        return mail(subject, from, address.value(), extra, "X-Number: " + i);
    }

    /// Two other programs, each with a connection that it keeps.
    private void workThere(Random random, int i) {
        int client = random.nextInt(2);
        try {
            MailStore store = clients.get(client);
            if (store == null) {
                store = mailStores.open(address);
                clients.put(client, store);
            }
            workThere(store, random, i);
        } catch (MailException e) {
            // The connection broke, or somebody else was faster.
            Optional.ofNullable(clients.remove(client)).ifPresent(MailStore::close);
        }
    }

    private void workThere(MailStore store, Random random, int i) throws MailException {
        FolderPath folder = new FolderPath(any(FOLDERS, random));
        store.select(folder);
        List<Long> uids = new ArrayList<>(store.listFlags().stream().map(m -> m.uid()).toList());
        uids.removeIf(uid -> random.nextInt(4) != 0);
        switch (random.nextInt(6)) {
            case 0, 1 ->
                    store.append(folder, Set.of(any(FLAGS, random)), MONDAY, anyMail(random, i));
            case 2 ->
                    store.storeFlags(uids, Set.of(any(FLAGS, random)), Set.of(any(FLAGS, random)));
            case 3, 4 -> store.move(uids, new FolderPath(any(FOLDERS, random)));
            default -> store.expunge(uids.subList(0, Math.min(1, uids.size())));
        }
    }

    private void workHere(Random random) {
        List<EmailId> some = new ArrayList<>(all());
        some.removeIf(id -> random.nextInt(8) != 0);
        List<ReplicaFolder> folders = database.read(tx -> replica.folders(tx, everything()));
        try {
            if (random.nextInt(8) == 0) {
                replica.destroy(everything(), some.subList(0, Math.min(1, some.size())));
            } else {
                replica.update(
                        everything(),
                        some,
                        ReplicaRules.keywords(Set.of(any(FLAGS, random))),
                        ReplicaRules.keywords(Set.of(any(FLAGS, random))),
                        random.nextBoolean() ? any(folders, random).id() : null);
            }
        } catch (MailException e) {
            // Somebody else was faster: the message is no longer there.
        }
    }

    private static <T> T any(List<T> list, Random random) {
        return list.get(random.nextInt(list.size()));
    }

    /// State and contents in one statement, which sees one moment.
    private void remember() {
        database.read(tx ->
                tx.sql(
                                """
                                select email_seq, thread_seq,
                                    array(select id from replica_email where mailbox = m.id),
                                    array(select distinct thread from replica_email where mailbox = m.id)
                                from replica_mailbox m where id = :m\
                                """)
                        .param("m", mailbox.value())
                        .query((row, n) -> {
                            note(ReplicaChange.Type.EMAIL, row.getLong(1), row.getArray(3));
                            note(ReplicaChange.Type.THREAD, row.getLong(2), row.getArray(4));
                            return true;
                        })
                        .list());
    }

    private void note(ReplicaChange.Type type, long state, java.sql.Array present)
            throws java.sql.SQLException {
        past.computeIfAbsent(type, t -> new HashMap<>())
                .put(state, Set.of((Long[]) present.getArray()));
    }

    private Set<Long> present(ReplicaChange.Type type) {
        String column = type == ReplicaChange.Type.EMAIL ? "id" : "thread";
        return new TreeSet<>(
                database.<List<Long>>read(tx ->
                        tx.sql(
                                        "select distinct "
                                                + column
                                                + " from replica_email where mailbox = :m")
                                .param("m", mailbox.value())
                                .query((row, n) -> row.getLong(1))
                                .list()));
    }

    private void assertChangesLeadHere() {
        past.forEach((type, states) ->
                states.forEach((state, then) -> {
                    Set<Long> now = new HashSet<>(then);
                    for (long at = state, more = 1; more > 0; ) {
                        long since = at;
                        ReplicaChange change =
                                database.read(
                                        tx -> replica.changes(tx, everything(), type, since, 7));
                        now.addAll(change.created());
                        now.removeAll(change.destroyed());
                        at = change.newState();
                        more = change.hasMore() ? 1 : 0;
                    }
                    assertThat(now)
                            .as(type + " from " + state)
                            .containsExactlyInAnyOrderElementsOf(present(type));
                }));
    }

    private List<String> counters() {
        return database.read(tx ->
                tx.sql(
                                """
                                select row(id, emails, emails_pro, unread, unread_pro, threads, threads_pro,
                                    unread_threads, unread_threads_pro)::text
                                from replica_folder where mailbox = :m order by id\
                                """)
                        .param("m", mailbox.value())
                        .query((row, n) -> row.getString(1))
                        .list());
    }

    /// The same numbers, counted message by message.
    private List<String> recount() {
        return database.read(tx ->
                tx.sql(
                                """
                                select row(f.id, count(e.id), count(e.id) filter (where p), count(e.id) filter (where e.unread),
                                    count(e.id) filter (where p and e.unread),
                                    count(distinct e.thread), count(distinct e.thread) filter (where p),
                                    count(distinct e.thread) filter (where exists (
                                        select from replica_email o join replica_folder g on g.id = o.folder
                                        where o.thread = e.thread and o.unread
                                        and coalesce(g.role = 'TRASH', false) = coalesce(f.role = 'TRASH', false))),
                                    count(distinct e.thread) filter (where p and exists (
                                        select from replica_email o join replica_folder g on g.id = o.folder
                                        where o.thread = e.thread and o.unread and o.message_type = 0
                                        and coalesce(g.role = 'TRASH', false) = coalesce(f.role = 'TRASH', false))))::text
                                from replica_folder f
                                left join (select *, message_type = 0 as p from replica_email) e on e.folder = f.id
                                where f.mailbox = :m group by f.id order by f.id\
                                """)
                        .param("m", mailbox.value())
                        .query((row, n) -> row.getString(1))
                        .list());
    }
}
