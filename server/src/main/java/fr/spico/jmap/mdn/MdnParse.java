package fr.spico.jmap.mdn;

import fr.spico.jmap.blob.Blobs;
import fr.spico.jmap.blob.ParseCall;
import fr.spico.jmap.core.Arguments;
import fr.spico.jmap.core.Capability;
import fr.spico.jmap.core.JmapAccess;
import fr.spico.jmap.core.JmapMethod;
import fr.spico.jmap.core.JmapSettings;
import fr.spico.jmap.core.MethodCall;
import fr.spico.platform.db.Database;
import fr.spico.replica.Replica;
import fr.spico.replica.Viewer;
import java.util.Optional;
import org.springframework.stereotype.Component;
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
        ParseCall parse = ParseCall.read(arguments, settings.maxObjectsInGet());
        arguments.end();
        Viewer viewer = access.viewer(call, parse.accountId());
        return parse.response(
                call,
                viewer,
                blobs,
                (blob, message) -> MdnReader.read(message, original -> forEmail(viewer, original)));
    }

    /// The id of the message that a receipt is about, if it is still here.
    private Optional<String> forEmail(Viewer viewer, String messageId) {
        return database.read(tx -> replica.findByMessageId(tx, viewer, messageId)).stream()
                .map(email -> email.jmapId())
                .findFirst();
    }
}
