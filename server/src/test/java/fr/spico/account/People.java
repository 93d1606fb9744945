package fr.spico.account;

import fr.spico.account.Account.Kind;
import fr.spico.platform.db.Database;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Fictitious account holders for tests; each is new.
@Component
public class People {

    public static final String PASSWORD = "Spico-demo-2026";

    private final Database database;
    private final AccountQueries queries;
    private final String hash;

    People(Database database, AccountQueries queries, Passwords passwords) {
        this.database = database;
        this.queries = queries;
        this.hash = passwords.hash(PASSWORD);
    }

    /// In RPPS: national directory, patients' mails.
    public Account doctor() {
        return somebody(Kind.INDIVIDUAL, Optional.of("10100000017"), Optional.empty());
    }

    /// ADELI only: national directory, no patients' mails.
    public Account psychologist() {
        return somebody(Kind.INDIVIDUAL, Optional.empty(), Optional.of("310000012"));
    }

    /// Neither: regional directory.
    public Account socialWorker() {
        return somebody(Kind.INDIVIDUAL, Optional.empty(), Optional.empty());
    }

    public Account structure() {
        return somebody(Kind.STRUCTURE, Optional.empty(), Optional.empty());
    }

    /// Looks after the platform.
    public Account administrator() {
        return somebody(Kind.STRUCTURE, "Médecin", Optional.empty(), Optional.empty(), true);
    }

    /// An individual of this profession.
    public Account of(String profession) {
        return somebody(Kind.INDIVIDUAL, profession, Optional.empty(), Optional.empty(), false);
    }

    private Account somebody(Kind kind, Optional<String> rpps, Optional<String> adeli) {
        return somebody(kind, "Médecin", rpps, adeli, false);
    }

    private Account somebody(
            Kind kind,
            String profession,
            Optional<String> rpps,
            Optional<String> adeli,
            boolean administrator) {
        UUID id = UUID.randomUUID();
        Account account =
                new Account(
                        new AccountId(id),
                        "p" + id + "@medimail.mssante.test",
                        kind,
                        "Dr",
                        "Hélène",
                        "Castelbon",
                        profession,
                        "",
                        "Toulouse",
                        "31",
                        rpps,
                        adeli,
                        administrator);
        database.run(tx -> queries.put(tx, account, hash));
        return account;
    }
}
