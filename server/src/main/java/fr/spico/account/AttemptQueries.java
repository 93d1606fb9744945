package fr.spico.account;

import fr.spico.account.AttemptRules.Attempts;
import fr.spico.platform.db.WriteTx;
import java.sql.Timestamp;
import java.time.Instant;
import org.springframework.stereotype.Component;

/// The SQL of sign-in attempts.
@Component
class AttemptQueries {

    /// Reads a subject's attempts and holds them until the transaction ends.
    Attempts lock(WriteTx tx, String subject) {
        tx.sql(
                        """
                        insert into account_attempt (subject, failures, last_at, blocked_until)
                        values (:subject, 0, 'epoch', 'epoch')
                        on conflict do nothing
                        """)
                .param("subject", subject)
                .update();
        return tx.sql(
                        """
                        select failures, last_at, blocked_until
                        from account_attempt where subject = :subject for update
                        """)
                .param("subject", subject)
                .query((row, n) ->
                        new Attempts(
                                row.getInt("failures"),
                                row.getTimestamp("last_at").toInstant(),
                                row.getTimestamp("blocked_until").toInstant()))
                .single();
    }

    void put(WriteTx tx, String subject, Attempts attempts) {
        tx.sql(
                        """
                        update account_attempt
                        set failures = :failures, last_at = :lastAt, blocked_until = :blockedUntil
                        where subject = :subject
                        """)
                .param("failures", attempts.failures())
                .param("lastAt", Timestamp.from(attempts.lastAt()))
                .param("blockedUntil", Timestamp.from(attempts.blockedUntil()))
                .param("subject", subject)
                .update();
    }

    void forget(WriteTx tx, String subject) {
        tx.sql("delete from account_attempt where subject = :subject")
                .param("subject", subject)
                .update();
    }

    /// Takes back the one failure that a try was counted as before it succeeded.
    void forgiveOne(WriteTx tx, String subject) {
        tx.sql(
                        """
                        update account_attempt
                        set failures = greatest(failures - 1, 0), blocked_until = 'epoch'
                        where subject = :subject
                        """)
                .param("subject", subject)
                .update();
    }

    /// Passes over rows that others hold, so that it never waits.
    void forgetOlderThan(WriteTx tx, Instant limit) {
        tx.sql(
                        """
                        delete from account_attempt where subject in (
                            select subject from account_attempt where last_at < :limit
                            for update skip locked)
                        """)
                .param("limit", Timestamp.from(limit))
                .update();
    }
}
