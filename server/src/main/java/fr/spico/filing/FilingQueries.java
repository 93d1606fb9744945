package fr.spico.filing;

import fr.spico.account.AccountId;
import fr.spico.document.DocumentId;
import fr.spico.platform.db.ReadTx;
import fr.spico.platform.db.WriteTx;
import fr.spico.replica.EmailId;
import fr.spico.replica.MailboxId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// All SQL of the feature.
final class FilingQueries {

    private FilingQueries() {}

    /// False if it is filed already, by whomever.
    static boolean insert(WriteTx tx, MailboxId mailbox, EmailId email, Filed filed) {
        return tx.sql(
                                """
                                insert into filing (id, mailbox, email, ref, digest, document, account, at)
                                values (:id, :mailbox, :email, :ref, :digest, :document, :account, :at)
                                on conflict do nothing
                                """)
                        .param("id", filed.id())
                        .param("mailbox", mailbox.value())
                        .param("email", email.value())
                        .param("ref", filed.ref())
                        .param("digest", HexFormat.of().parseHex(filed.digest()))
                        .param("document", filed.document().value())
                        .param("account", filed.by().value())
                        .param("at", filed.at().atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /// Waits for whoever files something of this mail, until this transaction ends.
    static void lock(WriteTx tx, MailboxId mailbox, EmailId email) {
        tx.sql("select pg_advisory_xact_lock(hashtextextended('filing ' || :email, :mailbox))")
                .param("mailbox", mailbox.value())
                .param("email", email.value())
                .query((row, n) -> n)
                .list();
    }

    static void undo(WriteTx tx, UUID id, AccountId by, Instant now) {
        tx.sql("update filing set undone_at = :now, undone_by = :by where id = :id")
                .param("id", id)
                .param("by", by.value())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /// What of a mail is filed now.
    static List<Filed> of(ReadTx tx, MailboxId mailbox, EmailId email) {
        return tx.sql(
                        """
                        select * from filing
                        where mailbox = :mailbox and email = :email and undone_at is null
                        """)
                .param("mailbox", mailbox.value())
                .param("email", email.value())
                .query((row, n) -> filed(row))
                .list();
    }

    /// From which mail a document came.
    record Origin(MailboxId mailbox, EmailId email, Filed filed) {}

    static Optional<Origin> of(ReadTx tx, DocumentId document) {
        return tx.sql("select * from filing where document = :document and undone_at is null")
                .param("document", document.value())
                .query((row, n) ->
                        new Origin(
                                new MailboxId(row.getLong("mailbox")),
                                new EmailId(row.getLong("email")),
                                filed(row)))
                .optional();
    }

    private static Filed filed(ResultSet row) throws SQLException {
        return new Filed(
                row.getObject("id", UUID.class),
                row.getString("ref"),
                HexFormat.of().formatHex(row.getBytes("digest")),
                new DocumentId(row.getObject("document", UUID.class)),
                new AccountId(row.getObject("account", UUID.class)),
                row.getObject("at", OffsetDateTime.class).toInstant());
    }
}
