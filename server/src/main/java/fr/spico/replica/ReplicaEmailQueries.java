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
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Messages as the replica holds them. What never changes of those that were lately read is kept in
/// memory, so that a list that is shown again costs one narrow question (ADR 39). Which messages a
/// viewer may see, the database says each time.
@Component
class ReplicaEmailQueries {

    /// Octets; some thousand ordinary mails.
    private static final long MOST_KEPT = 32L << 20;

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

    private final Cache<EmailId, ReplicaContent> kept =
            Caffeine.newBuilder()
                    .maximumWeight(MOST_KEPT)
                    .weigher((EmailId id, ReplicaContent content) -> content.weight())
                    .build();

    List<ReplicaEmail> emails(ReadTx tx, Viewer viewer, Collection<EmailId> ids) {
        Map<EmailId, ReplicaContent> known = kept.getAllPresent(ids);
        List<EmailId> unknown = ids.stream().filter(id -> !known.containsKey(id)).toList();
        return tx
                .sql((unknown.isEmpty() ? KNOWN : UNKNOWN) + visible(viewer))
                .param("ids", numbers(ids))
                .param("unknown", numbers(unknown))
                .param("mailbox", viewer.mailbox().value())
                .query((row, n) -> email(row, known))
                .list()
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    /// Empty if the message went while it was asked for.
    private Optional<ReplicaEmail> email(ResultSet row, Map<EmailId, ReplicaContent> known)
            throws SQLException {
        EmailId id = new EmailId(row.getLong(1));
        ReplicaContent content = known.get(id);
        if (content == null) {
            byte[] header = row.getBytes(11);
            if (header == null) {
                return Optional.empty();
            }
            content = content(row, header);
            kept.put(id, content);
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
                        content));
    }

    private static ReplicaContent content(ResultSet row, byte[] header) throws SQLException {
        return new ReplicaContent(
                header,
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
