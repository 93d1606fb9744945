package fr.spico.jmap.core;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads an object that a stranger sent, property by property, with the data types of RFC 8620 §1.
/// [#end()] refuses what nobody asked for. Every failure is `invalidArguments` and names the
/// property.
public final class Arguments {

    private static final long MAX_INT = (1L << 53) - 1;

    private final ObjectNode node;
    private final Set<String> known = new HashSet<>();

    public Arguments(ObjectNode node) {
        this.node = node;
    }

    /// Refuses properties that were not read.
    public void end() {
        unread().stream()
                .findFirst()
                .ifPresent(name -> {
                    throw invalid(name, "is unknown");
                });
    }

    /// Properties that were not read.
    public List<String> unread() {
        return node.propertyNames().stream().filter(name -> !known.contains(name)).toList();
    }

    /// The value if it is there and not null.
    public Optional<JsonNode> value(String name) {
        return Optional.ofNullable(given(name)).filter(v -> !v.isNull());
    }

    public Optional<String> string(String name) {
        return value(name)
                .map(v -> require(v.isString(), v, name, "is not a string").stringValue());
    }

    public Optional<String> id(String name) {
        return string(name).map(id -> requireId(id, name));
    }

    public String accountId() {
        return id("accountId").orElseThrow(() -> invalid("accountId", "is missing"));
    }

    /// `Id[]|null`; each may be a creation id (`#…`).
    public Optional<List<String>> ids(String name) {
        Optional<List<String>> ids = strings(name);
        ids.ifPresent(all -> all.forEach(id -> requireId(withoutHash(id), name)));
        return ids;
    }

    public Optional<List<String>> strings(String name) {
        return value(name)
                .map(array -> {
                    require(array.isArray(), array, name, "is not an array");
                    List<String> strings = new ArrayList<>();
                    for (JsonNode item : array.values()) {
                        strings.add(
                                require(
                                                item.isString(),
                                                item,
                                                name,
                                                "holds something that is not a string")
                                        .stringValue());
                    }
                    return strings;
                });
    }

    public Optional<ObjectNode> object(String name) {
        return value(name)
                .map(v -> (ObjectNode) require(v.isObject(), v, name, "is not an object"));
    }

    /// A non-nullable Boolean with a default.
    public boolean flag(String name, boolean otherwise) {
        JsonNode value = given(name);
        return value == null
                ? otherwise
                : require(value.isBoolean(), value, name, "is not a boolean").booleanValue();
    }

    /// A non-nullable Int with a default.
    public long integer(String name, long otherwise) {
        JsonNode value = given(name);
        return value == null ? otherwise : integer(value, name);
    }

    /// `UnsignedInt|null`.
    public OptionalLong unsigned(String name) {
        Optional<Long> value = value(name).map(v -> integer(v, name));
        value.ifPresent(v -> {
            if (v < 0) {
                throw invalid(name, "is negative");
            }
        });
        return value.isPresent() ? OptionalLong.of(value.get()) : OptionalLong.empty();
    }

    public static MethodError invalid(String name, String why) {
        return MethodError.invalidArguments(name + " " + why + ".");
    }

    private @Nullable JsonNode given(String name) {
        known.add(name);
        return node.get(name);
    }

    /// A number counts by its value: `1`, `1.0` and `1e0` are the same in JSON.
    private static long integer(JsonNode value, String name) {
        require(value.isNumber(), value, name, "is not a number");
        try {
            BigDecimal number = new BigDecimal(value.asString());
            if (number.scale() < -20 || number.scale() > 340) {
                throw invalid(name, "is not an integer within 2^53");
            }
            long exact = number.longValueExact();
            if (Math.abs(exact) <= MAX_INT) {
                return exact;
            }
        } catch (ArithmeticException | NumberFormatException e) {
            throw invalid(name, "is not an integer within 2^53");
        }
        throw invalid(name, "is not an integer within 2^53");
    }

    private static String withoutHash(String id) {
        return id.startsWith("#") ? id.substring(1) : id;
    }

    private static String requireId(String id, String name) {
        if (!JmapId.fits(id)) {
            throw invalid(name, "holds something that is not an id");
        }
        return id;
    }

    private static JsonNode require(boolean holds, JsonNode value, String name, String why) {
        if (!holds) {
            throw invalid(name, why);
        }
        return value;
    }
}
