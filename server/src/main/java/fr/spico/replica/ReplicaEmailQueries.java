package fr.spico.replica;

import static fr.spico.replica.ReplicaQueries.numbers;
import static fr.spico.replica.ReplicaQueries.visible;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import fr.spico.mail.mime.MimeProblem;
import fr.spico.platform.db.ReadTx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/// Messages as the replica holds them. Those that were lately read are kept in memory: what never
/// changes of them for good, the rest for as long as the mailbox is in the state in which it was
/// read (ADR 39). The database logs every change of a message with a new state, in the same
/// transaction.
@Component
class ReplicaEmailQueries {

    /// Octets; some thousand ordinary mails.
    private static final long MOST_KEPT = 32L << 20;

    /// No state: the database is asked.
    private static final long ANY_STATE = -1;

    private static final String FACTS =
            """
            select e.id, e.thread, e.folder, e.keywords, e.size, e.received_at, e.arrived_at,
                e.message_type, e.direction, e.has_attachment\
            """;

    private static final String THESE = " where e.id = any (:ids) and e.mailbox = :mailbox";

    private static final String KNOWN = FACTS + " from replica_email e" + THESE;

    private static final String UNKNOWN =
            FACTS
                    + """
                    , c.header, c.structure, c.preview, c.problems
                    from replica_email e left join replica_content c on c.email = e.id and c.email = any (:unknown)\
                    """
                    + THESE;

    /// @param state of the emails of the mailbox, read before the message was
    private record Kept(MailboxId mailbox, long state, ReplicaEmail email) {

        boolean isOf(Viewer viewer, long now) {
            return now != ANY_STATE && state == now && mailbox.equals(viewer.mailbox());
        }
    }

    private final Cache<EmailId, Kept> kept =
            Caffeine.newBuilder()
                    .maximumWeight(MOST_KEPT)
                    .weigher((EmailId id, Kept mail) -> mail.email.content().weight())
                    .build();

    List<ReplicaEmail> emails(ReadTx tx, Viewer viewer, Collection<EmailId> ids) {
        return emails(tx, viewer, ids, ANY_STATE);
    }

    /// @param state of the emails of the mailbox, read in this request
    List<ReplicaEmail> emails(ReadTx tx, Viewer viewer, Collection<EmailId> ids, long state) {
        Map<EmailId, Kept> known = kept.getAllPresent(ids);
        List<ReplicaEmail> emails = new ArrayList<>();
        List<EmailId> asked = new ArrayList<>();
        for (EmailId id : Set.copyOf(ids)) {
            Kept mail = known.get(id);
            if (mail == null || !mail.isOf(viewer, state)) {
                asked.add(id);
            } else if (viewer.patients() || mail.email.messageType() == MessageType.PROFESSIONAL) {
                emails.add(mail.email);
            }
        }
        if (!asked.isEmpty()) {
            emails.addAll(read(tx, viewer, asked, known, state));
        }
        return emails;
    }

    private List<ReplicaEmail> read(
            ReadTx tx, Viewer viewer, List<EmailId> ids, Map<EmailId, Kept> known, long state) {
        List<EmailId> unknown = ids.stream().filter(id -> !known.containsKey(id)).toList();
        List<ReplicaEmail> emails =
                tx
                        .sql((unknown.isEmpty() ? KNOWN : UNKNOWN) + visible(viewer))
                        .param("ids", numbers(ids))
                        .param("unknown", numbers(unknown))
                        .param("mailbox", viewer.mailbox().value())
                        .query((row, n) -> email(row, known))
                        .list()
                        .stream()
                        .flatMap(Optional::stream)
                        .toList();
        emails.forEach(email -> keep(new Kept(viewer.mailbox(), state, email)));
        return emails;
    }

    /// What somebody else has read in a later state meanwhile stays.
    private void keep(Kept now) {
        var unused =
                kept.asMap()
                        .merge(
                                now.email.id(),
                                now,
                                (before, read) -> before.state > read.state ? before : read);
    }

    /// Empty if the message went while it was asked for.
    private static Optional<ReplicaEmail> email(ResultSet row, Map<EmailId, Kept> known)
            throws SQLException {
        EmailId id = new EmailId(row.getLong(1));
        Kept mail = known.get(id);
        if (mail == null && row.getBytes(11) == null) {
            return Optional.empty();
        }
        return Optional.of(
                new ReplicaEmail(
                        id,
                        new ThreadId(row.getLong(2)),
                        new FolderId(row.getLong(3)),
                        ReplicaSyncQueries.set(row, 4),
                        row.getLong(5),
                        instant(row, 6),
                        instant(row, 7),
                        MessageType.values()[row.getInt(8)],
                        Direction.values()[row.getInt(9)],
                        row.getBoolean(10),
                        mail == null ? content(row) : mail.email.content()));
    }

    private static ReplicaContent content(ResultSet row) throws SQLException {
        return new ReplicaContent(
                row.getBytes(11),
                row.getString(12),
                row.getString(13),
                Arrays.stream((String[]) row.getArray(14).getArray())
                        .map(MimeProblem::valueOf)
                        .toList());
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
