package fr.spico.dossier;

import fr.spico.account.Account;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// The matrix of `rights.txt`: profession × action × confidentiality.
@Component
public class DossierRights {

    private static final String OTHERS = "*";
    private static final String STRUCTURE = "structure";

    private final Map<String, Rights> byProfession = new HashMap<>();

    DossierRights() {
        this(resource());
    }

    DossierRights(String matrix) {
        for (String block : matrix.split("\n\\h*\n")) {
            List<String> lines =
                    block.lines()
                            .map(String::strip)
                            .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                            .toList();
            if (!lines.isEmpty()) {
                Rights rights = rights(lines.subList(1, lines.size()));
                for (String name : lines.getFirst().split(",")) {
                    byProfession.put(key(name), rights);
                }
            }
        }
    }

    /// The matrix that comes with the platform.
    public static DossierRights ofTheHouse() {
        return new DossierRights();
    }

    /// A cell.
    enum Answer {
        YES,
        NO,
        /// Only what the person put in.
        OWN
    }

    /// A profession's block.
    public record Rights(
            Set<DossierAction> dossier,
            Map<DocumentAction, Map<Confidentiality, Answer>> documents) {

        public boolean may(DossierAction action) {
            return dossier.contains(action);
        }

        /// @param own whether the document was put in by the person who asks
        public boolean may(DocumentAction action, Confidentiality confidentiality, boolean own) {
            return switch (answer(action, confidentiality)) {
                case YES -> true;
                case NO -> false;
                case OWN -> own;
            };
        }

        Answer answer(DocumentAction action, Confidentiality confidentiality) {
            return documents
                    .getOrDefault(action, Map.of())
                    .getOrDefault(confidentiality, Answer.NO);
        }
    }

    public Rights of(Account account) {
        return account.kind() == Account.Kind.STRUCTURE
                ? ofKey(STRUCTURE)
                : ofProfession(account.profession());
    }

    /// Of somebody who has no account.
    public Rights ofProfession(String profession) {
        return ofKey(key(profession));
    }

    private Rights ofKey(String key) {
        Rights known = byProfession.get(key);
        return known == null ? byProfession.getOrDefault(OTHERS, NOTHING) : known;
    }

    private static final Rights NOTHING = new Rights(Set.of(), Map.of());

    private static Rights rights(List<String> lines) {
        Set<DossierAction> dossier = EnumSet.noneOf(DossierAction.class);
        Map<DocumentAction, Map<Confidentiality, Answer>> documents =
                new EnumMap<>(DocumentAction.class);
        for (String line : lines) {
            List<String> words = new ArrayList<>(Arrays.asList(line.split("\\h+")));
            String action = words.removeFirst().toUpperCase(Locale.ROOT);
            if (action.equals("DOSSIER")) {
                words.forEach(w -> dossier.add(DossierAction.valueOf(w.toUpperCase(Locale.ROOT))));
            } else {
                documents.put(DocumentAction.valueOf(action), cells(words));
            }
        }
        return new Rights(dossier, documents);
    }

    private static Map<Confidentiality, Answer> cells(List<String> words) {
        Confidentiality[] columns = Confidentiality.values();
        if (words.size() != columns.length) {
            throw new IllegalArgumentException("rights.txt: three cells per line, not " + words);
        }
        return Arrays.stream(columns)
                .collect(
                        Collectors.toMap(
                                column -> column,
                                column ->
                                        Answer.valueOf(
                                                words.get(column.ordinal())
                                                        .toUpperCase(Locale.ROOT))));
    }

    private static String key(String profession) {
        return profession.strip().equals(OTHERS) ? OTHERS : Names.plain(profession);
    }

    private static String resource() {
        try (InputStream in = DossierRights.class.getResourceAsStream("rights.txt")) {
            return new String(
                    java.util.Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
