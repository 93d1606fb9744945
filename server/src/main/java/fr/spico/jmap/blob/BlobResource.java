package fr.spico.jmap.blob;

import fr.spico.account.AccountId;
import fr.spico.account.Caller;
import fr.spico.jmap.core.JmapAccess;
import fr.spico.jmap.core.JmapSettings;
import fr.spico.jmap.core.OperatorFailure;
import fr.spico.jmap.core.RequestError;
import fr.spico.jmap.core.Slots;
import fr.spico.mail.MailException;
import fr.spico.platform.http.Problem;
import fr.spico.replica.Viewer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.ServletWebRequest;

/// Upload and download (RFC 8620 §6.1, §6.2), both streamed.
@RestController
class BlobResource {

    /// Whatever a stranger sent: no script, no form, no other content, an origin of its own.
    private static final String CONTENT_POLICY =
            "default-src 'none'; img-src 'self'; sandbox; frame-ancestors 'self'";

    private static final long DRAINED_AT_MOST = 64 << 20;

    private final JmapAccess access;
    private final Blobs blobs;
    private final Uploads uploads;
    private final JmapSettings settings;
    private final Slots<AccountId> uploading;
    private final Slots<AccountId> downloading;

    BlobResource(JmapAccess access, Blobs blobs, Uploads uploads, JmapSettings settings) {
        this.access = access;
        this.blobs = blobs;
        this.uploads = uploads;
        this.settings = settings;
        this.uploading = new Slots<>(settings.maxConcurrentUpload());
        this.downloading = new Slots<>(settings.maxConcurrentRequests());
    }

    /// The answer to an upload.
    record Uploaded(String accountId, String blobId, String type, long size) {}

    @PostMapping({"/jmap/upload/{accountId}", "/jmap/upload/{accountId}/"})
    ResponseEntity<Uploaded> upload(
            Caller caller, @PathVariable String accountId, HttpServletRequest request)
            throws IOException {
        Viewer viewer = viewer(caller, accountId);
        try (Slots.Slot slot =
                uploading
                        .take(caller.id())
                        .orElseThrow(() ->
                                busy("maxConcurrentUpload", settings.maxConcurrentUpload()))) {
            if (request.getContentLengthLong() > settings.maxSizeUpload()) {
                throw Uploads.tooLarge(settings);
            }
            Uploads.Stored stored = uploads.store(viewer, request.getInputStream());
            return ResponseEntity.status(HttpStatus.CREATED)
                    .contentType(MediaType.APPLICATION_JSON)
                    .body(
                            new Uploaded(
                                    accountId,
                                    stored.blob().jmapId(),
                                    type(request.getContentType()).toString(),
                                    stored.size()));
        } catch (RequestError refused) {
            drain(request);
            throw refused;
        }
    }

    @GetMapping("/jmap/download/{accountId}/{blobId}/{name}")
    void download(
            Caller caller,
            @PathVariable String accountId,
            @PathVariable String blobId,
            @PathVariable String name,
            @RequestParam(required = false, defaultValue = "application/octet-stream") String type,
            ServletWebRequest request,
            HttpServletResponse response)
            throws IOException {
        Viewer viewer = viewer(caller, accountId);
        BlobId id = BlobId.parse(blobId).orElseThrow(BlobResource::noSuchBlob);
        if (blobs.isSeenBy(viewer, id) && request.checkNotModified(etag(id))) {
            return;
        }
        try (Slots.Slot slot =
                downloading
                        .take(caller.id())
                        .orElseThrow(() ->
                                busy("maxConcurrentRequests", settings.maxConcurrentRequests()))) {
            boolean found =
                    blobs.read(
                            viewer,
                            id,
                            content -> {
                                describe(response, id, name, type);
                                content.transferTo(response.getOutputStream());
                            });
            if (!found) {
                throw noSuchBlob();
            }
        } catch (MailException e) {
            throw unavailable(e, response);
        }
    }

    private static String etag(BlobId id) {
        return '"' + id.jmapId() + '"';
    }

    /// A blob never changes, yet a browser asks each time whether its reader may still see it: it
    /// is often a machine that several people sit at
    /// (docs/adr/0012-blobs-are-asked-for-each-time.md).
    private static void describe(
            HttpServletResponse response, BlobId id, String name, String type) {
        response.setContentType(type(type).toString());
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename(name, StandardCharsets.UTF_8)
                        .build()
                        .toString());
        response.setHeader(HttpHeaders.CACHE_CONTROL, "private, no-cache");
        response.setHeader(HttpHeaders.ETAG, etag(id));
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Content-Security-Policy", CONTENT_POLICY);
    }

    /// A client still writing would otherwise find the connection closed instead of the answer.
    private static void drain(HttpServletRequest request) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long left = DRAINED_AT_MOST;
        for (int n = 0; n >= 0 && left > 0; left -= n) {
            n = request.getInputStream().read(buffer);
        }
    }

    private Viewer viewer(Caller caller, String accountId) {
        return access.viewer(caller, accountId).orElseThrow(BlobResource::noSuchBlob);
    }

    private static MediaType type(@org.jspecify.annotations.Nullable String text) {
        try {
            MediaType type =
                    text == null
                            ? MediaType.APPLICATION_OCTET_STREAM
                            : MediaType.parseMediaType(text);
            return type.isConcrete() ? type : MediaType.APPLICATION_OCTET_STREAM;
        } catch (InvalidMediaTypeException e) {
            return MediaType.APPLICATION_OCTET_STREAM;
        }
    }

    private static Problem noSuchBlob() {
        return new Problem(
                HttpStatus.NOT_FOUND, "no-such-blob", "Ce contenu n’existe pas, ou n’existe plus.");
    }

    private static RequestError busy(String limit, int max) {
        return RequestError.limit(limit, 429, "At most " + max + " at a time.");
    }

    /// Once something was sent, only cutting the connection tells the reader that the rest is
    /// missing.
    private static Problem unavailable(MailException failure, HttpServletResponse response)
            throws IOException {
        if (response.isCommitted()) {
            throw new IOException("the operator stopped in the middle of a blob", failure);
        }
        response.reset();
        return new Problem(
                HttpStatus.SERVICE_UNAVAILABLE,
                "operator-unreachable",
                OperatorFailure.sentence(failure));
    }
}
