package fr.spico.outbox;

import fr.spico.account.Caller;
import fr.spico.platform.db.ReadTx;
import fr.spico.replica.MailboxId;
import fr.spico.replica.Viewer;
import java.util.Optional;

/// Which mailbox a caller writes from. The feature that links mailboxes knows, and says it here: it
/// uses the outbox, so the outbox cannot use it.
public interface Senders {

    /// Empty if the caller has not linked this mailbox.
    Optional<Viewer> viewer(ReadTx tx, Caller caller, MailboxId mailbox);
}
