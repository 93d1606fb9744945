package fr.spico.account;

import fr.spico.account.AccountEvent.Action;
import fr.spico.account.AttemptRules.Attempts;
import fr.spico.platform.db.Database;
import fr.spico.platform.db.WriteTx;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/// Checks a login and its password, throttled per account and per address of origin. A try counts
/// as a failure before its password is looked at, so that a hundred tries at once count as a
/// hundred.
@Component
class SignIns {

    private final Database database;
    private final AccountQueries accounts;
    private final AttemptQueries attempts;
    private final Passwords passwords;
    private final AccountSettings settings;
    private final InstantSource clock;
    private final ApplicationEventPublisher events;

    SignIns(
            Database database,
            AccountQueries accounts,
            AttemptQueries attempts,
            Passwords passwords,
            AccountSettings settings,
            InstantSource clock,
            ApplicationEventPublisher events) {
        this.database = database;
        this.accounts = accounts;
        this.attempts = attempts;
        this.passwords = passwords;
        this.settings = settings;
        this.clock = clock;
        this.events = events;
    }

    SignIn tryOnce(String typedLogin, String password, InetAddress origin) {
        String login = Accounts.normalised(typedLogin);
        Optional<Duration> wait = database.write(tx -> count(tx, login, origin));
        if (wait.isPresent()) {
            return new SignIn.TooManyAttempts(wait.get());
        }
        Optional<String> hash = database.read(tx -> accounts.passwordHash(tx, login));
        return passwords.matches(password, hash.orElse(null))
                ? database.write(tx -> accept(tx, login, origin))
                : new SignIn.Refused();
    }

    private Optional<Duration> count(WriteTx tx, String login, InetAddress origin) {
        Instant now = clock.instant();
        Attempts ofOrigin = attempts.lock(tx, subjectOf(origin));
        Attempts ofLogin = attempts.lock(tx, subjectOf(login));
        Instant free = latest(ofOrigin.blockedUntil(), ofLogin.blockedUntil());
        if (free.isAfter(now)) {
            return Optional.of(Duration.between(now, free));
        }
        attempts.put(
                tx,
                subjectOf(origin),
                AttemptRules.next(ofOrigin, settings.freeTriesPerOrigin(), settings, now));
        attempts.put(
                tx,
                subjectOf(login),
                AttemptRules.next(ofLogin, settings.freeTries(), settings, now));
        return Optional.empty();
    }

    private SignIn accept(WriteTx tx, String login, InetAddress origin) {
        attempts.forgiveOne(tx, subjectOf(origin));
        attempts.forget(tx, subjectOf(login));
        attempts.forgetOlderThan(tx, clock.instant().minus(settings.forgetAfter()));
        Account account = accounts.findByLogin(tx, login).orElseThrow();
        events.publishEvent(
                new AccountEvent(tx, account.id(), Action.SIGNED_IN, account.id().text()));
        return new SignIn.Accepted(account);
    }

    private static Instant latest(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    /// A household or office has a whole /64 in IPv6.
    private static String subjectOf(InetAddress origin) {
        byte[] address = origin.getAddress();
        byte[] network = origin instanceof Inet6Address ? Arrays.copyOf(address, 8) : address;
        return "origin:" + HexFormat.of().formatHex(network);
    }

    /// A digest: what people type into a login field is theirs.
    private static String subjectOf(String login) {
        return "login:" + HexFormat.of().formatHex(sha256(login));
    }

    static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
