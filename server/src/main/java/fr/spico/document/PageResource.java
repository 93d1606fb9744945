package fr.spico.document;

import fr.spico.account.Caller;
import fr.spico.audit.Audit;
import fr.spico.discussions.FramePage;
import fr.spico.document.Document.File;
import fr.spico.document.Document.Version;
import fr.spico.exchange.Exchange;
import fr.spico.platform.db.Database;
import fr.spico.platform.http.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Clinical documents (CDA) as pages that people read.
@RestController
class PageResource {

    private final Database database;
    private final Documents documents;
    private final Exchange exchange;
    private final Audit audit;

    PageResource(Database database, Documents documents, Exchange exchange, Audit audit) {
        this.database = database;
        this.documents = documents;
        this.exchange = exchange;
        this.audit = audit;
    }

    private record Asked(DocumentAccess access, File file) {}

    @GetMapping("/api/documents/{id}/page")
    ResponseEntity<byte[]> page(
            Caller caller,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable Integer version,
            @RequestParam(defaultValue = "") String theme) {
        Asked asked =
                database.write(tx -> {
                    DocumentAccess access = documents.open(tx, caller, id);
                    audit.note(tx, caller.id(), "document.read", id);
                    int wanted = version == null ? access.document().version() : version;
                    return new Asked(
                            access,
                            documents.versions(tx, access.document().id()).stream()
                                    .filter(v -> v.number() == wanted)
                                    .map(Version::file)
                                    .findFirst()
                                    .orElseThrow(Documents::noSuchDocument));
                });
        String body = "<div class=\"document\">" + body(asked) + "</div>";
        String html = FramePage.html("Document", body, theme);
        return FramePage.answer().body(html.getBytes(StandardCharsets.UTF_8));
    }

    private String body(Asked asked) {
        if (!asked.file().type().equals(FileType.CDA.mediaType())) {
            throw noPage();
        }
        try (InputStream content =
                documents.content(asked.access().document().dossier(), asked.file())) {
            return exchange.page(content.readAllBytes()).orElseThrow(PageResource::noPage);
        } catch (StorageException e) {
            throw FileResource.unreachable(e);
        } catch (IOException e) {
            throw FileResource.unreachable(new StorageException("cut while reading", e));
        }
    }

    private static Problem noPage() {
        return new Problem(
                HttpStatus.NOT_FOUND, "no-page", "Ce document n’a pas d’affichage en page.");
    }
}
