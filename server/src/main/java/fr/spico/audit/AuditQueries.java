package fr.spico.audit;

import fr.spico.account.AccountId;
import fr.spico.platform.db.WriteTx;
import java.sql.Timestamp;
import java.time.Instant;
import org.springframework.stereotype.Component;

/// All SQL of the feature.
@Component
class AuditQueries {

    void insert(WriteTx tx, Instant at, AccountId who, String action, String subject) {
        tx.sql(
                        """
                        insert into audit_entry (at, account_id, action, subject)
                        values (:at, :who, :action, :subject)
                        """)
                .param("at", Timestamp.from(at))
                .param("who", who.value())
                .param("action", action)
                .param("subject", subject)
                .update();
    }
}
