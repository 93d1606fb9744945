package fr.spico.jmap.blob;

import fr.spico.platform.db.ReadTx;
import fr.spico.platform.db.WriteTx;
import fr.spico.replica.Viewer;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/// All SQL of uploads.
@Component
class UploadQueries {

    void insert(WriteTx tx, Viewer viewer, UUID id, Instant now) {
        of(
                        tx,
                        """
                        insert into jmap_upload (id, account, mailbox, created_at)
                        values (:id, :account, :mailbox, :now)
                        """,
                        viewer)
                .param("id", id)
                .param("now", Timestamp.from(now))
                .update();
    }

    /// False when the upload has been removed meanwhile.
    boolean append(WriteTx tx, UUID id, int number, byte[] content) {
        int known =
                tx.sql("update jmap_upload set size = size + :octets where id = :id")
                        .param("octets", content.length)
                        .param("id", id)
                        .update();
        if (known == 1) {
            tx.sql("insert into jmap_upload_piece values (:id, :number, :content)")
                    .param("id", id)
                    .param("number", number)
                    .param("content", content)
                    .update();
        }
        return known == 1;
    }

    void complete(WriteTx tx, UUID id) {
        tx.sql("update jmap_upload set complete = true where id = :id").param("id", id).update();
    }

    void delete(WriteTx tx, UUID id) {
        tx.sql("delete from jmap_upload where id = :id").param("id", id).update();
    }

    /// The size of a complete upload of this viewer's.
    OptionalLong size(ReadTx tx, Viewer viewer, UUID id) {
        return of(
                        tx,
                        """
                        select size from jmap_upload
                        where id = :id and account = :account and mailbox = :mailbox and complete
                        """,
                        viewer)
                .param("id", id)
                .query(Long.class)
                .optional()
                .stream()
                .mapToLong(Long::longValue)
                .findFirst();
    }

    Optional<byte[]> piece(ReadTx tx, UUID id, int number) {
        return tx.sql(
                        "select content from jmap_upload_piece where upload = :id and number = :number")
                .param("id", id)
                .param("number", number)
                .query((row, n) -> row.getBytes("content"))
                .optional();
    }

    /// Octets that an account's uploads take, each at least a page.
    long taken(ReadTx tx, Viewer viewer) {
        return of(
                        tx,
                        """
                        select coalesce(sum(greatest(size, 4096)), 0) from jmap_upload
                        where account = :account and mailbox = :mailbox
                        """,
                        viewer)
                .query(Long.class)
                .single();
    }

    private static StatementSpec of(ReadTx tx, String sql, Viewer viewer) {
        return tx.sql(sql)
                .param("account", viewer.account().value())
                .param("mailbox", viewer.mailbox().value());
    }
}
