package fr.spico.jmap;

import fr.spico.account.Caller;
import fr.spico.jmap.blob.BlobId;
import fr.spico.jmap.blob.Blobs;
import fr.spico.jmap.core.JmapAccess;
import fr.spico.mail.MailException;
import fr.spico.mail.MailStore.InputStreamReader;
import fr.spico.replica.Viewer;
import java.io.IOException;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// The blobs of a caller's mailbox, for other features.
@Component
public class MailBlobs {

    private final JmapAccess access;
    private final Blobs blobs;

    MailBlobs(JmapAccess access, Blobs blobs) {
        this.access = access;
        this.blobs = blobs;
    }

    /// Streams a blob. Nothing is read, and false returned, if it does not exist for the caller.
    ///
    /// @throws MailException the operator could not give it
    public boolean read(Caller caller, String accountId, String blobId, InputStreamReader reader)
            throws MailException, IOException {
        Optional<Viewer> viewer = access.viewer(caller, accountId);
        Optional<BlobId> id = BlobId.parse(blobId);
        return viewer.isPresent() && id.isPresent() && blobs.read(viewer.get(), id.get(), reader);
    }
}
