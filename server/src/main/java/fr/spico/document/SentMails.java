package fr.spico.document;

import fr.spico.platform.db.ReadTx;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;

/// What became of documents that were sent. The feature that sends them knows, and says it here: it
/// uses documents, so documents cannot use it.
public interface SentMails {

    /// By the subjects of the timeline's `SENT` events.
    Map<UUID, SentMail> find(ReadTx tx, Collection<UUID> sendings);

    /// Whether a mail took a document away, or is about to.
    boolean hasLeft(ReadTx tx, DocumentId document);
}
