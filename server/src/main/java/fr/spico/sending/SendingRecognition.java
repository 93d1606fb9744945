package fr.spico.sending;

import fr.spico.account.AccountId;
import fr.spico.account.Caller;
import fr.spico.document.DocumentAccess;
import fr.spico.document.DocumentBlob;
import fr.spico.document.Documents;
import fr.spico.document.Documents.Recognised;
import fr.spico.platform.db.Database;
import fr.spico.platform.db.ReadTx;
import fr.spico.sending.SendingDrafts.Option;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Which attachments of a draft are documents, and which is their archive: who opens it again goes
/// on where they were.
@Component
class SendingRecognition {

    private final Database database;
    private final Documents documents;
    private final Sendings sendings;
    private final SendingCheck check;
    private final PdfNotes notes;

    SendingRecognition(
            Database database,
            Documents documents,
            Sendings sendings,
            SendingCheck check,
            PdfNotes notes) {
        this.database = database;
        this.documents = documents;
        this.sendings = sendings;
        this.check = check;
        this.notes = notes;
    }

    /// An attachment that came from a dossier.
    ///
    /// @param documentId null for the archive
    /// @param blobId its own, whatever becomes of the draft
    record Known(@Nullable String documentId, String blobId, @Nullable String note) {}

    /// @param attachments as they were asked about, null for what came from elsewhere
    /// @param option present if a document is among them
    record Recognition(List<@Nullable Known> attachments, Optional<Option> option) {}

    /// What is known by its content, SHA-256.
    private record Found(Map<String, DocumentAccess> documents, Map<String, UUID> archives) {}

    /// Reads attachments from the mailbox, so outside any transaction.
    Recognition of(Caller caller, String accountId, List<String> blobIds) {
        List<Optional<String>> digests =
                blobIds.stream().map(blob -> check.digest(caller, accountId, blob)).toList();
        Set<String> asked = digests.stream().flatMap(Optional::stream).collect(Collectors.toSet());
        Found found =
                database.read(tx ->
                        new Found(documents(tx, caller, asked), archives(tx, caller.id(), asked)));
        List<DocumentAccess> those = List.copyOf(found.documents().values());
        Map<UUID, String> faults = notes.of(those.stream().map(DocumentAccess::document).toList());
        List<@Nullable Known> attachments = new ArrayList<>();
        for (Optional<String> digest : digests) {
            attachments.add(digest.flatMap(d -> known(found, d, faults)).orElse(null));
        }
        return new Recognition(
                attachments,
                those.isEmpty()
                        ? Optional.empty()
                        : Optional.of(Option.of(those, !found.archives().isEmpty())));
    }

    /// Those whose present version has one of these contents.
    private Map<String, DocumentAccess> documents(ReadTx tx, Caller caller, Set<String> digests) {
        Map<String, DocumentAccess> documents = new HashMap<>();
        for (Recognised found : sendings.recognised(tx, caller.id(), digests)) {
            this.documents
                    .find(tx, caller.account(), found.document())
                    .filter(access -> access.document().file().digest().equals(found.digest()))
                    .ifPresent(access -> documents.putIfAbsent(found.digest(), access));
        }
        return documents;
    }

    private static Map<String, UUID> archives(ReadTx tx, AccountId account, Set<String> digests) {
        Map<String, UUID> archives = new HashMap<>();
        digests.forEach(digest ->
                ArchiveQueries.withDigest(tx, account, digest)
                        .ifPresent(id -> archives.put(digest, id)));
        return archives;
    }

    private static Optional<Known> known(Found found, String digest, Map<UUID, String> faults) {
        Optional<Known> document =
                Optional.ofNullable(found.documents().get(digest))
                        .map(DocumentAccess::document)
                        .map(d ->
                                new Known(
                                        d.id().text(),
                                        DocumentBlob.id(d.file()),
                                        faults.get(d.file().id())));
        return document.or(() ->
                Optional.ofNullable(found.archives().get(digest))
                        .map(id -> new Known(null, SendingArchive.blobId(id), null)));
    }
}
