package fr.spico.jmap.identity;

import fr.spico.jmap.core.Arguments;
import fr.spico.jmap.core.Json;
import fr.spico.jmap.core.MethodError;
import fr.spico.jmap.core.SetError;
import fr.spico.jmap.core.SetRefused;
import fr.spico.mail.MssAddress;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What a client asks of an Identity, new or known, checked (RFC 8621 §6.3).
record IdentityDraft(
        String name,
        @Nullable String replyTo,
        @Nullable String bcc,
        String textSignature,
        String htmlSignature) {

    private static final int MAX_TEXT = 100_000;

    private static final Set<String> CHOSEN =
            Set.of("name", "replyTo", "bcc", "textSignature", "htmlSignature");

    /// @param own the only address that may be written from
    static IdentityDraft create(ObjectNode asked, MssAddress own) {
        requireOwn(asked.get("email"), own);
        ObjectNode rest = asked.deepCopy();
        rest.remove("email");
        return read(new IdentityDraft("", null, null, "", ""), rest, Optional.empty());
    }

    static IdentityDraft change(Identity present, ObjectNode patch) {
        IdentityDraft now =
                new IdentityDraft(
                        present.name(),
                        present.replyTo(),
                        present.bcc(),
                        present.textSignature(),
                        present.htmlSignature());
        return read(now, patch, Optional.of(present));
    }

    private static IdentityDraft read(
            IdentityDraft now, ObjectNode asked, Optional<Identity> present) {
        asked.properties().stream()
                .filter(change -> !CHOSEN.contains(change.getKey()))
                .forEach(change -> requireSame(present, change.getKey(), change.getValue()));
        return new IdentityDraft(
                text(asked, "name", 500, now.name),
                addresses(asked, "replyTo", now.replyTo),
                addresses(asked, "bcc", now.bcc),
                text(asked, "textSignature", MAX_TEXT, now.textSignature),
                text(asked, "htmlSignature", MAX_TEXT, now.htmlSignature));
    }

    private static void requireOwn(@Nullable JsonNode email, MssAddress own) {
        if (email == null || !email.isString()) {
            throw SetRefused.invalid("It is missing.", "email");
        }
        if (!MssAddress.parse(email.stringValue()).equals(Optional.of(own))) {
            throw new SetRefused(
                    SetError.of(
                            "forbiddenFrom",
                            "Vous n’écrivez qu’avec l’adresse de la boîte que vous avez liée."));
        }
    }

    /// Null is the default, which is empty.
    private static String text(ObjectNode asked, String property, int max, String now) {
        JsonNode value = asked.get(property);
        if (value == null) {
            return now;
        }
        if (value.isNull()) {
            return "";
        }
        if (!value.isString() || value.stringValue().length() > max) {
            throw SetRefused.invalid("It is a text of at most " + max + " characters.", property);
        }
        return value.stringValue().replace("\0", "");
    }

    private static @Nullable String addresses(
            ObjectNode asked, String property, @Nullable String now) {
        JsonNode value = asked.get(property);
        if (value == null || value.isNull()) {
            return value == null ? now : null;
        }
        if (!value.isArray()) {
            throw SetRefused.invalid("It is an array of addresses, or null.", property);
        }
        ArrayNode addresses = Json.array();
        value.values().forEach(each -> addresses.add(address(property, each)));
        return addresses.toString();
    }

    private static ObjectNode address(String property, JsonNode value) {
        try {
            if (value instanceof ObjectNode object) {
                Arguments given = new Arguments(object);
                ObjectNode address =
                        Json.object()
                                .put("name", given.string("name").orElse(null))
                                .put(
                                        "email",
                                        given.string("email")
                                                .orElseThrow(() ->
                                                        Arguments.invalid("email", "is missing")));
                given.end();
                return address;
            }
        } catch (MethodError e) {
            throw SetRefused.invalid(e.description(), property);
        }
        throw SetRefused.invalid("It holds something that is no address.", property);
    }

    private static void requireSame(Optional<Identity> present, String property, JsonNode value) {
        boolean same =
                IdentityJson.PROPERTIES.contains(property)
                        && present.map(i -> IdentityJson.value(i, property).toString())
                                .equals(Optional.of(value.toString()));
        if (!same) {
            throw SetRefused.invalid(
                    "It is unknown, immutable or set by the server.", property.split("/", -1)[0]);
        }
    }

    @Override
    public String toString() {
        return "IdentityDraft[…]";
    }
}
