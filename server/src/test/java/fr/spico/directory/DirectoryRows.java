package fr.spico.directory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Rows of directory files for tests: by hand with [#person] and [#structure], or any number of
/// them from a seed. Nobody in them exists.
public final class DirectoryRows {

    public static final String HEADER =
            "Type de BAL|Adresse BAL|Type Identifiant PP|Identifiant PP|Identification nationale PP|"
                    + "Type identifiant structure|Identification Structure|Service de rattachement|"
                    + "Civilité d'exercice|Nom d'exercice|Prénom d'exercice|Catégorie profession|"
                    + "Libellé de catégorie profession|Code Profession|Libellé Profession|"
                    + "Code savoir-faire|Libellé savoir-faire|Dématérialisation|"
                    + "Raison Sociale structure BAL|Enseigne commerciale structure BAL|"
                    + "L2COMPLEMENTLOCALISATION|L3COMPLEMENTDISTRIBUTION|L4NUMEROVOIE|"
                    + "L4COMPLEMENTNUMEROVOIE|NL4TYPEVOIE|L4LIBELLEVOIE|L5LIEUDITMENTION|"
                    + "L6LIGNEACHEMINEMENT|Code postal|Département|Pays";

    private static final List<String> SYLLABLES =
            List.of(
                    "bar", "ca", "del", "fon", "gar", "la", "mon", "ni", "per", "rou", "sal",
                    "tour", "vi", "zé");
    private static final List<String> ENDS = List.of("ac", "eau", "ière", "oux", "ès", "ignan");
    private static final List<String> FIRST_NAMES =
            List.of("Anaïs", "Basile", "Capucine", "Denis", "Éloi", "Flore", "Jean-Marc", "Ondine");
    private static final List<String> TOWNS =
            List.of("31000 TOULOUSE", "34500 BEZIERS", "81000 ALBI", "12000 RODEZ", "75011 PARIS");
    private static final List<String> JOBS =
            List.of(
                    "Médecin|Cardiologie et maladies vasculaires",
                    "Médecin|Médecine générale",
                    "Infirmier|",
                    "Masseur-Kinésithérapeute|",
                    "Sage-Femme|");

    private DirectoryRows() {}

    /// @param job profession and specialty, separated by `|`
    /// @param town postal code and name, e.g. `31000 TOULOUSE`
    public static String person(
            String address,
            String rpps,
            String title,
            String lastName,
            String firstName,
            String job,
            String structure,
            String town) {
        String[] work = job.split("\\|", 2);
        return row(
                "PER|%s|%s|%s|||||%s|%s|%s|||10|%s|SM|%s|O|%s"
                        .formatted(
                                address,
                                rpps.isEmpty() ? "" : "8",
                                rpps,
                                title,
                                lastName,
                                firstName,
                                work[0],
                                work.length > 1 ? work[1] : "",
                                structure),
                town);
    }

    public static String structure(String address, String name, String service, String town) {
        return row("ORG|%s||||1|1|%s|||||||||||%s".formatted(address, service, name), town);
    }

    /// So many different people, the same for the same seed.
    public static List<String> people(int count, long seed) {
        Random random = new Random(seed);
        return Stream.iterate(0, i -> i + 1).limit(count).map(i -> anybody(random, i)).toList();
    }

    public static Path write(Path file, List<String> rows) throws IOException {
        List<String> lines = new ArrayList<>(List.of(HEADER));
        lines.addAll(rows);
        return Files.writeString(file, lines.stream().collect(Collectors.joining("\n", "", "\n")));
    }

    private static String anybody(Random random, int number) {
        String name = any(SYLLABLES, random) + any(SYLLABLES, random) + any(ENDS, random);
        return person(
                "p%d@medimail.mssante.test".formatted(number),
                "%011d".formatted(10_500_000_000L + number),
                "M",
                name.toUpperCase(java.util.Locale.ROOT),
                any(FIRST_NAMES, random),
                any(JOBS, random),
                "CABINET " + any(SYLLABLES, random).toUpperCase(java.util.Locale.ROOT),
                any(TOWNS, random));
    }

    private static String any(List<String> list, Random random) {
        return list.get(random.nextInt(list.size()));
    }

    private static String row(String start, String town) {
        String postalCode = town.substring(0, 5);
        return start
                + "||||12||RUE|DES LILAS||%s|%s|%s|France"
                        .formatted(town, postalCode, postalCode.substring(0, 2));
    }
}
