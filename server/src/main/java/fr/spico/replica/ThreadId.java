package fr.spico.replica;

import java.util.Optional;

/// A conversation (`t12`).
public record ThreadId(long value) {

    public static Optional<ThreadId> parse(String jmapId) {
        return Ids.number('t', jmapId).map(ThreadId::new);
    }

    public String jmapId() {
        return "t" + value;
    }
}
