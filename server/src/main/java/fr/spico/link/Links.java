package fr.spico.link;

import fr.spico.account.AccountId;
import fr.spico.mail.MssAddress;
import fr.spico.platform.db.ReadTx;
import fr.spico.replica.MailboxId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// The feature's public entry: which mailbox an account has linked.
@Component
public class Links {

    private final LinkQueries queries;

    Links(LinkQueries queries) {
        this.queries = queries;
    }

    /// The one mailbox of an account (row L8).
    public Optional<Link> of(ReadTx tx, AccountId account) {
        return queries.find(tx, account);
    }

    /// Everybody who has linked a mailbox, the first one first (row L7).
    public List<AccountId> accounts(ReadTx tx, MailboxId mailbox) {
        return queries.accounts(tx, mailbox);
    }

    public record Link(AccountId account, MailboxId mailbox, MssAddress address, Instant linkedAt) {

        @Override
        public String toString() {
            return "Link[" + mailbox + "]";
        }
    }
}
