package fr.spico.outbox;

import fr.spico.mail.MssAddress;
import fr.spico.platform.db.ReadTx;
import fr.spico.platform.db.WriteTx;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/// Mails of the platform itself.
final class PlatformMailQueries {

    private PlatformMailQueries() {}

    record PlatformMail(
            long id, MssAddress to, String subject, String text, int attempts, Instant giveUpAt) {

        @Override
        public String toString() {
            return "PlatformMail[" + id + "]";
        }
    }

    static long insert(WriteTx tx, MssAddress to, String subject, String text, Instant giveUpAt) {
        return tx.sql(
                        """
                        insert into outbox_platform_mail (mail_to, subject, body, give_up_at)
                        values (:to, :subject, :body, :giveUpAt) returning id
                        """)
                .param("to", to.value())
                .param("subject", subject)
                .param("body", text)
                .param("giveUpAt", giveUpAt.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
    }

    static Optional<PlatformMail> find(ReadTx tx, long id) {
        return tx.sql("select * from outbox_platform_mail where id = :id")
                .param("id", id)
                .query((row, n) ->
                        new PlatformMail(
                                row.getLong("id"),
                                new MssAddress(row.getString("mail_to")),
                                row.getString("subject"),
                                row.getString("body"),
                                row.getInt("attempts"),
                                row.getObject("give_up_at", OffsetDateTime.class).toInstant()))
                .optional();
    }

    static void countAttempt(WriteTx tx, long id) {
        tx.sql("update outbox_platform_mail set attempts = attempts + 1 where id = :id")
                .param("id", id)
                .update();
    }

    static void delete(WriteTx tx, long id) {
        tx.sql("delete from outbox_platform_mail where id = :id").param("id", id).update();
    }
}
