package fr.spico.bench;

import fr.spico.bench.Extraction.Row;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/// Makes the questions of the directory benchmark: draws entries of an extraction and asks for each
/// as somebody would who knows it, then again with one mistake and with two. Same file, same seed,
/// same questions.
///
/// The kinds beginning with `exact` have no mistake in what identifies somebody: names with a town,
/// a postal code or a profession, an address, a number. Those beginning with `elsewhere` have
/// somebody's very name, that nobody else has, with a town or profession that is not theirs.
final class DirectoryQuestions {

    private static final List<String> PARTICLES =
            List.of("DE LA ", "D'", "DE ", "DU ", "LE ", "LA ");
    private static final int TRIES = 200;

    private final Extraction extraction;
    private final int perKind;
    private final RandomGenerator random;
    private final List<Question> all = new ArrayList<>();

    private DirectoryQuestions(Extraction extraction, long seed, int perKind) {
        this.extraction = extraction;
        this.perKind = perKind;
        this.random = new SplittableRandom(seed);
    }

    /// @param expected the address that somebody looks for
    record Question(String kind, String typed, String expected) {}

    private interface Way {
        /// Empty if this entry cannot be asked for so.
        String typed(Row row);
    }

    static List<Question> of(Extraction extraction, long seed, int perKind) {
        DirectoryQuestions questions = new DirectoryQuestions(extraction, seed, perKind);
        questions.withoutMistake();
        questions.otherwiseWritten();
        questions.identified();
        questions.oneMistake();
        questions.twoMistakes();
        questions.elsewhere();
        return questions.all;
    }

    private void withoutMistake() {
        ask("exact: last first town", r -> r.last() + " " + r.first() + " " + r.town());
        ask(
                "exact: first last town, no capitals, no accents",
                r -> plain(r.first() + " " + r.last() + " " + r.town()));
        ask("exact: last first profession", r -> names(r) + " " + profession(r));
        ask(
                "exact: town, profession, first last",
                r -> r.town() + " " + profession(r) + " " + r.first() + " " + r.last());
        ask("exact: Dr, last, first, postal code", r -> "Dr " + names(r) + " " + r.postalCode());
        ask(
                "exact: last, town, first, profession as one types",
                r -> {
                    String all = r.last() + " " + r.town() + " " + r.first() + " " + profession(r);
                    return plain(all);
                });
    }

    private void otherwiseWritten() {
        ask(
                "exact: hyphens and apostrophes as blanks or left out",
                r -> {
                    boolean any = r.last().matches(".*[-' ].*") || r.first().contains("-");
                    return any
                            ? hyphens(r.last()) + " " + hyphens(r.first()) + " " + plain(r.town())
                            : "";
                });
        ask(
                "exact: without the particle",
                r -> {
                    String bare = withoutParticle(r.last());
                    return bare.equals(r.last()) ? "" : bare + " " + r.first() + " " + r.town();
                });
        ask(
                "exact: one of two last names",
                r -> {
                    String[] names = r.last().split("-");
                    return names.length < 2
                            ? ""
                            : names[random.nextInt(2)] + " " + r.first() + " " + r.town();
                });
        ask(
                "exact: initial of the first name, town, profession",
                r -> initials(r.first()) + " " + r.last() + " " + r.town() + " " + profession(r));
        ask(
                "exact: St for Saint, other short forms",
                r -> {
                    String town = shortTown(r.town());
                    return town.equals(r.town()) ? "" : names(r) + " " + town;
                });
        ask(
                "exact: the last word is a beginning",
                r -> r.last() + " " + r.town() + " " + beginning(r.first()));
        ask(
                "exact: beginning of the first name, last name, town",
                r -> beginning(r.first()) + " " + r.last() + " " + plain(r.town()));
    }

    private void identified() {
        ask("exact: address", Row::address);
        ask("exact: address before @", r -> r.address().substring(0, r.address().indexOf('@') + 2));
        ask("exact: RPPS", Row::rpps);
        ask(
                "exact: structure, service, town",
                extraction.structures(),
                r -> plain(r.structure() + " " + r.service() + " " + r.town()));
    }

    private void oneMistake() {
        for (Mistakes mistake : Mistakes.values()) {
            String name = mistake.name().toLowerCase(Locale.ROOT).replace('_', ' ');
            ask(
                    "one: " + name + " in the last name",
                    r -> one(mistake, r.last(), r.first() + " " + plain(r.town())));
            ask("one: " + name + " anywhere", r -> anywhere(mistake, r));
        }
        ask(
                "one: names without a blank between",
                r -> plain(r.first() + r.last() + " " + r.town()));
        ask(
                "one: any mistake, names and profession",
                r -> one(any(), r.last(), r.first() + " " + plain(profession(r))));
        ask(
                "one: any mistake in the profession",
                r -> one(any(), profession(r), plain(names(r) + " " + r.town())));
        ask("one: any mistake in the address", this::mistypedAddress);
    }

    private void twoMistakes() {
        ask(
                "two: two mistakes in the last name",
                r -> two(r.last(), r.first() + " " + plain(r.town())));
        ask(
                "two: one in the last, one in the first name",
                r -> both(one(any(), r.last(), ""), one(any(), r.first(), ""), plain(r.town())));
        ask(
                "two: one in the last name, one in the town",
                r -> both(one(any(), r.last(), ""), one(any(), r.town(), ""), plain(r.first())));
        ask("two: anywhere", this::twoAnywhere);
        ask(
                "two: last and first name, profession instead of town",
                r ->
                        both(
                                one(any(), r.last(), ""),
                                one(any(), r.first(), ""),
                                plain(profession(r))));
    }

    /// Somebody who has moved, or is something else than one believed.
    private void elsewhere() {
        Map<String, Long> namesakes =
                extraction.people().stream()
                        .collect(
                                Collectors.groupingBy(
                                        DirectoryQuestions::names, Collectors.counting()));
        ask(
                "elsewhere: last first, another town",
                r -> {
                    String town = another(r.town(), Row::town);
                    return namesakes.getOrDefault(names(r), 0L) > 1
                            ? ""
                            : names(r) + " " + plain(town);
                });
        ask(
                "elsewhere: first last, another profession",
                r -> {
                    String other = another(r.profession(), Row::profession);
                    String names = r.first() + " " + r.last();
                    return namesakes.getOrDefault(names(r), 0L) > 1
                            ? ""
                            : plain(names + " " + other);
                });
    }

    private String another(String mine, Function<Row, String> of) {
        while (true) {
            String other =
                    of.apply(extraction.people().get(random.nextInt(extraction.people().size())));
            if (!other.isEmpty() && !other.equals(mine)) {
                return other;
            }
        }
    }

    private void ask(String kind, Way way) {
        ask(kind, extraction.people(), way);
    }

    private void ask(String kind, List<Row> rows, Way way) {
        int made = 0;
        for (int tries = 0; made < perKind && tries < perKind * TRIES; tries++) {
            Row row = rows.get(random.nextInt(rows.size()));
            String typed = way.typed(row).strip();
            if (!typed.isEmpty()) {
                all.add(new Question(kind, typed, row.address()));
                made++;
            }
        }
    }

    private static String names(Row row) {
        return row.last() + " " + row.first();
    }

    private String profession(Row row) {
        return EverydayNames.of(row, random);
    }

    /// In the longest word; empty if the mistake changes nothing.
    private String one(Mistakes mistake, String text, String rest) {
        List<String> words = new ArrayList<>(List.of(plain(text).split("(?<=[ '.-])|(?=[ '.-])")));
        int longest = 0;
        for (int i = 0; i < words.size(); i++) {
            longest = words.get(i).length() > words.get(longest).length() ? i : longest;
        }
        String word = words.get(longest);
        String wrong = word.length() < 4 ? word : mistake.in(word, random);
        if (wrong.equals(word)) {
            return "";
        }
        words.set(longest, wrong);
        return (String.join("", words) + " " + rest).strip();
    }

    private String mistypedAddress(Row row) {
        int at = row.address().indexOf('@');
        String local = one(any(), row.address().substring(0, at), "");
        return local.isEmpty() ? "" : local + row.address().substring(at);
    }

    /// Both mistakes happened.
    private static String both(String one, String other, String rest) {
        return one.isEmpty() || other.isEmpty() ? "" : one + " " + other + " " + rest;
    }

    private String two(String text, String rest) {
        String first = one(any(), text, "");
        String second = first.isEmpty() || plain(text).length() < 6 ? "" : one(any(), first, rest);
        return second.startsWith(plain(text) + " ") ? "" : second;
    }

    private String anywhere(Mistakes mistake, Row row) {
        List<String> parts = parts(row);
        int at = random.nextInt(parts.size());
        String wrong = one(mistake, parts.get(at), "");
        parts.set(at, wrong);
        return wrong.isEmpty() ? "" : String.join(" ", parts);
    }

    private String twoAnywhere(Row row) {
        List<String> parts = parts(row);
        int first = random.nextInt(parts.size());
        for (int at : new int[] {first, (first + 1) % parts.size()}) {
            String wrong = one(any(), parts.get(at), "");
            if (wrong.isEmpty()) {
                return "";
            }
            parts.set(at, wrong);
        }
        return String.join(" ", parts);
    }

    private static List<String> parts(Row row) {
        return new ArrayList<>(List.of(plain(row.last()), plain(row.first()), plain(row.town())));
    }

    private Mistakes any() {
        return Mistakes.values()[random.nextInt(Mistakes.values().length)];
    }

    private String hyphens(String name) {
        return name.replaceAll("[-' ]", random.nextBoolean() ? " " : "");
    }

    private static String withoutParticle(String last) {
        return PARTICLES.stream()
                .filter(last::startsWith)
                .findFirst()
                .map(particle -> last.substring(particle.length()))
                .orElse(last);
    }

    private static String initials(String first) {
        StringBuilder initials = new StringBuilder();
        for (String name : first.split("[- ]")) {
            initials.append(name.charAt(0));
        }
        return initials.toString();
    }

    private static String shortTown(String town) {
        return town.replaceFirst("^SAINT ", "ST ")
                .replaceFirst("^L ", "L'")
                .replaceFirst("CLERMONT FERRAND", "CLERMONT-FD");
    }

    private String beginning(String name) {
        return name.substring(0, Math.min(name.length(), 3 + random.nextInt(3)));
    }

    private static String plain(String text) {
        return Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "");
    }
}
