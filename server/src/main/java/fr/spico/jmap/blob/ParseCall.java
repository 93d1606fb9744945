package fr.spico.jmap.blob;

import fr.spico.jmap.core.Arguments;
import fr.spico.jmap.core.Json;
import fr.spico.jmap.core.MethodCall;
import fr.spico.jmap.core.MethodError;
import fr.spico.mail.MailException;
import fr.spico.replica.Viewer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What all `/parse` methods have in common (RFC 8621 §4.9, RFC 9007 §2.2): blobs are read, and
/// nothing is stored.
///
/// @param blobIds each once
public record ParseCall(String accountId, Set<String> blobIds) {

    /// @param most blobs in one call
    /// @throws MethodError `invalidArguments`, `requestTooLarge`
    public static ParseCall read(Arguments arguments, int most) {
        String accountId = arguments.accountId();
        List<String> ids =
                arguments
                        .ids("blobIds")
                        .orElseThrow(() -> Arguments.invalid("blobIds", "is missing"));
        if (ids.size() > most) {
            throw MethodError.requestTooLarge("maxObjectsInGet", most);
        }
        return new ParseCall(accountId, new LinkedHashSet<>(ids));
    }

    /// Reads the content of a blob; empty if it is nothing of the kind.
    public interface Reader {
        Optional<ObjectNode> read(BlobId blob, byte[] content);
    }

    /// @throws MethodError when the operator does not answer
    public ObjectNode response(MethodCall call, Viewer viewer, Blobs blobs, Reader reader) {
        ObjectNode parsed = Json.object();
        List<String> notParsable = new ArrayList<>();
        List<String> notFound = new ArrayList<>();
        for (String id : blobIds) {
            Optional<BlobId> blob = call.resolve(id).flatMap(BlobId::parse);
            Optional<byte[]> content = blob.flatMap(b -> bytes(blobs, viewer, b));
            if (blob.isEmpty() || content.isEmpty()) {
                notFound.add(id);
            } else {
                reader.read(blob.get(), content.get())
                        .ifPresentOrElse(read -> parsed.set(id, read), () -> notParsable.add(id));
            }
        }
        ObjectNode response = Json.object().put("accountId", accountId);
        response.set("parsed", parsed.isEmpty() ? Json.nothing() : parsed);
        response.set("notParsable", orNull(notParsable));
        response.set("notFound", orNull(notFound));
        return response;
    }

    private static Optional<byte[]> bytes(Blobs blobs, Viewer viewer, BlobId blob) {
        try {
            return blobs.bytes(viewer, blob);
        } catch (MailException e) {
            throw MethodError.of(e);
        }
    }

    private static JsonNode orNull(List<String> ids) {
        return ids.isEmpty() ? Json.nothing() : Json.strings(ids);
    }
}
