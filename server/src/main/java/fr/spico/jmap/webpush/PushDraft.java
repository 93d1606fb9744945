package fr.spico.jmap.webpush;

import fr.spico.jmap.core.SetRefused;
import fr.spico.jmap.core.UtcDate;
import fr.spico.jmap.webpush.PushSubscription.Keys;
import java.time.Instant;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What a client asks of a PushSubscription, checked (RFC 8620 §7.2.2).
final class PushDraft {

    private static final int MAX_TEXT = 255;
    private static final int MAX_TYPES = 100;
    private static final int AUTH = 16;

    private final ObjectNode json;
    private final PushSettings settings;

    PushDraft(ObjectNode json, PushSettings settings) {
        this.json = json;
        this.settings = settings;
    }

    /// Refuses what is not among these.
    PushDraft only(Set<String> known) {
        List<String> others =
                json.propertyNames().stream().filter(name -> !known.contains(name)).toList();
        if (!others.isEmpty()) {
            throw SetRefused.invalid(
                    "They are unknown or cannot be given here.", others.toArray(String[]::new));
        }
        return this;
    }

    boolean has(String property) {
        return json.has(property);
    }

    String device() {
        return text("deviceClientId")
                .filter(t -> !t.isEmpty() && t.length() <= MAX_TEXT)
                .filter(t -> t.codePoints().noneMatch(Character::isISOControl))
                .orElseThrow(() ->
                        SetRefused.invalid(
                                "It is a text of 1 to 255 without controls.", "deviceClientId"));
    }

    String url() {
        return text("url")
                .filter(u -> PushTarget.parse(u, settings.loopback()).isPresent())
                .orElseThrow(() -> SetRefused.invalid("It is no https address.", "url"));
    }

    Optional<String> code() {
        return text("verificationCode");
    }

    Optional<Keys> keys() {
        JsonNode given = json.path("keys");
        if (given.isMissingNode() || given.isNull()) {
            return Optional.empty();
        }
        byte[] p256dh = base64(given.path("p256dh"));
        byte[] auth = base64(given.path("auth"));
        if (given.size() != 2 || auth.length != AUTH || PushCurve.read(p256dh).isEmpty()) {
            throw SetRefused.invalid("It is no p256dh and auth of RFC 8291.", "keys");
        }
        return Optional.of(new Keys(p256dh, auth));
    }

    /// The client's wish, cut to what is allowed; that, without a wish.
    Instant expires(Instant now) {
        Instant latest = now.plus(settings.life());
        JsonNode given = json.path("expires");
        if (given.isMissingNode() || given.isNull()) {
            return latest;
        }
        Instant wish =
                UtcDate.parse(given.stringValue(""))
                        .filter(now::isBefore)
                        .orElseThrow(
                                () -> SetRefused.invalid("It is no UTCDate to come.", "expires"));
        return wish.isBefore(latest) ? wish : latest;
    }

    Optional<Set<String>> types() {
        JsonNode given = json.path("types");
        if (given.isMissingNode() || given.isNull()) {
            return Optional.empty();
        }
        Set<String> types = new HashSet<>();
        given.values().forEach(type -> types.add(type.stringValue("")));
        boolean names = types.stream().allMatch(type -> type.matches("[!-~]{1,100}"));
        if (!given.isArray() || !names || types.size() > MAX_TYPES) {
            throw SetRefused.invalid("It is a list of names of types.", "types");
        }
        return Optional.of(types);
    }

    private Optional<String> text(String property) {
        JsonNode given = json.path(property);
        if (!given.isMissingNode() && !given.isNull() && !given.isString()) {
            throw SetRefused.invalid("It is not a text.", property);
        }
        return given.stringValueOpt();
    }

    private static byte[] base64(@Nullable JsonNode text) {
        try {
            String given = text == null ? "" : text.stringValue("").replace("=", "");
            return Base64.getUrlDecoder().decode(given);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }
}
