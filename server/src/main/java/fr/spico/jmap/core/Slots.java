package fr.spico.jmap.core;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Counts what one key has under way and refuses more than a maximum. Thread-safe.
public final class Slots<K> {

    private final int max;
    private final Map<K, Integer> taken = new ConcurrentHashMap<>();

    public Slots(int max) {
        this.max = max;
    }

    /// A slot to be closed once, or empty when all are taken.
    public Optional<Slot> take(K key) {
        int now = taken.merge(key, 1, Integer::sum);
        if (now > max) {
            release(key);
            return Optional.empty();
        }
        return Optional.of(() -> release(key));
    }

    private void release(K key) {
        taken.computeIfPresent(key, (k, count) -> count == 1 ? null : count - 1);
    }

    /// Something under way.
    public interface Slot extends AutoCloseable {
        @Override
        void close();
    }
}
