package fr.spico.jmap.core;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The arguments of a `/query` and its response (RFC 8620 §5.5).
///
/// @param limit empty when the client gave none
public record QueryCall(
        String accountId,
        Optional<ObjectNode> filter,
        List<Comparison> sort,
        long position,
        Optional<String> anchor,
        long anchorOffset,
        OptionalLong limit,
        boolean calculateTotal) {

    private static final int MAX_SORTS = 10;

    /// One Comparator of `sort`; `keyword` is for Email/query.
    public record Comparison(String property, boolean ascending, @Nullable String keyword) {}

    /// Reads the common arguments; the method reads its own and calls [Arguments#end()].
    public static QueryCall read(Arguments arguments) {
        return new QueryCall(
                arguments.accountId(),
                arguments.object("filter"),
                sort(arguments),
                arguments.integer("position", 0),
                arguments.id("anchor"),
                arguments.integer("anchorOffset", 0),
                arguments.unsigned("limit"),
                arguments.flag("calculateTotal", false));
    }

    public static MethodError unsupportedSort(String why) {
        return new MethodError("unsupportedSort", why);
    }

    public static MethodError anchorNotFound() {
        return new MethodError("anchorNotFound", "The anchor is not among the results.");
    }

    /// The comparators of `sort` in order, over objects that are all at hand.
    public static <T> Comparator<T> comparator(
            List<Comparison> sort, Map<String, Comparator<T>> known) {
        Comparator<T> whole = (a, b) -> 0;
        for (Comparison each : sort) {
            Comparator<T> by = known.get(each.property());
            if (by == null) {
                throw unsupportedSort("Cannot sort by " + each.property() + ".");
            }
            whole = whole.thenComparing(each.ascending() ? by : by.reversed());
        }
        return whole;
    }

    /// @param all every result in order
    public ObjectNode response(String queryState, List<String> all) {
        long from = start(all);
        long until =
                limit.isPresent() ? Math.min(all.size(), from + limit.getAsLong()) : all.size();
        List<String> ids = from >= all.size() ? List.of() : all.subList((int) from, (int) until);
        return response(queryState, from, ids, (long) all.size());
    }

    /// @param total null unless it was calculated
    public ObjectNode response(
            String queryState, long position, List<String> ids, @Nullable Long total) {
        ObjectNode response =
                Json.object()
                        .put("accountId", accountId)
                        .put("queryState", queryState)
                        .put("canCalculateChanges", true)
                        .put("position", position);
        response.set("ids", Json.strings(ids));
        if (calculateTotal && total != null) {
            response.put("total", total);
        }
        return response;
    }

    private long start(List<String> all) {
        if (anchor.isPresent()) {
            int at = all.indexOf(anchor.get());
            if (at < 0) {
                throw anchorNotFound();
            }
            return Math.max(0, at + anchorOffset);
        }
        return position < 0 ? Math.max(0, all.size() + position) : position;
    }

    static List<Comparison> sort(Arguments arguments) {
        List<Comparison> sort = new ArrayList<>();
        JsonNode given = arguments.value("sort").orElseGet(Json::array);
        if (!given.isArray() || given.size() > MAX_SORTS) {
            throw Arguments.invalid("sort", "is not an array of at most " + MAX_SORTS);
        }
        for (JsonNode each : given.values()) {
            if (!(each instanceof ObjectNode object)) {
                throw Arguments.invalid("sort", "holds something that is not an object");
            }
            sort.add(comparison(new Arguments(object)));
        }
        return sort;
    }

    private static Comparison comparison(Arguments arguments) {
        Comparison comparison =
                new Comparison(
                        arguments
                                .string("property")
                                .orElseThrow(() -> Arguments.invalid("property", "is missing")),
                        arguments.flag("isAscending", true),
                        arguments.string("keyword").orElse(null));
        arguments
                .string("collation")
                .filter(c -> !c.equals("i;unicode-casemap"))
                .ifPresent(c -> {
                    throw unsupportedSort("This server does not know that collation.");
                });
        arguments.end();
        return comparison;
    }
}
