package fr.spico.sandbox.cast;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The platform's demo accounts, as the file that the platform imports at start.
public final class Accounts {
    /// Login of the account of a legal person, which may not link a mailbox.
    public static final String STRUCTURE_LOGIN = "centre.tilleuls@spico.test";

    /// Login of the account that looks after the platform.
    public static final String ADMINISTRATOR_LOGIN = "regie@spico.test";

    private Accounts() {}

    /// @param mailbox what they hold at the operator; informative
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Account(
            String login,
            String password,
            String kind,
            String title,
            String firstName,
            String lastName,
            String profession,
            String structure,
            String town,
            String department,
            @Nullable String rpps,
            @Nullable String adeli,
            @Nullable String mailbox,
            boolean administrator) {

        @Override
        public String toString() {
            return "Account[" + kind + "]";
        }
    }

    /// Writes the accounts as a JSON array.
    public static void write(Path file) throws IOException {
        List<Account> accounts = new ArrayList<>();
        Cast.ACCOUNT_HOLDERS.forEach(person -> accounts.add(individual(person)));
        accounts.add(structure());
        accounts.add(administrator());
        Path part = file.resolveSibling("accounts.part");
        ObjectMapper json = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
        json.writeValue(part.toFile(), accounts);
        Files.move(part, file, ATOMIC_MOVE, REPLACE_EXISTING);
    }

    private static Account individual(Person p) {
        return new Account(
                p.address(),
                Cast.PASSWORD,
                "individual",
                p.title(),
                p.firstName(),
                p.lastName(),
                p.profession(),
                p.structure(),
                p.town(),
                p.department(),
                orNull(p.rpps()),
                orNull(p.adeli()),
                p.address(),
                false);
    }

    private static Account structure() {
        Person centre = Cast.HEALTH_CENTRE;
        return withoutMailbox(
                STRUCTURE_LOGIN, centre.structure(), centre.town(), centre.department(), false);
    }

    private static Account administrator() {
        return withoutMailbox(ADMINISTRATOR_LOGIN, "Régie Spico", "Toulouse", "31", true);
    }

    private static Account withoutMailbox(
            String login, String structure, String town, String department, boolean administrator) {
        return new Account(
                login,
                Cast.PASSWORD,
                "structure",
                "",
                "",
                "",
                "",
                structure,
                town,
                department,
                null,
                null,
                null,
                administrator);
    }

    private static @Nullable String orNull(String value) {
        return value.isEmpty() ? null : value;
    }
}
