package fr.spico.sandbox.directory;

import static java.nio.charset.StandardCharsets.UTF_8;

import fr.spico.sandbox.cast.Cast;
import fr.spico.sandbox.cast.Domains;
import fr.spico.sandbox.cast.Extras;
import fr.spico.sandbox.cast.Identifiers;
import fr.spico.sandbox.cast.Person;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/// Writes `national.txt` and `regional.txt`: same seed and size, same bytes. The regional file
/// holds the rows of the regional operator and the cast, among them the social worker, who has no
/// national identifier and stands only there. Both hold one row with a broken address and one with
/// a column too few: importers must survive them.
public final class DirectoryFiles {
    private static final long SEED = 20_261_123;

    private static final List<Job> JOBS =
            List.of(
                    new Job("10", "Médecin", 38),
                    new Job("60", "Infirmier", 24),
                    new Job("21", "Pharmacien", 9),
                    new Job("70", "Masseur-Kinésithérapeute", 10),
                    new Job("40", "Chirurgien-Dentiste", 5),
                    new Job("50", "Sage-Femme", 4),
                    new Job("91", "Orthophoniste", 3),
                    new Job("80", "Pédicure-Podologue", 2),
                    new Job("93", "Psychologue", 3),
                    new Job("94", "Ergothérapeute", 1),
                    new Job("95", "Diététicien", 1));
    private static final List<Job> SKILLS =
            List.of(
                    new Job("SM54", "Médecine générale", 55),
                    new Job("SM04", "Cardiologie et maladies vasculaires", 7),
                    new Job("SM42", "Psychiatrie", 7),
                    new Job("SM26", "Gériatrie", 6),
                    new Job("SM40", "Pédiatrie", 5),
                    new Job("SM15", "Dermatologie et vénéréologie", 4),
                    new Job("SM24", "Gastro-entérologie et hépatologie", 3),
                    new Job("SM32", "Neurologie", 4),
                    new Job("SM41", "Pneumologie", 4),
                    new Job("SM44", "Radio-diagnostic", 5));
    private static final List<String> STREETS =
            List.of(
                    "DE LA MAIRIE",
                    "JEAN MOULIN",
                    "DES ECOLES",
                    "DU MARCHE",
                    "DE LA FONTAINE",
                    "PIERRE CURIE",
                    "DES REMPARTS",
                    "DU STADE",
                    "DES VIGNES",
                    "DE L HOPITAL");
    private static final List<String> WAYS =
            List.of("RUE", "AVENUE", "PLACE", "CHEMIN", "BOULEVARD", "IMPASSE");

    private record Job(String code, String label, int weight) {}

    private final RandomGenerator random = new SplittableRandom(SEED);
    private final Names names = new Names(random);
    private final Map<String, Integer> used = new HashMap<>();
    private final int rows;

    private DirectoryFiles(int rows) {
        this.rows = rows;
    }

    /// For benchmarks, which want the files and no operator.
    ///
    /// @param args folder, rows of the national file
    public static void main(String[] args) throws IOException {
        write(Path.of(args[0]), Integer.parseInt(args[1]));
    }

    /// @param rows generated rows of the national file, without the cast
    public static void write(Path directory, int rows) throws IOException {
        Files.createDirectories(directory);
        Path national = directory.resolve("national.part");
        Path regional = directory.resolve("regional.part");
        new DirectoryFiles(rows).write(national, regional);
        // Whoever waits for the files never sees half of one.
        Files.move(national, directory.resolve("national.txt"), StandardCopyOption.ATOMIC_MOVE);
        Files.move(regional, directory.resolve("regional.txt"), StandardCopyOption.ATOMIC_MOVE);
    }

    /// Hands over every address of a file that mail could be sent to.
    public static void addresses(Path file, Consumer<String> each) throws IOException {
        try (Stream<String> lines = Files.lines(file, UTF_8)) {
            lines.skip(1)
                    .map(line -> line.split("\\|", -1))
                    .filter(row -> row.length == DirectoryRow.COLUMNS && Domains.isLocal(row[1]))
                    .forEach(row -> each.accept(row[1]));
        }
    }

    private void write(Path nationalFile, Path regionalFile) throws IOException {
        try (BufferedWriter national = Files.newBufferedWriter(nationalFile, UTF_8);
                BufferedWriter regional = Files.newBufferedWriter(regionalFile, UTF_8)) {
            for (BufferedWriter file : List.of(national, regional)) {
                put(DirectoryRow.HEADER, file);
            }
            cast(national, regional);
            int made = 0;
            while (made < rows) {
                made +=
                        random.nextInt(100) < 15
                                ? organisation(national, regional)
                                : person(national, regional, rows - made);
            }
            for (BufferedWriter file : List.of(national, regional)) {
                broken(file);
            }
        }
    }

    private void cast(BufferedWriter national, BufferedWriter regional) throws IOException {
        for (Person person : everybody()) {
            if (person.isPatient() || person.kind() == Person.Kind.PLATFORM) {
                continue;
            }
            used.put(person.address(), 1);
            String line =
                    DirectoryRow.of(
                                    person,
                                    String.valueOf(1 + random.nextInt(90)),
                                    pick(WAYS),
                                    pick(STREETS))
                            .line();
            boolean numbered =
                    !person.rpps().isEmpty()
                            || !person.adeli().isEmpty()
                            || person.lastName().isEmpty();
            if (numbered) {
                put(line, national);
            }
            if (Domains.of(person.address()).equals(Domains.REGIONAL)) {
                put(line, regional);
            }
        }
    }

    private static List<Person> everybody() {
        return Stream.of(Cast.MAILBOXES, List.of(Cast.FULL, Cast.REFUSING), Extras.directoryOnly())
                .flatMap(List::stream)
                .toList();
    }

    /// A person has one mailbox mostly, sometimes others at other workplaces.
    private int person(BufferedWriter national, BufferedWriter regional, int atMost)
            throws IOException {
        String last = names.last();
        String first = names.first();
        Job job = draw(JOBS);
        boolean doctor = job.code().equals("10");
        Job skill = doctor ? draw(SKILLS) : new Job("", "", 0);
        String rpps = Identifiers.rpps("10%08d".formatted(random.nextInt(100_000_000)));
        String title =
                doctor || job.code().equals("40") ? "DR" : Names.title(first, random.nextBoolean());
        int boxes = Math.min(atMost, random.nextInt(100) < 87 ? 1 : 2 + random.nextInt(2));
        for (int i = 0; i < boxes; i++) {
            String[] town = names.town();
            String structure =
                    random.nextInt(100) < 55
                            ? "CABINET " + fold(last).toUpperCase(Locale.ROOT)
                            : names.organisation(town[0]);
            String address = free(slug(first) + "." + slug(last));
            put(
                    new DirectoryRow(
                            "PER",
                            address,
                            "8",
                            rpps,
                            finess(town[1]),
                            "",
                            title,
                            last.toUpperCase(Locale.FRENCH),
                            first,
                            job.code(),
                            job.label(),
                            skill.code(),
                            skill.label(),
                            structure,
                            number(),
                            pick(WAYS),
                            pick(STREETS),
                            town[1],
                            town[0],
                            random.nextBoolean()),
                    national,
                    regional);
        }
        return boxes;
    }

    private int organisation(BufferedWriter national, BufferedWriter regional) throws IOException {
        String[] town = names.town();
        String structure = names.organisation(town[0]);
        String service = names.service();
        String address = free(slug(service) + "." + slug(structure));
        put(
                new DirectoryRow(
                        "ORG",
                        address,
                        "",
                        "",
                        finess(town[1]),
                        service,
                        "",
                        "",
                        "",
                        "",
                        "",
                        "",
                        "",
                        structure,
                        number(),
                        pick(WAYS),
                        pick(STREETS),
                        town[1],
                        town[0],
                        random.nextBoolean()),
                national,
                regional);
        return 1;
    }

    private void put(DirectoryRow row, BufferedWriter national, BufferedWriter regional)
            throws IOException {
        put(row.line(), national);
        if (Domains.of(row.address()).equals(Domains.REGIONAL)) {
            put(row.line(), regional);
        }
    }

    private void broken(BufferedWriter file) throws IOException {
        String[] town = names.town();
        DirectoryRow wrong =
                new DirectoryRow(
                        "PER",
                        "adresse cassée@@medimail..mssante",
                        "8",
                        Identifiers.rpps("1099999999"),
                        finess(town[1]),
                        "",
                        "DR",
                        "LIGNECASSÉE",
                        "Ursule",
                        "10",
                        "Médecin",
                        "SM54",
                        "Médecine générale",
                        "CABINET LIGNECASSEE",
                        number(),
                        "RUE",
                        "DES ECOLES",
                        town[1],
                        town[0],
                        false);
        put(wrong.line(), file);
        put(
                "PER|ligne.tronquee@"
                        + Domains.REGIONAL
                        + "|8|"
                        + Identifiers.rpps("1099999998")
                        + "|TRONQUÉE",
                file);
    }

    private static void put(String line, BufferedWriter file) throws IOException {
        file.write(line);
        file.write('\n');
    }

    /// No address twice, none that begins like those which must stay unknown.
    private String free(String local) {
        String domain = random.nextInt(100) < 15 ? Domains.REGIONAL : Domains.LIBERAL;
        String shortened =
                (local.length() > 60 ? local.substring(0, 60) : local).replaceAll("[.-]+$", "");
        int number = used.merge(shortened + "@" + domain, 1, Integer::sum);
        return shortened + (number == 1 ? "" : String.valueOf(number)) + "@" + domain;
    }

    private Job draw(List<Job> jobs) {
        int left = random.nextInt(jobs.stream().mapToInt(Job::weight).sum());
        for (Job job : jobs) {
            left -= job.weight();
            if (left < 0) {
                return job;
            }
        }
        return jobs.getFirst();
    }

    private String finess(String postalCode) {
        return DirectoryRow.finess(postalCode.substring(0, 2), random.nextInt(1_000_000));
    }

    private String number() {
        return String.valueOf(1 + random.nextInt(180));
    }

    private String pick(List<String> from) {
        return from.get(random.nextInt(from.size()));
    }

    private static String slug(String text) {
        return fold(text)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
    }

    private static String fold(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD).replaceAll("\\p{M}", "");
    }
}
