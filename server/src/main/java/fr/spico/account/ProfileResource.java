package fr.spico.account;

import fr.spico.account.Caller.Client;
import fr.spico.platform.config.OperatorSettings;
import fr.spico.platform.db.Database;
import fr.spico.platform.http.Problem;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// `/api/profile`: the caller's own account and its application tokens.
@RestController
@RequestMapping("/api/profile")
class ProfileResource {

    private static final int LONGEST_NAME = 100;

    private final Database database;
    private final Tokens tokens;
    private final OperatorSettings operator;

    ProfileResource(Database database, Tokens tokens, OperatorSettings operator) {
        this.database = database;
        this.tokens = tokens;
        this.operator = operator;
    }

    record TokenList(List<ListedToken> tokens) {}

    record ListedToken(UUID id, String name, Instant createdAt, @Nullable Instant lastUsedAt) {}

    record NewToken(@Nullable String name) {}

    record CreatedToken(UUID id, String name, Instant createdAt, String token) {

        @Override
        public String toString() {
            return "CreatedToken[" + id + "]";
        }
    }

    @GetMapping
    Profile profile(Caller caller) {
        return Profile.of(caller.account(), operator);
    }

    @GetMapping("/tokens")
    TokenList tokens(Caller caller) {
        refusePrograms(caller);
        return new TokenList(
                database.read(tx -> tokens.list(tx, caller.id())).stream()
                        .map(token ->
                                new ListedToken(
                                        token.id(),
                                        token.name(),
                                        token.createdAt(),
                                        token.lastUsedAt().orElse(null)))
                        .toList());
    }

    @PostMapping("/tokens")
    @ResponseStatus(HttpStatus.CREATED)
    CreatedToken createToken(Caller caller, @RequestBody NewToken asked) {
        refusePrograms(caller);
        String name = nameOf(asked);
        Tokens.Created created =
                database.write(tx -> tokens.create(tx, caller.id(), name))
                        .orElseThrow(ProfileResource::tooManyTokens);
        Token token = created.token();
        return new CreatedToken(token.id(), token.name(), token.createdAt(), created.secret());
    }

    @DeleteMapping("/tokens/{id}")
    ResponseEntity<Void> revokeToken(Caller caller, @PathVariable UUID id) {
        refusePrograms(caller);
        boolean revoked = database.write(tx -> tokens.revoke(tx, caller.id(), id));
        if (!revoked) {
            throw new Problem(
                    HttpStatus.NOT_FOUND, "not-found", "Ce jeton n’existe pas ou n’existe plus.");
        }
        return ResponseEntity.noContent().build();
    }

    /// A stolen token must not beget others.
    private static void refusePrograms(Caller caller) {
        if (caller.client() == Client.PROGRAM) {
            throw new Problem(
                    HttpStatus.FORBIDDEN,
                    "session-only",
                    "Les jetons d’application se gèrent dans votre profil, une fois connecté.");
        }
    }

    private static String nameOf(NewToken asked) {
        String name = asked.name() == null ? "" : asked.name().strip();
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            throw new Problem(
                    HttpStatus.BAD_REQUEST,
                    "bad-name",
                    "Donnez au jeton un nom de 1 à " + LONGEST_NAME + " caractères.");
        }
        return name;
    }

    private static Problem tooManyTokens() {
        return new Problem(
                HttpStatus.CONFLICT,
                "too-many-tokens",
                "Vous avez trop de jetons : révoquez ceux qui ne servent plus.");
    }
}
