package fr.spico.account;

import fr.spico.account.AccountEvent.Action;
import fr.spico.account.Caller.Client;
import fr.spico.platform.config.OperatorSettings;
import fr.spico.platform.db.Database;
import fr.spico.platform.http.Problem;
import fr.spico.platform.http.PublicEndpoint;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// `/api/session`: sign in, who am I, sign out.
@RestController
@RequestMapping("/api/session")
class SessionResource {

    private final SignIns signIns;
    private final CookieCsrfTokenRepository csrfTokens;
    private final OperatorSettings operator;
    private final Database database;
    private final ApplicationEventPublisher events;

    SessionResource(
            SignIns signIns,
            CookieCsrfTokenRepository csrfTokens,
            OperatorSettings operator,
            Database database,
            ApplicationEventPublisher events) {
        this.signIns = signIns;
        this.csrfTokens = csrfTokens;
        this.operator = operator;
        this.database = database;
        this.events = events;
    }

    record Credentials(@Nullable String login, @Nullable String password, @Nullable String client) {

        @Override
        public String toString() {
            return "Credentials[…]";
        }
    }

    @PublicEndpoint("signing in is how one becomes somebody")
    @PostMapping
    Profile.WithClient signIn(
            @RequestBody Credentials typed,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (typed.login() == null || typed.password() == null) {
            throw new Problem(
                    HttpStatus.BAD_REQUEST,
                    "bad-request",
                    "Saisissez votre identifiant et votre mot de passe.");
        }
        Client client = clientOf(typed.client());
        return switch (signIns.tryOnce(typed.login(), typed.password(), originOf(request))) {
            case SignIn.Accepted(Account account) -> {
                new CallerSession(account.id(), client).begin(request);
                csrfTokens.saveToken(csrfTokens.generateToken(request), request, response);
                yield Profile.of(account, client, operator);
            }
            case SignIn.Refused() ->
                    throw new Problem(
                            HttpStatus.UNAUTHORIZED,
                            "bad-credentials",
                            "Identifiant ou mot de passe incorrect.");
            case SignIn.TooManyAttempts(Duration wait) -> throw tooManyAttempts(wait);
        };
    }

    @GetMapping
    Profile.WithClient whoAmI(Caller caller) {
        return Profile.of(caller.account(), caller.client(), operator);
    }

    @PublicEndpoint("a session that has ended by itself can be ended again")
    @DeleteMapping
    ResponseEntity<Void> signOut(HttpServletRequest request) {
        CallerSession.read(request.getSession(false))
                .ifPresent(session ->
                        database.run(tx ->
                                events.publishEvent(
                                        new AccountEvent(
                                                tx,
                                                session.account(),
                                                Action.SIGNED_OUT,
                                                session.account().text()))));
        CallerSession.end(request);
        return ResponseEntity.noContent().build();
    }

    private static Client clientOf(@Nullable String name) {
        return switch (name) {
            case "web" -> Client.WEB;
            case "mobile" -> Client.MOBILE;
            case "desktop" -> Client.DESKTOP;
            case null, default ->
                    throw new Problem(
                            HttpStatus.BAD_REQUEST,
                            "bad-request",
                            "L’application doit dire ce qu’elle est : web, mobile ou desktop.");
        };
    }

    private static InetAddress originOf(HttpServletRequest request) {
        try {
            return InetAddress.getByName(request.getRemoteAddr());
        } catch (UnknownHostException e) {
            throw new IllegalStateException("the container gave no address", e);
        }
    }

    private static Problem tooManyAttempts(Duration wait) {
        long seconds = Math.max(1, wait.plusMillis(999).toSeconds());
        String how =
                seconds < 60
                        ? seconds + (seconds == 1 ? " seconde" : " secondes")
                        : (seconds + 59) / 60 + (seconds <= 60 ? " minute" : " minutes");
        return new Problem(
                        HttpStatus.TOO_MANY_REQUESTS,
                        "too-many-attempts",
                        "Trop d’essais de connexion. Réessayez dans " + how + ".")
                .with("retryAfter", seconds);
    }
}
