package fr.spico.jmap.email;

import fr.spico.jmap.core.Arguments;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// What Email/get is asked about bodies (RFC 8621 §4.2).
///
/// @param maxValueBytes 0 = no limit
record BodyWishes(
        Set<String> partProperties, boolean text, boolean html, boolean all, long maxValueBytes) {

    static final Set<String> DEFAULT =
            orderedSet(
                    "partId",
                    "blobId",
                    "size",
                    "name",
                    "type",
                    "charset",
                    "disposition",
                    "cid",
                    "language",
                    "location");

    private static final int MAX_PROPERTIES = 200;
    private static final Set<String> MORE = Set.of("headers", "subParts");

    static BodyWishes read(Arguments arguments) {
        Set<String> properties =
                new LinkedHashSet<>(
                        arguments.strings("bodyProperties").orElse(List.copyOf(DEFAULT)));
        if (properties.size() > MAX_PROPERTIES) {
            throw Arguments.invalid("bodyProperties", "names more than " + MAX_PROPERTIES);
        }
        for (String property : properties) {
            if (!isKnown(property)) {
                throw Arguments.invalid("bodyProperties", "names the unknown " + property);
            }
        }
        return new BodyWishes(
                properties,
                arguments.flag("fetchTextBodyValues", false),
                arguments.flag("fetchHTMLBodyValues", false),
                arguments.flag("fetchAllBodyValues", false),
                max(arguments));
    }

    private static Set<String> orderedSet(String... names) {
        return Collections.unmodifiableSet(new LinkedHashSet<>(List.of(names)));
    }

    private static long max(Arguments arguments) {
        long max = arguments.integer("maxBodyValueBytes", 0);
        if (max < 0) {
            throw Arguments.invalid("maxBodyValueBytes", "is negative");
        }
        return max;
    }

    private static boolean isKnown(String property) {
        return DEFAULT.contains(property)
                || MORE.contains(property)
                || (property.startsWith("header:") && HeaderProperty.parse(property).isPresent());
    }
}
