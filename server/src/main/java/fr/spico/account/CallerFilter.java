package fr.spico.account;

import fr.spico.account.Caller.Client;
import fr.spico.account.TokenQueries.Bearer;
import fr.spico.platform.db.Database;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
import org.springframework.web.filter.OncePerRequestFilter;

/// Finds out who is calling. A request with an `Authorization` header is judged by that header
/// alone: its cookies do not count, which is why it needs no protection against cross-site
/// requests.
final class CallerFilter extends OncePerRequestFilter {

    private final Database database;
    private final Accounts accounts;
    private final Tokens tokens;
    private final SecurityContextRepository contexts;

    CallerFilter(
            Database database,
            Accounts accounts,
            Tokens tokens,
            SecurityContextRepository contexts) {
        this.database = database;
        this.accounts = accounts;
        this.tokens = tokens;
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
                ? fromSession(request.getSession(false))
                : fromHeader(authorization)
                        .map(bearer ->
                                new Caller(
                                        bearer.account(),
                                        Client.PROGRAM,
                                        Optional.of(bearer.token())));
    }

    private Optional<Caller> fromSession(@Nullable HttpSession session) {
        return CallerSession.read(session)
                .flatMap(signedIn ->
                        database.read(tx -> accounts.find(tx, signedIn.account()))
                                .map(account -> new Caller(account, signedIn.client())));
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
