package fr.spico.document;

import fr.spico.account.AccountId;
import fr.spico.account.Caller;
import fr.spico.audit.Audit;
import fr.spico.dossier.Confidentiality;
import fr.spico.dossier.DossierAccess;
import fr.spico.dossier.Dossiers;
import fr.spico.platform.db.Database;
import fr.spico.platform.db.ReadTx;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// `/api/documents`, and those of a dossier: what is said of them, and their versions. Their
/// content is in [FileResource].
@RestController
class DocumentResource {

    private final Database database;
    private final Dossiers dossiers;
    private final Documents documents;
    private final Audit audit;

    DocumentResource(Database database, Dossiers dossiers, Documents documents, Audit audit) {
        this.database = database;
        this.dossiers = dossiers;
        this.documents = documents;
        this.audit = audit;
    }

    record Vocabulary(List<DocumentCategory> categories, List<Level> confidentialities) {}

    record Level(String code, String label) {}

    record DocumentList(List<DocumentView> documents) {}

    /// What a client says of a document, and of which file it makes one.
    record Said(
            @Nullable UUID fileId,
            @Nullable String category,
            @Nullable String title,
            @Nullable String actDate,
            @Nullable String author,
            @Nullable String confidentiality) {

        @Override
        public String toString() {
            return "Said[…]";
        }
    }

    record NewVersion(@Nullable UUID fileId, @Nullable Boolean cancels) {}

    @GetMapping("/api/documents/categories")
    Vocabulary categories(Caller caller) {
        return new Vocabulary(
                DocumentCategory.all(),
                Arrays.stream(Confidentiality.values())
                        .map(level -> new Level(level.code(), level.label()))
                        .toList());
    }

    @GetMapping("/api/dossiers/{id}/documents")
    DocumentList list(Caller caller, @PathVariable String id) {
        return database.write(tx -> {
            DossierAccess access = dossiers.open(tx, caller, id);
            List<DocumentAccess> readable = documents.readable(tx, access);
            audit.note(tx, caller.id(), "dossier.documents", id);
            Function<AccountId, String> names = names(tx);
            return new DocumentList(
                    readable.stream().map(document -> DocumentView.of(document, names)).toList());
        });
    }

    @PostMapping("/api/dossiers/{id}/documents")
    @ResponseStatus(HttpStatus.CREATED)
    DocumentView add(Caller caller, @PathVariable String id, @RequestBody Said said) {
        return database.write(tx -> {
            DossierAccess access = dossiers.open(tx, caller, id);
            DocumentId added = documents.add(tx, access, description(said), fileId(said.fileId()));
            audit.note(tx, caller.id(), "document.add", added.text());
            return view(tx, documents.open(tx, caller, added.text()));
        });
    }

    @GetMapping("/api/documents/{id}")
    DocumentView document(Caller caller, @PathVariable String id) {
        return database.write(tx -> {
            DocumentAccess access = documents.open(tx, caller, id);
            audit.note(tx, caller.id(), "document.describe", id);
            return view(tx, access);
        });
    }

    @PutMapping("/api/documents/{id}")
    DocumentView describe(Caller caller, @PathVariable String id, @RequestBody Said said) {
        return database.write(tx -> {
            DocumentAccess access = documents.open(tx, caller, id);
            documents.describe(tx, access, description(said));
            audit.note(tx, caller.id(), "document.change", id);
            return view(tx, documents.open(tx, caller, id));
        });
    }

    @PostMapping("/api/documents/{id}/versions")
    DocumentView replace(Caller caller, @PathVariable String id, @RequestBody NewVersion asked) {
        return database.write(tx -> {
            DocumentAccess access = documents.open(tx, caller, id);
            boolean cancels = Boolean.TRUE.equals(asked.cancels());
            documents.replace(tx, access, fileId(asked.fileId()), cancels);
            audit.note(tx, caller.id(), "document.replace", id);
            return view(tx, documents.open(tx, caller, id));
        });
    }

    private DocumentView view(ReadTx tx, DocumentAccess access) {
        return DocumentView.of(access, names(tx), documents.versions(tx, access.document().id()));
    }

    /// Each account is asked for once.
    private Function<AccountId, String> names(ReadTx tx) {
        Map<AccountId, String> known = new HashMap<>();
        return account -> known.computeIfAbsent(account, id -> dossiers.nameOf(tx, id));
    }

    private Description description(Said said) {
        return new SaidDescription(
                        said.category(),
                        said.title(),
                        said.actDate(),
                        said.author(),
                        said.confidentiality())
                .read(dossiers.today());
    }

    private static UUID fileId(@Nullable UUID id) {
        if (id == null) {
            throw SaidDescription.bad(
                    List.of(new DocumentRules.Problem("fileId", "Ajoutez d’abord un fichier.")));
        }
        return id;
    }
}
