package fr.spico.directory.annuaire;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// At most so many calls in any second, as the server counts them, however many threads make them:
/// a call came to it before its answer came to us, so a place is free a second after that answer.
/// Thread-safe.
final class Pace {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final LongSupplier nanos;
    private final long[] calls;
    private int next;

    /// @param nanos a clock that never goes back
    Pace(int perSecond, LongSupplier nanos) {
        this.nanos = nanos;
        this.calls = new long[perSecond];
        Arrays.fill(calls, nanos.getAsLong() - SECOND);
    }

    /// @param number to give back with [#answered]
    /// @param nanos until it is free
    record Place(int number, long nanos) {}

    /// Takes the next place.
    synchronized Place reserve() {
        long now = nanos.getAsLong();
        long at = Math.max(now, calls[next] + SECOND);
        Place place = new Place(next, at - now);
        calls[next] = at;
        next = (next + 1) % calls.length;
        return place;
    }

    /// Takes the next place and waits for it.
    Place await() throws InterruptedException {
        Place place = reserve();
        TimeUnit.NANOSECONDS.sleep(place.nanos);
        return place;
    }

    synchronized void answered(Place place) {
        calls[place.number] = Math.max(calls[place.number], nanos.getAsLong());
    }
}
