package fr.spico.directory.search;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The departments of France, from `departments.txt`.
final class Departments {

    private static final Map<String, Department> FRENCH = load();

    private Departments() {}

    /// @param region empty overseas, where it is the department again
    record Department(String name, String region) {}

    /// @param code e.g. `31`, `2A`, `974`; the names of an unknown one are empty
    static Department of(String code) {
        return FRENCH.getOrDefault(code, new Department("", ""));
    }

    /// Changes with the names: an index made with others is not the same index.
    static int edition() {
        return FRENCH.hashCode();
    }

    private static Map<String, Department> load() {
        Map<String, Department> all = new HashMap<>();
        try (InputStream in =
                Objects.requireNonNull(Departments.class.getResourceAsStream("departments.txt"))) {
            List<String> lines =
                    new String(in.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .filter(line -> !line.startsWith("#"))
                            .toList();
            for (String line : lines) {
                int space = line.indexOf(' ');
                int bar = line.indexOf('|');
                all.put(
                        line.substring(0, space),
                        new Department(line.substring(space + 1, bar), line.substring(bar + 1)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }
}
