package fr.spico.account;

import fr.spico.account.Caller.Client;
import fr.spico.platform.config.OperatorSettings;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// An account as its owner sees it (docs/api.md).
record Profile(
        String id,
        String login,
        String kind,
        String firstName,
        String lastName,
        String title,
        String profession,
        String structure,
        String town,
        @Nullable String rpps,
        @Nullable String adeli,
        String directoryScope,
        boolean patientMail,
        boolean administrator,
        OfOperator operator) {

    record OfOperator(String name, List<String> domains, long maxMessageSize) {}

    /// What a session answers.
    record WithClient(Profile account, String client) {}

    static Profile of(Account account, OperatorSettings operator) {
        return new Profile(
                account.id().text(),
                account.login(),
                lower(account.kind()),
                account.firstName(),
                account.lastName(),
                account.title(),
                account.profession(),
                account.structure(),
                account.town(),
                account.rpps().orElse(null),
                account.adeli().orElse(null),
                lower(account.directoryScope()),
                account.mayExchangeWithPatients(),
                account.administrator(),
                new OfOperator(operator.name(), operator.domains(), operator.maxMessageSize()));
    }

    static WithClient of(Account account, Client client, OperatorSettings operator) {
        return new WithClient(of(account, operator), lower(client));
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return "Profile[" + id + "]";
    }
}
