package fr.spico.account;

import fr.spico.account.Account.Kind;
import fr.spico.platform.db.Database;
import fr.spico.platform.db.WriteTx;
import fr.spico.platform.time.IdSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Creates and updates accounts from a JSON file at start; those that the file does not name stay.
/// A file that was imported before costs one digest. A wrong line stops the start and is named by
/// its place, as its content is personal.
@Component
class AccountImport implements SmartInitializingSingleton {

    private static final Logger log = LoggerFactory.getLogger(AccountImport.class);
    private static final Pattern RPPS = Pattern.compile("[0-9]{11}");
    private static final Pattern ADELI = Pattern.compile("[0-9]{9}");

    private final AccountSettings settings;
    private final AccountQueries queries;
    private final Passwords passwords;
    private final Database database;
    private final IdSource ids;
    private final JsonMapper json;

    AccountImport(
            AccountSettings settings,
            AccountQueries queries,
            Passwords passwords,
            Database database,
            IdSource ids,
            JsonMapper json) {
        this.settings = settings;
        this.queries = queries;
        this.passwords = passwords;
        this.database = database;
        this.ids = ids;
        this.json =
                json.rebuild().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();
    }

    /// One account as the file has it.
    record Line(
            @Nullable String login,
            @Nullable String password,
            @Nullable String kind,
            @Nullable String title,
            @Nullable String firstName,
            @Nullable String lastName,
            @Nullable String profession,
            @Nullable String structure,
            @Nullable String town,
            @Nullable String department,
            @Nullable String rpps,
            @Nullable String adeli,
            @Nullable Boolean administrator) {

        @Override
        public String toString() {
            return "Line[…]";
        }
    }

    private record Entry(Account account, String password) {

        @Override
        public String toString() {
            return "Entry[" + account.id() + "]";
        }
    }

    /// Before the platform serves: who asks finds the accounts.
    @Override
    public void afterSingletonsInstantiated() {
        if (settings.importFile() != null) {
            load(settings.importFile());
        }
    }

    /// The digest is kept under Argon2id too: the file holds passwords.
    void load(Path file) {
        String text = read(file);
        String digest = HexFormat.of().formatHex(SignIns.sha256(text));
        Optional<String> last = database.read(queries::importDigest);
        if (last.isPresent() && passwords.matches(digest, last.get())) {
            return;
        }
        Line[] lines = json.readValue(text, Line[].class);
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < lines.length; i++) {
            entries.add(entry(lines[i], i + 1));
        }
        entries.forEach(this::put);
        String kept = passwords.hash(digest);
        database.run(tx -> queries.putImportDigest(tx, kept));
        log.info("{} accounts imported", entries.size());
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("spico.account.import-file cannot be read", e);
        }
    }

    private void put(Entry entry) {
        Account account = entry.account();
        Optional<String> old = database.read(tx -> queries.passwordHash(tx, account.login()));
        String hash =
                old.filter(known -> passwords.matches(entry.password(), known))
                        .orElseGet(() -> passwords.hash(entry.password()));
        database.run((WriteTx tx) -> queries.put(tx, account, hash));
    }

    private Entry entry(Line line, int place) {
        Account account =
                new Account(
                        new AccountId(ids.next()),
                        needed(line.login(), "login", place, login -> !login.isBlank())
                                .strip()
                                .toLowerCase(Locale.ROOT),
                        kind(needed(line.kind(), "kind", place, k -> true), place),
                        orEmpty(line.title()),
                        orEmpty(line.firstName()),
                        orEmpty(line.lastName()),
                        orEmpty(line.profession()),
                        orEmpty(line.structure()),
                        orEmpty(line.town()),
                        orEmpty(line.department()),
                        number(line.rpps(), RPPS, "rpps: 11 digits", place),
                        number(line.adeli(), ADELI, "adeli: 9 digits", place),
                        Boolean.TRUE.equals(line.administrator()));
        return new Entry(account, needed(line.password(), "password", place, p -> p.length() >= 8));
    }

    private static Kind kind(String name, int place) {
        return switch (name) {
            case "individual" -> Kind.INDIVIDUAL;
            case "structure" -> Kind.STRUCTURE;
            default -> throw wrong("kind: individual or structure", place);
        };
    }

    private static Optional<String> number(
            @Nullable String value, Pattern shape, String rule, int place) {
        if (value == null || value.isEmpty()) {
            return Optional.empty();
        }
        if (!shape.matcher(value).matches()) {
            throw wrong(rule, place);
        }
        return Optional.of(value);
    }

    private static String needed(
            @Nullable String value, String name, int place, Predicate<String> fits) {
        if (value == null || !fits.test(value)) {
            throw wrong(name, place);
        }
        return value;
    }

    private static String orEmpty(@Nullable String value) {
        return value == null ? "" : value;
    }

    private static IllegalArgumentException wrong(String rule, int place) {
        return new IllegalArgumentException(
                "account " + place + " of spico.account.import-file is wrong; " + rule);
    }
}
