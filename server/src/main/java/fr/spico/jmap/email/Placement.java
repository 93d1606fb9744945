package fr.spico.jmap.email;

import fr.spico.jmap.core.Json;
import fr.spico.jmap.core.SetError;
import fr.spico.jmap.core.SetRefused;
import fr.spico.jmap.core.UtcDate;
import fr.spico.replica.FolderId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Where an email is and with which keywords: what Email/set and Email/import let a client choose.
final class Placement {

    private Placement() {}

    static FolderId folder(@Nullable JsonNode mailboxIds, NewEmails.Folders folders) {
        return onlyFolder(trueKeys(mailboxIds, "mailboxIds"), folders);
    }

    static FolderId onlyFolder(Set<String> ids, NewEmails.Folders folders) {
        if (ids.size() > 1) {
            throw new SetRefused(
                    SetError.of("tooManyMailboxes", "Un message est dans un seul dossier.")
                            .with("maxMailboxes", Json.object().put("n", 1).path("n")));
        }
        Optional<FolderId> folder = ids.stream().findFirst().flatMap(folders::find);
        return folder.orElseThrow(
                () -> SetRefused.invalid("An email is in one existing mailbox.", "mailboxIds"));
    }

    static Set<String> keywords(@Nullable JsonNode given) {
        if (given == null || given.isNull()) {
            return Set.of();
        }
        Set<String> keywords = new LinkedHashSet<>();
        trueKeys(given, "keywords").forEach(k -> keywords.add(keyword(k)));
        return fewEnough(keywords);
    }

    static String keyword(String text) {
        return Keywords.parse(text)
                .orElseThrow(() -> SetRefused.invalid("That is no keyword.", "keywords"));
    }

    static Set<String> fewEnough(Set<String> keywords) {
        if (keywords.size() > Keywords.MAX) {
            throw new SetRefused(
                    SetError.of(
                            "tooManyKeywords",
                            "Un message a au plus " + Keywords.MAX + " marques."));
        }
        return keywords;
    }

    /// In whole seconds, as operators keep it.
    static Instant receivedAt(@Nullable JsonNode given, Instant otherwise) {
        Instant time =
                given == null || given.isNull()
                        ? otherwise
                        : UtcDate.parse(given.stringValue(""))
                                .orElseThrow(() ->
                                        SetRefused.invalid("That is no UTCDate.", "receivedAt"));
        return time.truncatedTo(ChronoUnit.SECONDS);
    }

    /// Keys of an `Id[Boolean]`, all of whose values are true.
    private static Set<String> trueKeys(@Nullable JsonNode given, String property) {
        if (given == null || !given.isObject()) {
            throw SetRefused.invalid("That is not a set.", property);
        }
        Set<String> keys = new LinkedHashSet<>();
        given.properties()
                .forEach(e -> {
                    if (!e.getValue().isBoolean() || !e.getValue().booleanValue()) {
                        throw SetRefused.invalid("Values in a set are true.", property);
                    }
                    keys.add(e.getKey());
                });
        return keys;
    }
}
