package fr.spico.jmap.email;

import fr.spico.jmap.core.Faults;
import fr.spico.jmap.core.SetRefused;
import fr.spico.mail.mime.FieldValue;
import fr.spico.mail.mime.NewField;
import fr.spico.replica.FolderId;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// An email that a client wants created, checked (RFC 8621 §4.6).
record EmailDraft(
        FolderId folder,
        Set<String> keywords,
        Instant receivedAt,
        List<NewField> fields,
        DraftPart body) {

    private static final ZoneId HERE = ZoneId.of("Europe/Paris");
    private static final Set<String> PLACEMENT = Set.of("mailboxIds", "keywords", "receivedAt");

    /// @param messageId for an email that has none, without angle brackets
    /// @throws SetRefused with all the properties that are wrong
    static EmailDraft read(
            ObjectNode email, NewEmails.Folders folders, Instant now, String messageId) {
        Faults faults = new Faults();
        Optional<FolderId> folder =
                faults.read(() -> Placement.folder(email.get("mailboxIds"), folders));
        Optional<Set<String>> keywords =
                faults.read(() -> Placement.keywords(email.get("keywords")));
        Optional<Instant> receivedAt =
                faults.read(() -> Placement.receivedAt(email.get("receivedAt"), now));
        List<NewField> fields = fields(email, faults);
        Optional<DraftPart> body = faults.read(() -> DraftBody.read(email));
        faults.end();
        addWhatEveryEmailHas(fields, now, messageId);
        EmailDraft draft =
                new EmailDraft(
                        folder.orElseThrow(),
                        keywords.orElseThrow(),
                        receivedAt.orElseThrow(),
                        fields,
                        body.orElseThrow());
        draft.requireEachFieldOnce();
        return draft;
    }

    /// The root's fields stand in the header of the message too.
    private void requireEachFieldOnce() {
        for (NewField field : body.fields()) {
            if (fields.stream().anyMatch(f -> f.name().equalsIgnoreCase(field.name()))) {
                throw SetRefused.invalid(
                        "A header field of the email is given again in its root part.",
                        "bodyStructure");
            }
        }
    }

    private static List<NewField> fields(ObjectNode email, Faults faults) {
        FieldReader reader = new FieldReader();
        List<NewField> fields = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : email.properties()) {
            String property = entry.getKey();
            if (!PLACEMENT.contains(property) && !DraftBody.PROPERTIES.contains(property)) {
                faults.read(() -> reader.read(property, header(property), entry.getValue()))
                        .ifPresent(fields::addAll);
            }
        }
        return fields;
    }

    private static void addWhatEveryEmailHas(List<NewField> fields, Instant now, String messageId) {
        if (fields.stream().noneMatch(f -> f.name().equalsIgnoreCase("Message-ID"))) {
            fields.addFirst(
                    new NewField("Message-ID", new FieldValue.MessageIds(List.of(messageId))));
        }
        if (fields.stream().noneMatch(f -> f.name().equalsIgnoreCase("Date"))) {
            fields.addFirst(
                    new NewField("Date", new FieldValue.Date(now.atZone(HERE).toOffsetDateTime())));
        }
    }

    private static HeaderProperty header(String property) {
        return HeaderProperty.parse(property)
                .filter(h -> !h.field().toLowerCase(Locale.ROOT).startsWith("content-"))
                .orElseThrow(() ->
                        SetRefused.invalid(
                                "It is unknown, set by the server, or not allowed here.",
                                property));
    }

    @Override
    public String toString() {
        return "EmailDraft[…]";
    }
}
