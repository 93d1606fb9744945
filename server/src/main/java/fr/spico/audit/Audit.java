package fr.spico.audit;

import fr.spico.account.AccountEvent;
import fr.spico.account.AccountId;
import fr.spico.platform.db.WriteTx;
import java.time.InstantSource;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// The feature's public entry: notes who did what.
@Component
public class Audit {

    private final AuditQueries queries;
    private final InstantSource clock;

    Audit(AuditQueries queries, InstantSource clock) {
        this.queries = queries;
        this.clock = clock;
    }

    /// @param action what was done, a closed word like `mail.read`, `mailbox-link.create`
    /// @param subject id of what it was done to, e.g. a JMAP id; never a name or an address
    public void note(WriteTx tx, AccountId who, String action, String subject) {
        queries.insert(tx, clock.instant(), who, action, subject);
    }

    /// `account` may not know us, as we know it: it announces what it does.
    @EventListener
    void on(AccountEvent event) {
        note(event.tx(), event.who(), event.action().word(), event.subject());
    }
}
