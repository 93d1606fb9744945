package fr.spico.replica;

import static org.assertj.core.api.Assertions.assertThat;

import fr.spico.mail.MailStore.Role;
import fr.spico.replica.EmailQuery.EmailFilter;
import fr.spico.replica.EmailQuery.EmailFilter.And;
import fr.spico.replica.EmailQuery.EmailFilter.HasKeyword;
import fr.spico.replica.EmailQuery.EmailFilter.InRole;
import fr.spico.replica.EmailQuery.EmailFilter.Not;
import fr.spico.replica.EmailQuery.EmailFilter.Or;
import fr.spico.replica.EmailQuery.EmailFilter.Text;
import fr.spico.replica.EmailQuery.Key;
import fr.spico.replica.EmailQuery.Place;
import fr.spico.replica.EmailQuery.Sort;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Whichever way a search takes (ADR 0032), its pages are those of the list sorted the other way
/// round, which takes none of them.
class ReplicaSearchWindowTest extends ReplicaScene {

    private static final int MAILS = 1_300;
    private static final List<Sort> OLDEST_FIRST = List.of(new Sort(Key.RECEIVED_AT, true, null));

    @BeforeEach
    void aMailboxOfManyMails() {
        attachAndFill();
        database.run(tx -> {
            tx.sql(
                            """
                            insert into replica_email (mailbox, folder, uid, thread, message_type, direction, received_at, arrived_at,
                                sent_at, size, has_attachment, identity, keywords, from_sort, to_sort, subject_sort)
                            select :mailbox, :folder, 10000 + n, 1000000 + n / 3, (n % 10 = 0)::int, 0, at, at, at, 1000, false,
                                gen_random_uuid(), case when n % 4 = 0 then '{$flagged}' else '{}' end::text[], '', '', ''
                            from generate_series(1, :n) n, lateral (select timestamptz '2026-01-01' - n * interval '1 hour' as at) t\
                            """)
                    .param("mailbox", mailbox.value())
                    .param("folder", folder(Role.INBOX).id().value())
                    .param("n", MAILS)
                    .update();
            tx.sql(
                            """
                            insert into replica_search (email, mailbox, received_at, message_type, words)
                            select id, mailbox, received_at, message_type, to_tsvector('spico_plain', 'commun'
                                || case when uid % 2 = 0 then ' pair' else '' end
                                || case when uid > 11200 then ' ancien' else '' end
                                || case when uid = 11000 then ' rarissime' else '' end)
                            from replica_email where mailbox = :mailbox and uid > 10000\
                            """)
                    .param("mailbox", mailbox.value())
                    .update();
        });
    }

    @AfterEach
    void detach() {
        database.run(tx -> replica.detach(tx, mailbox));
    }

    @Test
    void pagesAreRightForFrequentOldAndRareWords() {
        EmailFilter flagged = new HasKeyword("$flagged");
        List<EmailFilter> filters =
                List.of(
                        text("commun"),
                        text("pair"),
                        text("ancien"),
                        text("rarissime"),
                        text("absent"),
                        new And(List.of(text("pair"), text("ancien"))),
                        new And(List.of(text("commun"), flagged)),
                        new And(List.of(new And(List.of(flagged, text("ancien"))), flagged)),
                        new And(List.of(new InRole(Role.INBOX), text("ancien"))),
                        new And(List.of(new InRole(Role.TRASH), text("commun"))),
                        new Or(List.of(text("rarissime"), flagged)),
                        new Or(List.of(text("rarissime"), text("ancien"))),
                        new Not(List.of(text("pair"))));
        for (EmailFilter filter : filters) {
            for (Viewer viewer : List.of(everything(), withoutPatients())) {
                assertRight(viewer, filter, false);
                assertRight(viewer, filter, true);
            }
        }
    }

    /// What stands far down is counted from the other end.
    @Test
    void pagesFarDownAreRightToTheLastOne() {
        EmailFilter inbox = new EmailFilter.InFolder(folder(Role.INBOX).id());
        for (Viewer viewer : List.of(everything(), withoutPatients())) {
            List<EmailId> all =
                    list(viewer, inbox, OLDEST_FIRST, false, 0, 10_000).ids().reversed();
            int end = all.size();
            for (int position : new int[] {1_001, end - 51, end - 50, end - 3, end, end + 7}) {
                assertThat(list(viewer, inbox, List.of(), false, position, 50).ids())
                        .as("from " + position)
                        .isEqualTo(all.stream().skip(position).limit(50).toList());
            }
        }
    }

    private void assertRight(Viewer viewer, EmailFilter filter, boolean collapse) {
        List<EmailId> all =
                collapse
                        ? onceOfThread(viewer, filter)
                        : list(viewer, filter, OLDEST_FIRST, false, 0, 10_000).ids().reversed();
        for (int position : new int[] {0, 40, 480, 600}) {
            EmailQuery.Page page = list(viewer, filter, List.of(), collapse, position, 50);
            assertThat(page.ids())
                    .as(filter + " " + collapse + " " + position)
                    .isEqualTo(all.stream().skip(position).limit(50).toList());
            assertThat(page.total()).isEqualTo(all.size());
        }
    }

    /// The newest match of each conversation.
    private List<EmailId> onceOfThread(Viewer viewer, EmailFilter filter) {
        List<EmailId> all = list(viewer, filter, OLDEST_FIRST, false, 0, 10_000).ids().reversed();
        java.util.Set<ThreadId> seen = new java.util.HashSet<>();
        java.util.Map<EmailId, ThreadId> threads = new java.util.HashMap<>();
        database.read(tx -> {
            tx.sql("select id, thread from replica_email where mailbox = :mailbox")
                    .param("mailbox", mailbox.value())
                    .query(row -> {
                        threads.put(new EmailId(row.getLong(1)), new ThreadId(row.getLong(2)));
                    });
            return true;
        });
        return all.stream().filter(id -> seen.add(threads.get(id))).toList();
    }

    private EmailQuery.Page list(
            Viewer viewer,
            EmailFilter filter,
            List<Sort> sort,
            boolean collapse,
            long position,
            int limit) {
        return database.read(tx ->
                replica.query(
                        tx,
                        viewer,
                        new EmailQuery(filter, sort, collapse, position, null, 0, limit, true)));
    }

    private static EmailFilter text(String words) {
        return new Text(Place.ANYWHERE, words);
    }
}
