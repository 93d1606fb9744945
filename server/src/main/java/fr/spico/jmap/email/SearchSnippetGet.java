package fr.spico.jmap.email;

import fr.spico.jmap.core.Arguments;
import fr.spico.jmap.core.Capability;
import fr.spico.jmap.core.JmapAccess;
import fr.spico.jmap.core.JmapMethod;
import fr.spico.jmap.core.JmapSettings;
import fr.spico.jmap.core.Json;
import fr.spico.jmap.core.MethodCall;
import fr.spico.jmap.core.MethodError;
import fr.spico.platform.db.Database;
import fr.spico.platform.db.ReadTx;
import fr.spico.replica.EmailId;
import fr.spico.replica.Replica;
import fr.spico.replica.Replica.Snippet;
import fr.spico.replica.Viewer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// SearchSnippet/get (RFC 8621 §5.1).
@Component
class SearchSnippetGet implements JmapMethod {

    private final Database database;
    private final Replica replica;
    private final EmailLists lists;
    private final JmapAccess access;
    private final JmapSettings settings;

    SearchSnippetGet(
            Database database,
            Replica replica,
            EmailLists lists,
            JmapAccess access,
            JmapSettings settings) {
        this.database = database;
        this.replica = replica;
        this.lists = lists;
        this.access = access;
        this.settings = settings;
    }

    @Override
    public String name() {
        return "SearchSnippet/get";
    }

    @Override
    public Capability capability() {
        return Capability.MAIL;
    }

    @Override
    public ObjectNode call(MethodCall call) {
        Arguments arguments = call.arguments();
        String accountId = arguments.accountId();
        Optional<ObjectNode> filter = arguments.object("filter");
        List<String> ids =
                arguments
                        .ids("emailIds")
                        .orElseThrow(() -> Arguments.invalid("emailIds", "is missing"))
                        .stream()
                        .map(id -> call.resolve(id).orElse(id))
                        .distinct()
                        .toList();
        arguments.end();
        if (ids.size() > settings.maxObjectsInGet()) {
            throw MethodError.requestTooLarge("maxObjectsInGet", settings.maxObjectsInGet());
        }
        Viewer viewer = access.viewer(call, accountId);
        return database.read(tx -> answer(tx, call, viewer, accountId, filter, ids));
    }

    private ObjectNode answer(
            ReadTx tx,
            MethodCall call,
            Viewer viewer,
            String accountId,
            Optional<ObjectNode> filter,
            List<String> ids) {
        List<EmailId> emails = ids.stream().flatMap(id -> EmailId.parse(id).stream()).toList();
        Map<EmailId, Snippet> snippets =
                replica.snippets(
                        tx,
                        viewer,
                        lists.read(tx, call, viewer, filter, List.of(), false).filter(),
                        emails);
        ObjectNode response = Json.object().put("accountId", accountId);
        ArrayNode list = response.putArray("list");
        List<String> notFound = new ArrayList<>();
        for (String id : ids) {
            EmailId.parse(id)
                    .flatMap(email -> Optional.ofNullable(snippets.get(email)))
                    .ifPresentOrElse(
                            s -> list.add(json(id, s, call.uses(Capability.DISCUSSIONS))),
                            () -> notFound.add(id));
        }
        response.set("notFound", notFound.isEmpty() ? Json.nothing() : Json.strings(notFound));
        return response;
    }

    private static ObjectNode json(String emailId, Snippet snippet, boolean discussions) {
        ObjectNode json = Json.object().put("emailId", emailId);
        json.set("subject", orNull(snippet.subject()));
        json.set("preview", orNull(snippet.preview()));
        if (discussions) {
            json.set("attachment", orNull(snippet.attachment()));
        }
        return json;
    }

    private static JsonNode orNull(Optional<String> html) {
        return html.map(Json::string).orElseGet(Json::nothing);
    }
}
