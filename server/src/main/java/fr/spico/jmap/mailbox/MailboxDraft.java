package fr.spico.jmap.mailbox;

import fr.spico.jmap.core.Faults;
import fr.spico.jmap.core.Json;
import fr.spico.jmap.core.SetError;
import fr.spico.jmap.core.SetRefused;
import fr.spico.replica.FolderId;
import fr.spico.replica.Replica.FolderChoice;
import fr.spico.replica.ReplicaFolder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What a client asks of a Mailbox, new or known, checked (RFC 8621 §2.5).
final class MailboxDraft {

    static final int MAX_NAME = 255;

    private final List<ReplicaFolder> folders;
    private final UnaryOperator<String> resolve;
    private final Optional<ReplicaFolder> present;

    private String name = "";
    private Optional<FolderId> parent = Optional.empty();
    private Optional<String> role = Optional.empty();
    private boolean subscribed = true;
    private Optional<Integer> sortOrder = Optional.empty();

    /// @param folders all there are
    /// @param resolve what a client's id stands for
    /// @param present the folder as it is, empty for a new one
    MailboxDraft(
            List<ReplicaFolder> folders,
            UnaryOperator<String> resolve,
            Optional<ReplicaFolder> present) {
        this.folders = folders;
        this.resolve = resolve;
        this.present = present;
        present.ifPresent(folder -> {
            name = folder.name();
            parent = folder.parent();
            role = folder.role().map(MailboxJson::role);
            subscribed = folder.subscribed();
            sortOrder = folder.sortOrder();
        });
    }

    /// @throws SetRefused `invalidProperties` with all that is wrong, `alreadyExists`
    FolderChoice read(ObjectNode asked) {
        Faults faults = new Faults();
        for (Map.Entry<String, JsonNode> change : asked.properties()) {
            try {
                take(change.getKey(), change.getValue());
            } catch (SetRefused fault) {
                faults.add(fault);
            }
        }
        if (name.isEmpty() && !asked.has("name")) {
            faults.add(SetRefused.invalid("A mailbox has a name.", "name"));
        }
        faults.end();
        requireFree();
        return new FolderChoice(name, parent, subscribed, sortOrder);
    }

    /// The role that the client asks for.
    Optional<String> role() {
        return role;
    }

    private void take(String property, JsonNode value) {
        switch (property) {
            case "name" -> name = name(value);
            case "parentId" -> parent = parent(value);
            case "role" -> role = role(value);
            case "sortOrder" -> sortOrder = sortOrder(value);
            case "isSubscribed" -> subscribed = subscribed(value);
            default -> requireSame(property, value);
        }
    }

    /// Net-Unicode (RFC 5198): no controls, normalised.
    private static String name(JsonNode value) {
        String text = Normalizer.normalize(value.stringValue(""), Normalizer.Form.NFC);
        boolean fits =
                !text.isBlank()
                        && text.equals(text.strip())
                        && text.getBytes(StandardCharsets.UTF_8).length <= MAX_NAME
                        && text.codePoints().noneMatch(Character::isISOControl);
        if (!fits) {
            throw SetRefused.invalid(
                    "A name has 1 to 255 octets, no controls, no blank at its ends.", "name");
        }
        return text;
    }

    private Optional<FolderId> parent(JsonNode value) {
        if (value.isNull()) {
            return Optional.empty();
        }
        Optional<FolderId> id =
                Optional.of(value)
                        .filter(JsonNode::isString)
                        .map(v -> resolve.apply(v.stringValue()))
                        .flatMap(FolderId::parse)
                        .filter(p -> find(p).isPresent());
        boolean inItself = present.isPresent() && isWithin(id, present.get().id());
        if (id.isEmpty() || inItself) {
            throw SetRefused.invalid("The parent is another mailbox.", "parentId");
        }
        return id;
    }

    private boolean isWithin(Optional<FolderId> start, FolderId folder) {
        for (Optional<FolderId> at = start;
                at.isPresent();
                at = at.flatMap(this::find).flatMap(ReplicaFolder::parent)) {
            if (at.get().equals(folder)) {
                return true;
            }
        }
        return false;
    }

    /// Roles are given by the operator: a new folder may ask for a free one, no folder changes its.
    private Optional<String> role(JsonNode value) {
        Optional<String> asked =
                value.isNull() ? Optional.empty() : Optional.of(value.stringValue(""));
        boolean same = asked.equals(role);
        boolean free =
                present.isEmpty()
                        && asked.filter(MailboxJson.ROLES::contains).isPresent()
                        && folders.stream()
                                .noneMatch(f -> f.role().map(MailboxJson::role).equals(asked));
        if (!same && !free) {
            throw SetRefused.invalid("That role is unknown, taken, or not to be changed.", "role");
        }
        return asked;
    }

    private static Optional<Integer> sortOrder(JsonNode value) {
        if (value.isNull()) {
            return Optional.empty();
        }
        if (!value.isIntegralNumber() || !value.canConvertToInt() || value.intValue() < 0) {
            throw SetRefused.invalid("It is an integer from 0 to 2^31-1.", "sortOrder");
        }
        return Optional.of(value.intValue());
    }

    private static boolean subscribed(JsonNode value) {
        if (!value.isBoolean()) {
            throw SetRefused.invalid("It is true or false.", "isSubscribed");
        }
        return value.booleanValue();
    }

    /// What the server sets may be given as it is (RFC 8620 §5.3).
    private void requireSame(String property, JsonNode value) {
        boolean same =
                MailboxJson.PROPERTIES.contains(property)
                        && present.map(f -> MailboxJson.value(f, property).toString())
                                .equals(Optional.of(value.toString()));
        if (!same) {
            throw SetRefused.invalid(
                    "It is unknown or set by the server.", property.split("/", -1)[0]);
        }
    }

    /// RFC 8621 §2 forbids two siblings of one name and leaves the error open; programs know this
    /// one from other servers.
    private void requireFree() {
        folders.stream()
                .filter(f -> !f.id().equals(present.map(ReplicaFolder::id).orElse(null)))
                .filter(f -> f.parent().equals(parent) && isCalled(f, name))
                .findFirst()
                .ifPresent(other -> {
                    throw new SetRefused(
                            SetError.of(
                                            "alreadyExists",
                                            "Un dossier porte déjà ce nom à cet endroit.")
                                    .with("existingId", Json.string(other.id().jmapId()))
                                    .with("properties", Json.strings(List.of("name"))));
                });
    }

    /// INBOX is the one name that has no case (RFC 9051 §5.1).
    private static boolean isCalled(ReplicaFolder folder, String name) {
        return folder.name().equals(name)
                || (folder.parent().isEmpty()
                        && folder.name().equals("INBOX")
                        && name.equalsIgnoreCase("INBOX"));
    }

    private Optional<ReplicaFolder> find(@Nullable FolderId id) {
        return folders.stream().filter(f -> f.id().equals(id)).findFirst();
    }
}
