package fr.spico.replica;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/// Which conversation each of some new messages belongs to (RFC 8621 §3): messages that share a key
/// are one. Where a message joins two conversations, the older one keeps its id.
final class ReplicaThreading {

    private final Map<UUID, Long> threadOfKey;
    private final Map<Long, Long> merged = new HashMap<>();
    private final List<Long> threads = new ArrayList<>();

    /// @param known conversations of the keys that have been seen before
    /// @param nextId gives ids greater than all that exist
    ReplicaThreading(List<List<UUID>> keys, Map<UUID, Long> known, LongSupplier nextId) {
        this.threadOfKey = new HashMap<>(known);
        List<Long> first = keys.stream().map(k -> join(k, nextId)).toList();
        first.forEach(thread -> threads.add(winner(thread)));
        threadOfKey.replaceAll((key, thread) -> winner(thread));
        merged.replaceAll((loser, winner) -> winner(winner));
    }

    /// The conversation of each message, in their order.
    List<Long> threads() {
        return threads;
    }

    /// Conversations that are now part of an older one.
    Map<Long, Long> merged() {
        return merged;
    }

    Map<UUID, Long> threadOfKey() {
        return threadOfKey;
    }

    private long join(List<UUID> keys, LongSupplier nextId) {
        List<Long> found =
                keys.stream()
                        .flatMap(key -> Stream.ofNullable(threadOfKey.get(key)))
                        .map(this::winner)
                        .distinct()
                        .sorted()
                        .toList();
        long thread = found.isEmpty() ? nextId.getAsLong() : found.getFirst();
        found.stream().skip(1).forEach(loser -> merged.put(loser, thread));
        keys.forEach(key -> threadOfKey.put(key, thread));
        return thread;
    }

    private long winner(long thread) {
        long at = thread;
        for (Long next = merged.get(at); next != null; next = merged.get(at)) {
            at = next;
        }
        return at;
    }
}
