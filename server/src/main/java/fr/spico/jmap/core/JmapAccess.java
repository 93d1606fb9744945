package fr.spico.jmap.core;

import fr.spico.account.AccountId;
import fr.spico.account.Accounts;
import fr.spico.account.Caller;
import fr.spico.discussions.Discussions;
import fr.spico.link.Links;
import fr.spico.link.Links.Link;
import fr.spico.platform.db.Database;
import fr.spico.replica.MailboxId;
import fr.spico.replica.Viewer;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Which mailbox a caller may look at, and with which eyes. The one place where JMAP decides it.
@Component
public class JmapAccess {

    private final Database database;
    private final Links links;
    private final Accounts accounts;

    JmapAccess(Database database, Links links, Accounts accounts) {
        this.database = database;
        this.links = links;
        this.accounts = accounts;
    }

    /// @throws MethodError `accountNotFound` for every mailbox but the caller's linked one
    public Viewer viewer(MethodCall call, String accountId) {
        return viewer(call.caller(), call.link(), accountId)
                .orElseThrow(MethodError::accountNotFound);
    }

    /// The viewer of a JMAP account, if it is the caller's.
    public Optional<Viewer> viewer(Caller caller, String accountId) {
        return viewer(caller, link(caller), accountId);
    }

    private static Optional<Viewer> viewer(Caller caller, Optional<Link> link, String accountId) {
        Optional<MailboxId> asked = MailboxId.parse(accountId);
        return link.map(Link::mailbox)
                .filter(mailbox -> asked.filter(mailbox::equals).isPresent())
                .map(mailbox -> Discussions.viewer(caller.account(), mailbox));
    }

    /// The viewer of the one JMAP account that a caller has.
    public Optional<Viewer> viewer(Caller caller) {
        return link(caller).map(l -> Discussions.viewer(caller.account(), l.mailbox()));
    }

    /// The viewer of the one JMAP account that an account has.
    public Optional<Viewer> viewer(AccountId account) {
        return database.read(tx ->
                links.of(tx, account)
                        .flatMap(link ->
                                accounts.find(tx, account)
                                        .map(a -> Discussions.viewer(a, link.mailbox()))));
    }

    public Optional<Link> link(Caller caller) {
        return database.read(tx -> links.of(tx, caller.id()));
    }
}
