package fr.spico.directory.search;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The words under which a value is found, each with what it costs to be found so (0–15).
final class Spellings {

    /// Changes whenever the same value gets other words, so that old indexes are made anew.
    static final int EDITION = 3;

    static final Set<String> PARTICLES =
            Set.of(
                    "a", "au", "aux", "d", "da", "das", "de", "del", "den", "der", "des", "di",
                    "do", "dos", "du", "el", "en", "et", "l", "la", "le", "les", "sous", "sur",
                    "van", "von");

    private static final Map<String, String> SAME_WORD =
            Map.of("saint", "st", "st", "saint", "sainte", "ste", "ste", "sainte");

    /// More for a word that does not stand in the value, see [IndexData#isHiddenWord].
    private static final int HIDDEN = 1;

    private static final int LONGEST = 40;
    private static final int INITIALS = 5;
    private static final int TOGETHER = 4;

    private final Field field;
    private final Map<String, Integer> costs = new LinkedHashMap<>();

    private Spellings(Field field) {
        this.field = field;
    }

    static Map<String, Integer> of(Field field, String value) {
        Spellings spellings = new Spellings(field);
        switch (field) {
            case LAST_NAME, FIRST_NAME -> spellings.name(Words.split(value), value);
            case PLACE -> spellings.place(Place.parse(value));
            case TITLE -> spellings.title(Words.split(value));
            case DOMAIN -> spellings.domain(Words.split(value));
            default -> spellings.text(Words.split(value));
        }
        return spellings.costs;
    }

    /// Every run of words written as one: `LE GOFF` → legoff, goff; of a first name the initials,
    /// too: `Jean-Baptiste` → jb.
    private void name(List<String> words, String value) {
        List<String> own = withoutParticles(words);
        runs(words, TOGETHER, run -> run.length() == words.size() ? 0 : field.partCost);
        for (String run : joined(own)) {
            add(run, Math.min(1, field.partCost));
        }
        if (field == Field.FIRST_NAME && words.size() > 1) {
            StringBuilder initials = new StringBuilder();
            words.forEach(word -> initials.append(word.charAt(0)));
            add(initials.toString(), INITIALS);
        }
        everyday(words);
        if (costs.isEmpty() && !value.isBlank()) {
            add(Words.fold(value).strip(), 0);
        }
    }

    private void place(Place place) {
        List<String> town = Words.split(place.town());
        runs(town, TOGETHER, run -> run.length() == town.size() ? 0 : field.partCost);
        everyday(town);
        Departments.Department department = Departments.of(place.department());
        for (String name : List.of(department.name(), department.region())) {
            List<String> words = Words.split(name);
            runs(words, TOGETHER, run -> field.partCost + HIDDEN);
        }
        add(place.postalCode(), 0);
        add(Words.fold(place.department()), 0);
        arrondissement(place.postalCode());
    }

    /// Paris, Lyon and Marseille are divided: `75011` is « Paris 11e ».
    private void arrondissement(String postalCode) {
        if (postalCode.matches("75[01]\\d\\d|6900\\d|130[01]\\d")) {
            String number = String.valueOf(Integer.parseInt(postalCode.substring(3)));
            for (String end : List.of("", "e", "eme", "er")) {
                add(number + end, 1);
            }
        }
    }

    private void title(List<String> words) {
        for (String word : words) {
            switch (word) {
                case "dr" -> add(0, "dr", "docteur");
                case "pr" -> add(0, "pr", "professeur", "prof");
                case "m" -> add(0, "m", "mr", "monsieur");
                case "mme", "mlle" -> add(0, "mme", "madame", "mlle", "mademoiselle");
                default -> add(word, 0);
            }
        }
    }

    /// Without what all domains have.
    private void domain(List<String> words) {
        words.stream()
                .limit(Math.max(0, words.size() - 1))
                .filter(word -> !word.equals("mssante"))
                .forEach(word -> add(word, 0));
    }

    private void text(List<String> words) {
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (!PARTICLES.contains(word) || words.size() == 1) {
                add(word, field.partCost);
                add(SAME_WORD.getOrDefault(word, ""), field.partCost);
            }
            boolean binds = word.length() == 1 || SAME_WORD.containsKey(word) || i == 0;
            if (binds && i + 1 < words.size()) {
                runs(words.subList(i, i + 2), 2, run -> field.partCost);
            }
        }
        everyday(words);
    }

    private void everyday(List<String> words) {
        EverydayWords.french().of(words).forEach(word -> add(word, field.partCost + HIDDEN));
    }

    private interface Cost {
        int of(Run run);
    }

    private record Run(int length, String text) {}

    private void runs(List<String> words, int together, Cost cost) {
        for (int from = 0; from < words.size(); from++) {
            List<String> runs = List.of("");
            for (int i = from; i < Math.min(words.size(), from + together); i++) {
                runs = continued(runs, words.get(i));
                for (String run : runs) {
                    boolean onlyParticle = i == from && PARTICLES.contains(run);
                    if (!onlyParticle || words.size() == 1) {
                        add(run, cost.of(new Run(i - from + 1, run)));
                    }
                }
            }
        }
    }

    private static List<String> joined(List<String> words) {
        List<String> runs = List.of("");
        for (String word : words) {
            runs = continued(runs, word);
        }
        return runs;
    }

    private static List<String> continued(List<String> runs, String word) {
        String other = SAME_WORD.get(word);
        List<String> longer = new ArrayList<>();
        for (String run : runs) {
            longer.add(run + word);
            if (other != null) {
                longer.add(run + other);
            }
        }
        return longer;
    }

    private static List<String> withoutParticles(List<String> words) {
        return words.stream().filter(word -> !PARTICLES.contains(word)).toList();
    }

    private void add(int cost, String... words) {
        for (String word : words) {
            add(word, cost);
        }
    }

    private void add(String word, int cost) {
        if (!word.isEmpty() && word.length() <= LONGEST) {
            costs.merge(word, field.cost + cost, Math::min);
        }
    }
}
