package fr.spico.directory;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// The words of codes, as the flat file has them. The same code and words come back in each row, so
/// a few hundred stay.
final class DirectoryLabels {

    /// More is no nomenclature.
    private static final int MOST = 5_000;

    enum Kind {
        PROFESSION,
        SPECIALTY;

        String stored() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Map<Kind, Map<String, String>> labels = new EnumMap<>(Kind.class);

    void learn(Kind kind, String code, String label) {
        Map<String, String> known = labels.computeIfAbsent(kind, any -> new HashMap<>());
        if (!code.isEmpty() && !label.isEmpty() && known.size() < MOST) {
            known.putIfAbsent(code, label);
        }
    }

    /// Empty if the code is not known.
    String of(Kind kind, String code) {
        return labels.getOrDefault(kind, Map.of()).getOrDefault(code, "");
    }

    Map<String, String> of(Kind kind) {
        return labels.getOrDefault(kind, Map.of());
    }

    boolean isEmpty() {
        return labels.values().stream().allMatch(Map::isEmpty);
    }
}
