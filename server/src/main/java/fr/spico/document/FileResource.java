package fr.spico.document;

import fr.spico.account.Caller;
import fr.spico.audit.Audit;
import fr.spico.document.Document.File;
import fr.spico.dossier.DossierAccess;
import fr.spico.dossier.Dossiers;
import fr.spico.platform.db.Database;
import fr.spico.platform.http.Problem;
import fr.spico.platform.http.StreamedPath;
import fr.spico.platform.http.UnreadBody;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRange;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Files of documents, in and out, both streamed.
@RestController
class FileResource {

    private static final Logger log = LoggerFactory.getLogger(FileResource.class);
    private static final String UPLOAD = "/api/dossiers/{id}/files";

    /// Whatever somebody put in: no script, no form, no other content, an origin of its own.
    private static final String CONTENT_POLICY =
            "default-src 'none'; img-src 'self'; sandbox; frame-ancestors 'self'";

    private final Database database;
    private final Dossiers dossiers;
    private final Documents documents;
    private final DocumentSettings settings;
    private final Audit audit;

    FileResource(
            Database database,
            Dossiers dossiers,
            Documents documents,
            DocumentSettings settings,
            Audit audit) {
        this.database = database;
        this.dossiers = dossiers;
        this.documents = documents;
        this.settings = settings;
        this.audit = audit;
    }

    /// What is said of a file that waits to become a document.
    record Taken(UUID fileId, String type, long size, List<SameFile> sameAs) {}

    record SameFile(UUID documentId, String title, int version) {}

    @PostMapping(UPLOAD)
    ResponseEntity<Taken> upload(Caller caller, @PathVariable String id, HttpServletRequest request)
            throws IOException {
        DossierAccess access = database.read(tx -> dossiers.open(tx, caller, id));
        try {
            if (request.getContentLengthLong() > settings.maxSize()) {
                throw DocumentFiles.tooLarge(settings.maxSize());
            }
            File file =
                    documents.take(access.dossier().id(), caller.id(), request.getInputStream());
            List<SameFile> same =
                    database.write(tx -> {
                        audit.note(tx, caller.id(), "document.upload", file.id().toString());
                        return sameAs(caller, access, file);
                    });
            return ResponseEntity.status(HttpStatus.CREATED)
                    .body(new Taken(file.id(), file.type(), file.size(), same));
        } catch (Problem refused) {
            UnreadBody.drain(request);
            throw refused;
        } catch (StorageException e) {
            UnreadBody.drain(request);
            throw unreachable(e);
        }
    }

    /// What may not be read is not named.
    private List<SameFile> sameAs(Caller caller, DossierAccess access, File file) {
        return database.read(tx ->
                FileQueries.same(tx, access.dossier().id(), file.digest()).stream()
                        .filter(same ->
                                documents
                                        .find(tx, caller.account(), new DocumentId(same.document()))
                                        .isPresent())
                        .map(same -> new SameFile(same.document(), same.title(), same.version()))
                        .toList());
    }

    @GetMapping("/api/documents/{id}/content")
    void download(
            Caller caller,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable Integer version,
            @RequestParam(defaultValue = "false") boolean download,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Asked asked = asked(caller, id, version);
        database.run(tx -> audit.note(tx, caller.id(), "document.read", id));
        String etag = "\"" + asked.file().digest() + "\"";
        describe(response, asked, etag, download);
        if (etag.equals(request.getHeader(HttpHeaders.IF_NONE_MATCH))) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        Optional<Part> part = part(request, etag, asked.file().size());
        if (part.isEmpty()) {
            response.reset();
            response.setHeader(HttpHeaders.CONTENT_RANGE, "bytes */" + asked.file().size());
            throw new Problem(
                    HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE,
                    "bad-range",
                    "Cette partie du document n’existe pas.");
        }
        send(asked, part.get(), response);
    }

    private record Asked(DocumentAccess access, File file) {}

    private Asked asked(Caller caller, String id, @Nullable Integer version) {
        return database.read(tx -> {
            DocumentAccess access = documents.open(tx, caller, id);
            Document document = access.document();
            File file =
                    version == null || version == document.version()
                            ? document.file()
                            : documents.versions(tx, document.id()).stream()
                                    .filter(v -> v.number() == version)
                                    .findFirst()
                                    .orElseThrow(Documents::noSuchDocument)
                                    .file();
            return new Asked(access, file);
        });
    }

    private static void describe(
            HttpServletResponse response, Asked asked, String etag, boolean download) {
        ContentDisposition.Builder disposition =
                download ? ContentDisposition.attachment() : ContentDisposition.inline();
        response.setContentType(asked.file().type());
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                disposition
                        .filename(asked.access().fileName(), StandardCharsets.UTF_8)
                        .build()
                        .toString());
        response.setHeader(HttpHeaders.ETAG, etag);
        response.setHeader(HttpHeaders.ACCEPT_RANGES, "bytes");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "private, no-cache");
        response.setHeader("Content-Security-Policy", CONTENT_POLICY);
    }

    /// @param partial whether the client asked for less than everything
    private record Part(long start, long length, boolean partial) {}

    /// Empty for a range that the file does not have. More than one range is answered with all, as
    /// RFC 9110 §14.2 allows.
    private static Optional<Part> part(HttpServletRequest request, String etag, long size) {
        String header = request.getHeader(HttpHeaders.RANGE);
        String only = request.getHeader(HttpHeaders.IF_RANGE);
        Part all = new Part(0, size, false);
        if (header == null || (only != null && !only.equals(etag))) {
            return Optional.of(all);
        }
        try {
            List<HttpRange> ranges = HttpRange.parseRanges(header);
            if (ranges.size() != 1) {
                return Optional.of(all);
            }
            long start = ranges.getFirst().getRangeStart(size);
            long end = ranges.getFirst().getRangeEnd(size);
            return start >= size || end < start
                    ? Optional.empty()
                    : Optional.of(new Part(start, end - start + 1, true));
        } catch (IllegalArgumentException e) {
            return Optional.of(all);
        }
    }

    /// Once something was sent, only cutting the connection tells that the rest is missing.
    private void send(Asked asked, Part part, HttpServletResponse response) throws IOException {
        try (InputStream content =
                documents.content(asked.access().document().dossier(), asked.file())) {
            content.skipNBytes(part.start());
            if (part.partial()) {
                response.setStatus(HttpServletResponse.SC_PARTIAL_CONTENT);
                response.setHeader(
                        HttpHeaders.CONTENT_RANGE,
                        "bytes %d-%d/%d"
                                .formatted(
                                        part.start(),
                                        part.start() + part.length() - 1,
                                        asked.file().size()));
            }
            response.setContentLengthLong(part.length());
            copy(content, part.length(), response);
        } catch (StorageException e) {
            if (response.isCommitted()) {
                throw e;
            }
            response.reset();
            throw unreachable(e);
        }
    }

    private static void copy(InputStream content, long length, HttpServletResponse response)
            throws IOException {
        byte[] buffer = new byte[1 << 16];
        long left = length;
        while (left > 0) {
            int n = content.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (n < 0) {
                throw new IOException("a file ends too early");
            }
            response.getOutputStream().write(buffer, 0, n);
            left -= n;
        }
    }

    static Problem unreachable(StorageException failure) {
        log.warn("the store of documents: {}", failure.getMessage());
        if (failure.isDamaged()) {
            return new Problem(
                    HttpStatus.INTERNAL_SERVER_ERROR,
                    "damaged-file",
                    "Ce fichier a été altéré dans le stockage : il ne peut pas être ouvert."
                            + " Prévenez votre administrateur.");
        }
        return new Problem(
                HttpStatus.SERVICE_UNAVAILABLE,
                "storage-unreachable",
                "Le stockage des documents ne répond pas. Rien n’est perdu ; réessayez dans"
                        + " quelques minutes.");
    }

    /// Files go up as a stream.
    @Configuration(proxyBeanMethods = false)
    static class Streaming {

        @Bean
        StreamedPath documentUpload() {
            return new StreamedPath(UPLOAD);
        }
    }
}
