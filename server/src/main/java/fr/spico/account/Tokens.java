package fr.spico.account;

import fr.spico.account.AccountEvent.Action;
import fr.spico.account.TokenQueries.Bearer;
import fr.spico.platform.db.Database;
import fr.spico.platform.db.ReadTx;
import fr.spico.platform.db.WriteTx;
import fr.spico.platform.time.IdSource;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/// Application tokens: 256 random bits, kept as a digest. Asked of the database at every request,
/// so that a revoked one is refused at once.
@Component
class Tokens {

    private static final String PREFIX = "spico_";
    private static final Duration USE_NOTED_EVERY = Duration.ofMinutes(1);
    private static final int MOST_PER_ACCOUNT = 50;

    private final Database database;
    private final TokenQueries queries;
    private final InstantSource clock;
    private final IdSource ids;
    private final RandomGenerator random;
    private final ApplicationEventPublisher events;

    Tokens(
            Database database,
            TokenQueries queries,
            InstantSource clock,
            IdSource ids,
            RandomGenerator random,
            ApplicationEventPublisher events) {
        this.database = database;
        this.queries = queries;
        this.clock = clock;
        this.ids = ids;
        this.random = random;
        this.events = events;
    }

    record Created(Token token, String secret) {}

    /// Whose token this is.
    Optional<Bearer> find(String secret) {
        if (!secret.startsWith(PREFIX)) {
            return Optional.empty();
        }
        Optional<Bearer> bearer = database.read(tx -> queries.find(tx, SignIns.sha256(secret)));
        bearer.ifPresent(this::noteUse);
        return bearer;
    }

    List<Token> list(ReadTx tx, AccountId account) {
        return queries.list(tx, account);
    }

    /// Empty when the account has as many as it may have.
    Optional<Created> create(WriteTx tx, AccountId account, String name) {
        if (queries.list(tx, account).size() >= MOST_PER_ACCOUNT) {
            return Optional.empty();
        }
        byte[] bits = new byte[32];
        random.nextBytes(bits);
        String secret = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
        Token token = new Token(ids.next(), name, clock.instant(), Optional.empty());
        queries.insert(tx, token, account, SignIns.sha256(secret));
        events.publishEvent(
                new AccountEvent(tx, account, Action.TOKEN_CREATED, token.id().toString()));
        return Optional.of(new Created(token, secret));
    }

    boolean revoke(WriteTx tx, AccountId account, UUID token) {
        boolean revoked = queries.revoke(tx, account, token, clock.instant());
        if (revoked) {
            events.publishEvent(
                    new AccountEvent(tx, account, Action.TOKEN_REVOKED, token.toString()));
        }
        return revoked;
    }

    private void noteUse(Bearer bearer) {
        Instant now = clock.instant();
        boolean fresh =
                bearer.lastUsedAt().filter(at -> at.plus(USE_NOTED_EVERY).isAfter(now)).isPresent();
        if (!fresh) {
            database.run(tx -> queries.touch(tx, bearer.token(), now));
        }
    }
}
