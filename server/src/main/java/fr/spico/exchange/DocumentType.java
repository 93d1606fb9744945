package fr.spico.exchange;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/// What a document is (standards §3.4, §3.5): a type of JDV_J07 and the class of JDV_J06 that
/// follows from it.
public record DocumentType(Code code, Code category) {

    private static final String CLASS_SYSTEM = "1.2.250.1.213.1.1.4.1";
    private static final Map<String, DocumentType> ALL = load();

    /// @param code e.g. `34112-3`
    public static Optional<DocumentType> of(String code) {
        return Optional.ofNullable(ALL.get(code));
    }

    /// All types, class by class, by label within a class.
    public static List<DocumentType> all() {
        return List.copyOf(ALL.values());
    }

    private static Map<String, DocumentType> load() {
        Map<String, Code> classes =
                rows("JDV_J06.txt").stream()
                        .map(row -> new Code(row[0], CLASS_SYSTEM, row[1]))
                        .collect(Collectors.toMap(Code::value, code -> code));
        Map<String, DocumentType> types = new LinkedHashMap<>();
        for (String[] row : rows("JDV_J07.txt")) {
            Code category = Objects.requireNonNull(classes.get(row[3]), row[0]);
            types.put(row[0], new DocumentType(new Code(row[0], row[1], row[2]), category));
        }
        return types;
    }

    private static List<String[]> rows(String resource) {
        try (InputStream in =
                Objects.requireNonNull(DocumentType.class.getResourceAsStream(resource))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\\|"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
