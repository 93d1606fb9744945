package fr.spico.jmap.webpush;

import fr.spico.account.AccountId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import org.springframework.stereotype.Component;

/// Codes that receivers repeat, and how many of them this node sends (RFC 8620 §8.7). Thread-safe.
@Component
class PushCodes {

    private static final int OCTETS = 24;
    private static final Duration WINDOW = Duration.ofHours(1);

    private final RandomGenerator random;
    private final PushSettings settings;
    private final Map<AccountId, Deque<Instant>> sent = new ConcurrentHashMap<>();

    PushCodes(RandomGenerator random, PushSettings settings) {
        this.random = random;
        this.settings = settings;
    }

    String next() {
        byte[] bits = new byte[OCTETS];
        random.nextBytes(bits);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    }

    /// Counts one more code, unless the account has had its share.
    boolean mayBeSent(AccountId account, Instant now) {
        boolean[] allowed = new boolean[1];
        sent.compute(
                account,
                (a, known) -> {
                    Deque<Instant> times = known == null ? new ArrayDeque<>() : known;
                    times.removeIf(time -> time.isBefore(now.minus(WINDOW)));
                    allowed[0] = times.size() < settings.maxCodesPerHour();
                    if (allowed[0]) {
                        times.add(now);
                    }
                    return times;
                });
        return allowed[0];
    }
}
