package fr.spico.directory;

import fr.spico.account.Account.DirectoryScope;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The directory's decisions, all pure.
final class DirectoryRules {

    static final int MAX_RESULTS = 100;

    private static final Pattern POSTAL_CODE = Pattern.compile("\\d{5}");
    private static final Pattern DEPARTMENT = Pattern.compile("\\d{2,3}|2[AB]");
    private static final Pattern NATIONAL = Pattern.compile("[0-9A-Za-z/.-]{2,60}");
    private static final Pattern DELIVERY_LINE =
            Pattern.compile("(?:\\d{5}\\s+)?(.*?)(?:\\s+CEDEX(?:\\s+\\d+)?)?");

    private DirectoryRules() {}

    /// Where an entry comes from.
    enum Source {
        NATIONAL,
        REGIONAL;

        String stored() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Row S2: what a searcher may see. The national scope is the national directory and the
    /// operator's own; the regional scope is the latter alone.
    static Set<Source> sources(DirectoryScope scope) {
        return switch (scope) {
            case NATIONAL -> EnumSet.allOf(Source.class);
            case REGIONAL -> EnumSet.of(Source.REGIONAL);
        };
    }

    /// A scope is served once the file that it is named after was imported: half a directory would
    /// say "nobody" about people who exist.
    static boolean serves(Set<Source> imported, DirectoryScope scope) {
        return imported.contains(named(scope));
    }

    /// The source that a scope is named after.
    static Source named(DirectoryScope scope) {
        return switch (scope) {
            case NATIONAL -> Source.NATIONAL;
            case REGIONAL -> Source.REGIONAL;
        };
    }

    static int limit(int wanted) {
        return Math.clamp(wanted, 1, MAX_RESULTS);
    }

    /// The department of a French postal code, otherwise what the file says if it is a code.
    static String department(String postalCode, String column) {
        if (!POSTAL_CODE.matcher(postalCode).matches()) {
            return DEPARTMENT.matcher(column).matches() ? column : "";
        }
        if (postalCode.startsWith("20")) {
            return postalCode.charAt(2) < '2' ? "2A" : "2B";
        }
        boolean overseas = postalCode.startsWith("97") || postalCode.startsWith("98");
        return postalCode.substring(0, overseas ? 3 : 2);
    }

    /// A national identifier as the Annuaire Santé writes it (IDNPS, IDNST): the type of an
    /// identifier followed by it.
    static Optional<String> national(String type, String identifier) {
        return Optional.of(type + identifier)
                .filter(any -> !type.isEmpty() && !identifier.isEmpty())
                .filter(any -> NATIONAL.matcher(any).matches());
    }

    /// The town in the last line of a postal address: `31059 TOULOUSE CEDEX 9` → `TOULOUSE`.
    static String town(String deliveryLine) {
        Matcher parts = DELIVERY_LINE.matcher(deliveryLine);
        return parts.matches() ? parts.group(1) : deliveryLine;
    }
}
