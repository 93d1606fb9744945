package fr.spico.account;

import fr.spico.account.Caller.Client;
import fr.spico.account.TokenQueries.Bearer;
import fr.spico.platform.db.Database;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.web.filter.OncePerRequestFilter;

/// Finds out who is calling. A request with an `Authorization` header is judged by that header
/// alone: its cookies do not count, which is why it needs no protection against cross-site
/// requests.
final class CallerFilter extends OncePerRequestFilter {

    private static final Duration USE_NOTED_EVERY = Duration.ofMinutes(1);

    private final Database database;
    private final Accounts accounts;
    private final Tokens tokens;
    private final SessionRepository<? extends Session> sessions;
    private final CookieSerializer sessionCookie;
    private final InstantSource clock;
    private final SecurityContextRepository contexts;

    CallerFilter(
            Database database,
            Accounts accounts,
            Tokens tokens,
            SessionRepository<? extends Session> sessions,
            CookieSerializer sessionCookie,
            InstantSource clock,
            SecurityContextRepository contexts) {
        this.database = database;
        this.accounts = accounts;
        this.tokens = tokens;
        this.sessions = sessions;
        this.sessionCookie = sessionCookie;
        this.clock = clock;
        this.contexts = contexts;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        caller(request).ifPresent(caller -> remember(caller, request, response));
        chain.doFilter(request, response);
    }

    private Optional<Caller> caller(HttpServletRequest request) {
        String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        return authorization == null
                ? fromSession(request)
                : fromHeader(authorization)
                        .map(bearer ->
                                new Caller(
                                        bearer.account(),
                                        Client.PROGRAM,
                                        Optional.of(bearer.token())));
    }

    private Optional<Caller> fromSession(HttpServletRequest request) {
        return session(request)
                .flatMap(signedIn ->
                        database.read(tx -> accounts.find(tx, signedIn.account()))
                                .map(account -> new Caller(account, signedIn.client())));
    }

    /// A session that is asked for through the request is written, and read once more, when the
    /// request ends: that it is used is noted once a minute only.
    private Optional<CallerSession> session(HttpServletRequest request) {
        Instant before = clock.instant().minus(USE_NOTED_EVERY);
        Session kept = kept(request);
        return kept != null && kept.getLastAccessedTime().isAfter(before)
                ? CallerSession.read(kept)
                : CallerSession.read(request.getSession(false));
    }

    /// The first one that there is, as Spring Session takes it.
    private @Nullable Session kept(HttpServletRequest request) {
        for (String id : sessionCookie.readCookieValues(request)) {
            Session kept = sessions.findById(id);
            if (kept != null) {
                return kept;
            }
        }
        return null;
    }

    private Optional<Bearer> fromHeader(String authorization) {
        int blank = authorization.indexOf(' ');
        String scheme = blank < 0 ? "" : authorization.substring(0, blank).toLowerCase(Locale.ROOT);
        String credentials = authorization.substring(blank + 1).strip();
        return switch (scheme) {
            case "bearer" -> tokens.find(credentials);
            case "basic" -> fromBasic(credentials);
            default -> Optional.empty();
        };
    }

    /// The token is the password; the login has to be its owner's.
    private Optional<Bearer> fromBasic(String credentials) {
        String pair = decoded(credentials);
        int colon = pair.indexOf(':');
        if (colon < 0) {
            return Optional.empty();
        }
        String login = Accounts.normalised(pair.substring(0, colon));
        return tokens.find(pair.substring(colon + 1))
                .filter(bearer -> bearer.account().login().equals(login));
    }

    private static String decoded(String base64) {
        try {
            return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private void remember(Caller caller, HttpServletRequest request, HttpServletResponse response) {
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(new PreAuthenticatedAuthenticationToken(caller, "", List.of()));
        SecurityContextHolder.setContext(context);
        contexts.saveContext(context, request, response);
    }
}
