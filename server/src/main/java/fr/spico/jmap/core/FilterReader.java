package fr.spico.jmap.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads FilterOperator and FilterCondition (RFC 8620 §5.5) into whatever a method filters with.
public abstract class FilterReader<F> {

    private static final int MAX_DEPTH = 20;
    private static final int MAX_CONDITIONS = 200;

    private int conditions;

    /// What a condition with no property asks: nothing.
    protected abstract F all();

    protected abstract F and(List<F> of);

    protected abstract F or(List<F> of);

    /// None of these.
    protected abstract F not(List<F> of);

    /// Reads one property of a condition, or throws [#unsupported].
    protected abstract F property(String name, Arguments condition);

    public F read(Optional<ObjectNode> filter) {
        return filter.map(f -> read(f, 0)).orElseGet(this::all);
    }

    protected static MethodError unsupported(String why) {
        return new MethodError("unsupportedFilter", why);
    }

    private F read(ObjectNode filter, int depth) {
        if (depth > MAX_DEPTH || ++conditions > MAX_CONDITIONS) {
            throw unsupported("The filter is too large: simplify it.");
        }
        return filter.has("operator") ? operator(filter, depth) : condition(filter);
    }

    private F operator(ObjectNode filter, int depth) {
        Arguments arguments = new Arguments(filter);
        String operator = arguments.string("operator").orElse("");
        JsonNode given =
                arguments
                        .value("conditions")
                        .filter(JsonNode::isArray)
                        .orElseThrow(() -> Arguments.invalid("conditions", "is not an array"));
        arguments.end();
        List<F> of = new ArrayList<>();
        for (JsonNode each : given.values()) {
            if (!(each instanceof ObjectNode object)) {
                throw Arguments.invalid("conditions", "holds something that is not an object");
            }
            of.add(read(object, depth + 1));
        }
        return switch (operator) {
            case "AND" -> and(of);
            case "OR" -> or(of);
            case "NOT" -> not(of);
            default -> throw Arguments.invalid("operator", "is none of AND, OR, NOT");
        };
    }

    private F condition(ObjectNode condition) {
        Arguments arguments = new Arguments(condition);
        List<F> of = new ArrayList<>();
        condition.propertyNames().forEach(name -> of.add(property(name, arguments)));
        return of.size() == 1 ? of.getFirst() : of.isEmpty() ? all() : and(of);
    }
}
