package fr.spico.document;

import fr.spico.document.Document.File;
import java.util.Optional;
import java.util.UUID;

/// Names a file among the blobs of JMAP: `d` and 32 hexadecimal digits.
public final class DocumentBlob {

    private DocumentBlob() {}

    public static String id(File file) {
        return "d" + file.id().toString().replace("-", "");
    }

    public static Optional<UUID> file(String blobId) {
        return blobId.matches("d[0-9a-f]{32}")
                ? Optional.of(
                        new UUID(
                                Long.parseUnsignedLong(blobId.substring(1, 17), 16),
                                Long.parseUnsignedLong(blobId.substring(17), 16)))
                : Optional.empty();
    }
}
