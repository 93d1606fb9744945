package fr.spico.document;

import fr.spico.account.Account;
import fr.spico.account.AccountId;
import fr.spico.account.Accounts;
import fr.spico.audit.Audit;
import fr.spico.document.Document.File;
import fr.spico.document.Document.Version;
import fr.spico.jmap.BlobSource;
import fr.spico.mail.MailStore.InputStreamReader;
import fr.spico.platform.db.Database;
import fr.spico.platform.db.ReadTx;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Files of documents as blobs of JMAP: a mail takes them from here, nothing is copied before.
@Component
class DocumentBlobs implements BlobSource {

    private final Database database;
    private final Accounts accounts;
    private final Documents documents;
    private final Audit audit;

    DocumentBlobs(Database database, Accounts accounts, Documents documents, Audit audit) {
        this.database = database;
        this.accounts = accounts;
        this.documents = documents;
        this.audit = audit;
    }

    private record Found(Document document, File file) {}

    @Override
    public boolean read(AccountId account, UUID blob, InputStreamReader reader) throws IOException {
        Optional<Found> found =
                database.write(tx -> {
                    Optional<Found> readable =
                            accounts.find(tx, account).flatMap(a -> find(tx, a, blob));
                    readable.ifPresent(f ->
                            audit.note(tx, account, "document.attach", f.document().id().text()));
                    return readable;
                });
        if (found.isEmpty()) {
            return false;
        }
        try (InputStream content =
                documents.content(found.get().document().dossier(), found.get().file())) {
            reader.read(content);
            return true;
        }
    }

    private Optional<Found> find(ReadTx tx, Account account, UUID blob) {
        return documents
                .ofFile(tx, account, blob)
                .map(DocumentAccess::document)
                .flatMap(document ->
                        documents.versions(tx, document.id()).stream()
                                .map(Version::file)
                                .filter(file -> file.id().equals(blob))
                                .map(file -> new Found(document, file))
                                .findFirst());
    }
}
