package fr.spico.jmap.blob;

import fr.spico.jmap.core.Arguments;
import fr.spico.jmap.core.Capability;
import fr.spico.jmap.core.JmapAccess;
import fr.spico.jmap.core.JmapMethod;
import fr.spico.jmap.core.JmapSettings;
import fr.spico.jmap.core.Json;
import fr.spico.jmap.core.MethodCall;
import fr.spico.jmap.core.MethodError;
import fr.spico.jmap.core.SetError;
import fr.spico.mail.MailException;
import fr.spico.replica.Viewer;
import java.util.LinkedHashSet;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/// Blob/copy (RFC 8620 §6.3). Whoever calls has one account at most; what is copied within it is
/// there already, under the same id.
@Component
class BlobCopy implements JmapMethod {

    private final Blobs blobs;
    private final JmapAccess access;
    private final JmapSettings settings;

    BlobCopy(Blobs blobs, JmapAccess access, JmapSettings settings) {
        this.blobs = blobs;
        this.access = access;
        this.settings = settings;
    }

    @Override
    public String name() {
        return "Blob/copy";
    }

    @Override
    public Capability capability() {
        return Capability.CORE;
    }

    @Override
    public ObjectNode call(MethodCall call) {
        Arguments arguments = call.arguments();
        String from =
                arguments
                        .id("fromAccountId")
                        .orElseThrow(() -> Arguments.invalid("fromAccountId", "is missing"));
        String to = arguments.accountId();
        List<String> ids =
                arguments
                        .ids("blobIds")
                        .orElseThrow(() -> Arguments.invalid("blobIds", "is missing"));
        arguments.end();
        if (ids.size() > settings.maxObjectsInSet()) {
            throw MethodError.requestTooLarge("maxObjectsInSet", settings.maxObjectsInSet());
        }
        Viewer viewer = access.viewer(call, to);
        if (!from.equals(to)) {
            throw MethodError.fromAccountNotFound();
        }
        return copied(viewer, to, ids);
    }

    private ObjectNode copied(Viewer viewer, String accountId, List<String> ids) {
        ObjectNode copied = Json.object();
        ObjectNode notCopied = Json.object();
        for (String id : new LinkedHashSet<>(ids)) {
            if (exists(viewer, id)) {
                copied.put(id, id);
            } else {
                notCopied.set(id, SetError.notFound().json());
            }
        }
        ObjectNode response =
                Json.object().put("fromAccountId", accountId).put("accountId", accountId);
        response.set("copied", copied.isEmpty() ? Json.nothing() : copied);
        response.set("notCopied", notCopied.isEmpty() ? Json.nothing() : notCopied);
        return response;
    }

    private boolean exists(Viewer viewer, String id) {
        try {
            return BlobId.parse(id).isPresent() && blobs.exists(viewer, BlobId.parse(id).get());
        } catch (MailException e) {
            throw MethodError.of(e);
        }
    }
}
