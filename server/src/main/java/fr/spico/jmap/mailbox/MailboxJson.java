package fr.spico.jmap.mailbox;

import fr.spico.jmap.core.Json;
import fr.spico.mail.MailStore.Role;
import fr.spico.replica.FolderId;
import fr.spico.replica.ReplicaFolder;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A folder as a Mailbox (RFC 8621 §2).
final class MailboxJson {

    static final Set<String> PROPERTIES =
            Set.of(
                    "id",
                    "name",
                    "parentId",
                    "role",
                    "sortOrder",
                    "totalEmails",
                    "unreadEmails",
                    "totalThreads",
                    "unreadThreads",
                    "myRights",
                    "isSubscribed");

    /// What the operator can call a folder (RFC 6154).
    static final Set<String> ROLES =
            Arrays.stream(Role.values())
                    .map(MailboxJson::role)
                    .collect(Collectors.toUnmodifiableSet());

    private static final List<String> RIGHTS =
            List.of(
                    "mayReadItems",
                    "mayAddItems",
                    "mayRemoveItems",
                    "maySetSeen",
                    "maySetKeywords",
                    "mayCreateChild",
                    "maySubmit");

    /// Folders with a role are what the operator's and everybody's programs rely on.
    private static final List<String> RIGHTS_WITHOUT_ROLE = List.of("mayRename", "mayDelete");

    private MailboxJson() {}

    static ObjectNode of(ReplicaFolder folder, Set<String> properties) {
        ObjectNode json = Json.object();
        properties.forEach(property -> json.set(property, value(folder, property)));
        return json;
    }

    static int sortOrder(ReplicaFolder folder) {
        int byRole = folder.role().map(Role::ordinal).map(o -> o + 1).orElse(10);
        return folder.sortOrder().orElse(byRole);
    }

    static String role(Role role) {
        return role.name().toLowerCase(Locale.ROOT);
    }

    static JsonNode value(ReplicaFolder folder, String property) {
        ObjectNode json = Json.object();
        return switch (property) {
            case "id" -> Json.string(folder.id().jmapId());
            case "name" -> Json.string(folder.name());
            case "parentId" -> orNull(folder.parent().map(FolderId::jmapId));
            case "role" -> orNull(folder.role().map(MailboxJson::role));
            case "sortOrder" -> json.put(property, sortOrder(folder)).path(property);
            case "totalEmails" -> json.put(property, folder.totalEmails()).path(property);
            case "unreadEmails" -> json.put(property, folder.unreadEmails()).path(property);
            case "totalThreads" -> json.put(property, folder.totalThreads()).path(property);
            case "unreadThreads" -> json.put(property, folder.unreadThreads()).path(property);
            case "myRights" -> rights(folder);
            case "isSubscribed" -> json.put(property, folder.subscribed()).path(property);
            default -> throw new IllegalArgumentException(property);
        };
    }

    private static ObjectNode rights(ReplicaFolder folder) {
        ObjectNode rights = Json.object();
        RIGHTS.forEach(right -> rights.put(right, true));
        RIGHTS_WITHOUT_ROLE.forEach(right -> rights.put(right, folder.role().isEmpty()));
        return rights;
    }

    private static JsonNode orNull(Optional<String> text) {
        return text.map(Json::string).orElseGet(Json::nothing);
    }
}
