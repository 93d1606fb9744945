package fr.spico.jmap.email;

import fr.spico.jmap.core.Arguments;
import fr.spico.jmap.core.Capability;
import fr.spico.jmap.core.JmapAccess;
import fr.spico.jmap.core.JmapMethod;
import fr.spico.jmap.core.JmapSettings;
import fr.spico.jmap.core.Json;
import fr.spico.jmap.core.MethodCall;
import fr.spico.jmap.core.MethodError;
import fr.spico.jmap.core.SetError;
import fr.spico.jmap.core.SetRefused;
import fr.spico.mail.MailException;
import fr.spico.platform.db.Database;
import fr.spico.replica.Replica;
import fr.spico.replica.ReplicaChange.Type;
import fr.spico.replica.Viewer;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Email/import (RFC 8621 §4.8).
@Component
class EmailImport implements JmapMethod {

    private final Database database;
    private final Replica replica;
    private final NewEmails newEmails;
    private final JmapAccess access;
    private final JmapSettings settings;

    EmailImport(
            Database database,
            Replica replica,
            NewEmails newEmails,
            JmapAccess access,
            JmapSettings settings) {
        this.database = database;
        this.replica = replica;
        this.newEmails = newEmails;
        this.access = access;
        this.settings = settings;
    }

    @Override
    public String name() {
        return "Email/import";
    }

    @Override
    public Capability capability() {
        return Capability.MAIL;
    }

    @Override
    public ObjectNode call(MethodCall call) {
        Arguments arguments = call.arguments();
        String accountId = arguments.accountId();
        String ifInState = arguments.string("ifInState").orElse("");
        ObjectNode emails =
                arguments
                        .object("emails")
                        .orElseThrow(() -> Arguments.invalid("emails", "is missing"));
        arguments.end();
        if (emails.size() > settings.maxObjectsInSet()) {
            throw MethodError.requestTooLarge("maxObjectsInSet", settings.maxObjectsInSet());
        }
        Viewer viewer = access.viewer(call, accountId);
        String oldState = state(viewer);
        if (!ifInState.isEmpty() && !ifInState.equals(oldState)) {
            throw MethodError.stateMismatch();
        }
        ObjectNode created = Json.object();
        ObjectNode notCreated = Json.object();
        NewEmails.Folders folders = newEmails.folders(call, viewer);
        emails.forEachEntry(
                (id, json) -> importOne(call, viewer, folders, id, json, created, notCreated));
        ObjectNode response =
                Json.object()
                        .put("accountId", accountId)
                        .put("oldState", oldState)
                        .put("newState", state(viewer));
        response.set("created", created.isEmpty() ? Json.nothing() : created);
        response.set("notCreated", notCreated.isEmpty() ? Json.nothing() : notCreated);
        return response;
    }

    private void importOne(
            MethodCall call,
            Viewer viewer,
            NewEmails.Folders folders,
            String creationId,
            JsonNode json,
            ObjectNode created,
            ObjectNode notCreated) {
        try {
            ObjectNode email = newEmails.importBlob(viewer, folders, checked(json));
            created.set(creationId, email);
            call.created(creationId, email.path("id").asString());
        } catch (SetRefused refused) {
            notCreated.set(creationId, refused.error().json());
        } catch (MailException e) {
            notCreated.set(creationId, SetError.of(e).json());
        }
    }

    private static ObjectNode checked(JsonNode json) {
        if (!(json instanceof ObjectNode object)) {
            throw Arguments.invalid("emails", "holds something that is not an object");
        }
        return object;
    }

    private String state(Viewer viewer) {
        return Long.toString(
                database.<Long>read(tx -> replica.state(tx, viewer.mailbox(), Type.EMAIL)));
    }
}
