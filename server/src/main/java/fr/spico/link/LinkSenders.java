package fr.spico.link;

import fr.spico.account.Caller;
import fr.spico.outbox.Senders;
import fr.spico.platform.db.ReadTx;
import fr.spico.replica.MailboxId;
import fr.spico.replica.Viewer;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Tells the outbox from which mailbox a caller may write: the one that is linked.
@Component
class LinkSenders implements Senders {

    private final Links links;

    LinkSenders(Links links) {
        this.links = links;
    }

    @Override
    public Optional<Viewer> viewer(ReadTx tx, Caller caller, MailboxId mailbox) {
        return links.of(tx, caller.id())
                .filter(link -> link.mailbox().equals(mailbox))
                .map(link ->
                        new Viewer(
                                caller.id(), mailbox, caller.account().mayExchangeWithPatients()));
    }
}
