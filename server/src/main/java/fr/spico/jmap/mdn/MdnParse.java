package fr.spico.jmap.mdn;

import fr.spico.jmap.blob.BlobId;
import fr.spico.jmap.blob.Blobs;
import fr.spico.jmap.core.Arguments;
import fr.spico.jmap.core.Capability;
import fr.spico.jmap.core.JmapAccess;
import fr.spico.jmap.core.JmapMethod;
import fr.spico.jmap.core.JmapSettings;
import fr.spico.jmap.core.Json;
import fr.spico.jmap.core.MethodCall;
import fr.spico.jmap.core.MethodError;
import fr.spico.mail.MailException;
import fr.spico.platform.db.Database;
import fr.spico.replica.Replica;
import fr.spico.replica.Viewer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// MDN/parse (RFC 9007 §2.2).
@Component
class MdnParse implements JmapMethod {

    private final Database database;
    private final Replica replica;
    private final Blobs blobs;
    private final JmapAccess access;
    private final JmapSettings settings;

    MdnParse(
            Database database,
            Replica replica,
            Blobs blobs,
            JmapAccess access,
            JmapSettings settings) {
        this.database = database;
        this.replica = replica;
        this.blobs = blobs;
        this.access = access;
        this.settings = settings;
    }

    @Override
    public String name() {
        return "MDN/parse";
    }

    @Override
    public Capability capability() {
        return Capability.MDN;
    }

    @Override
    public ObjectNode call(MethodCall call) {
        Arguments arguments = call.arguments();
        String accountId = arguments.accountId();
        List<String> ids =
                arguments
                        .ids("blobIds")
                        .orElseThrow(() -> Arguments.invalid("blobIds", "is missing"));
        arguments.end();
        if (ids.size() > settings.maxObjectsInGet()) {
            throw MethodError.requestTooLarge("maxObjectsInGet", settings.maxObjectsInGet());
        }
        Viewer viewer = access.viewer(call, accountId);
        ObjectNode parsed = Json.object();
        List<String> notParsable = new ArrayList<>();
        List<String> notFound = new ArrayList<>();
        for (String id : new LinkedHashSet<>(ids)) {
            Optional<byte[]> message =
                    call.resolve(id).flatMap(BlobId::parse).flatMap(b -> bytes(viewer, b));
            if (message.isEmpty()) {
                notFound.add(id);
            } else {
                MdnReader.read(message.get(), original -> forEmail(viewer, original))
                        .ifPresentOrElse(mdn -> parsed.set(id, mdn), () -> notParsable.add(id));
            }
        }
        ObjectNode response = Json.object().put("accountId", accountId);
        response.set("parsed", parsed.isEmpty() ? Json.nothing() : parsed);
        response.set("notParsable", orNull(notParsable));
        response.set("notFound", orNull(notFound));
        return response;
    }

    private Optional<byte[]> bytes(Viewer viewer, BlobId blob) {
        try {
            return blobs.bytes(viewer, blob);
        } catch (MailException e) {
            throw MethodError.of(e);
        }
    }

    /// The id of the message that a receipt is about, if it is still here.
    private Optional<String> forEmail(Viewer viewer, String messageId) {
        return database.read(tx -> replica.findByMessageId(tx, viewer, messageId)).stream()
                .map(email -> email.jmapId())
                .findFirst();
    }

    private static JsonNode orNull(List<String> ids) {
        return ids.isEmpty() ? Json.nothing() : Json.strings(ids);
    }
}
