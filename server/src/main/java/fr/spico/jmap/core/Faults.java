package fr.spico.jmap.core;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/// What is wrong with one object of a `/set`: `invalidProperties` lists all of it (RFC 8620 §5.3).
public final class Faults {

    private final List<SetRefused> refused = new ArrayList<>();

    /// The value, or empty if it was refused with `invalidProperties`; any other refusal goes on.
    public <T> Optional<T> read(Supplier<T> value) {
        try {
            return Optional.of(value.get());
        } catch (SetRefused fault) {
            add(fault);
            return Optional.empty();
        }
    }

    /// As [#read], of what has no value.
    public void check(Runnable check) {
        try {
            check.run();
        } catch (SetRefused fault) {
            add(fault);
        }
    }

    /// Keeps an `invalidProperties`, throws anything else.
    public void add(SetRefused fault) {
        if (!fault.error().json().path("type").asString().equals("invalidProperties")) {
            throw fault;
        }
        refused.add(fault);
    }

    /// @throws SetRefused with all that was added
    public void end() {
        if (refused.size() == 1) {
            throw refused.getFirst();
        }
        if (!refused.isEmpty()) {
            Set<String> properties = new LinkedHashSet<>();
            List<String> why = new ArrayList<>();
            for (SetRefused fault : refused) {
                List<String> names =
                        fault.error().json().path("properties").values().stream()
                                .map(JsonNode::asString)
                                .toList();
                properties.addAll(names);
                why.add(
                        String.join(", ", names)
                                + ": "
                                + fault.error().json().path("description").asString());
            }
            throw new SetRefused(SetError.invalidProperties(String.join(" ", why), properties));
        }
    }
}
