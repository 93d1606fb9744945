package fr.spico.sending;

import fr.spico.account.Account;
import fr.spico.account.Accounts;
import fr.spico.document.Document;
import fr.spico.document.Document.Version;
import fr.spico.dossier.Dossiers;
import fr.spico.dossier.Names;
import fr.spico.exchange.Author;
import fr.spico.exchange.Code;
import fr.spico.exchange.Structure;
import fr.spico.platform.db.ReadTx;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Who wrote a document and who sends it, as archives say it. Accounts say profession and structure
/// in words; the codes here are those that follow from the words (TRE_G15, TRE_R02).
@Component
class SendingAuthors {

    private static final String PROFESSIONS = "1.2.250.1.213.1.1.4.5";
    private static final String SECTORS = "1.2.250.1.71.4.2.4";
    private static final String SETTINGS = "1.2.250.1.213.1.1.4.9";

    private static final Code AMBULATORY = new Code("AMBULATOIRE", SETTINGS, "Ambulatoire");
    private static final Code ESTABLISHMENT = new Code("ETABLISSEMENT", SETTINGS, "Établissement");

    private static final Code OTHER = sector("SA41", "Autre établissement");

    private static final Map<String, String> CODES =
            Map.ofEntries(
                    Map.entry("medecin", "G15_10"),
                    Map.entry("pharmacien", "G15_21"),
                    Map.entry("chirurgien dentiste", "G15_40"),
                    Map.entry("sage femme", "G15_50"),
                    Map.entry("infirmier", "G15_60"),
                    Map.entry("infirmiere", "G15_60"),
                    Map.entry("masseur kinesitherapeute", "G15_70"),
                    Map.entry("pedicure podologue", "G15_80"),
                    Map.entry("orthophoniste", "G15_91"),
                    Map.entry("orthoptiste", "G15_92"),
                    Map.entry("psychologue", "G15_93"),
                    Map.entry("ergotherapeute", "G15_94"),
                    Map.entry("dieteticien", "G15_95"),
                    Map.entry("psychomotricien", "G15_96"));

    /// A word of a structure's name, and the sector that it tells.
    private static final List<Map.Entry<String, Code>> SECTOR_WORDS =
            List.of(
                    Map.entry("pharmacie", sector("SA33", "Pharmacie d'officine")),
                    Map.entry("laboratoire", sector("SA25", "Laboratoire de biologie médicale")),
                    Map.entry("ehpad", sector("SA17", "Hébergement pour personnes âgées")),
                    Map.entry("centre de sante", sector("SA05", "Centre de santé")));

    private final Accounts accounts;
    private final Dossiers dossiers;

    SendingAuthors(Accounts accounts, Dossiers dossiers) {
        this.accounts = accounts;
        this.dossiers = dossiers;
    }

    Author of(Account account) {
        String id =
                account.rpps()
                        .map(n -> "8" + n)
                        .or(() -> account.adeli().map(n -> "0" + n))
                        .orElse("");
        boolean person = account.kind() == Account.Kind.INDIVIDUAL;
        return new Author(
                id,
                account.title().toUpperCase(Locale.ROOT),
                person ? account.lastName() : account.structure(),
                person ? account.firstName() : "",
                profession(account),
                structure(account));
    }

    /// Who put a document in is its author unless another name was given, of whom nothing else is
    /// known then.
    Author of(ReadTx tx, Document document, Version version) {
        Optional<Account> depositor = accounts.find(tx, version.addedBy());
        Optional<Author> known =
                depositor
                        .filter(a -> dossiers.nameOf(tx, a.id()).equals(document.author()))
                        .map(this::of);
        return known.orElseGet(() ->
                named(
                        document.author(),
                        depositor
                                .map(SendingAuthors::structure)
                                .orElseGet(() -> new Structure("", "", OTHER, ESTABLISHMENT))));
    }

    /// « Dr Claire Vasseur-Morin » → first and last name.
    private static Author named(String name, Structure structure) {
        String title = name.matches("(?i)(dr|pr)\\.? .*") ? name.substring(0, 2) : "";
        String bare = name.replaceFirst("(?i)^(dr|pr|m|mme)\\.? ", "").strip();
        int space = bare.indexOf(' ');
        return new Author(
                "",
                title.toUpperCase(Locale.ROOT),
                bare.substring(space + 1),
                space < 0 ? "" : bare.substring(0, space),
                Optional.empty(),
                structure);
    }

    private static Optional<Code> profession(Account account) {
        return Optional.ofNullable(CODES.get(Names.plain(account.profession())))
                .map(code -> new Code(code, PROFESSIONS, account.profession()));
    }

    private static Structure structure(Account account) {
        String name = account.structure();
        if (name.isBlank() || Names.plain(name).startsWith("cabinet")) {
            String shown =
                    name.isBlank()
                            ? "Cabinet " + account.firstName() + " " + account.lastName()
                            : name;
            return new Structure("", shown, sector("SA07", "Cabinet individuel"), AMBULATORY);
        }
        String plain = Names.plain(name);
        Code sector =
                SECTOR_WORDS.stream()
                        .filter(word -> plain.contains(word.getKey()))
                        .map(Map.Entry::getValue)
                        .findFirst()
                        .orElse(OTHER);
        return new Structure("", name, sector, ESTABLISHMENT);
    }

    private static Code sector(String code, String label) {
        return new Code(code, SECTORS, label);
    }
}
