package fr.spico.account;

import fr.spico.platform.db.ReadTx;
import fr.spico.platform.db.WriteTx;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// The accounts of the platform.
@Component
public class Accounts {

    private final AccountQueries queries;

    Accounts(AccountQueries queries) {
        this.queries = queries;
    }

    public Optional<Account> find(ReadTx tx, AccountId id) {
        return queries.find(tx, id);
    }

    /// Those that exist.
    public Map<AccountId, Account> find(ReadTx tx, Collection<AccountId> ids) {
        return ids.isEmpty() ? Map.of() : queries.find(tx, ids);
    }

    public Optional<Account> findByLogin(ReadTx tx, String login) {
        return queries.findByLogin(tx, normalised(login));
    }

    /// Waits until no other transaction holds this account, then holds it until this one ends: what
    /// an account does in two tabs happens one after the other.
    public void lock(WriteTx tx, AccountId id) {
        queries.lock(tx, id);
    }

    /// A login as it is kept: case and surrounding blanks do not matter.
    static String normalised(String login) {
        return login.strip().toLowerCase(Locale.ROOT);
    }
}
