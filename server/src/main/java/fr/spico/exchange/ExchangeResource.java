package fr.spico.exchange;

import fr.spico.account.Caller;
import fr.spico.audit.Audit;
import fr.spico.discussions.Discussions;
import fr.spico.discussions.FramePage;
import fr.spico.mail.MailException;
import fr.spico.mail.mime.BodyPart;
import fr.spico.platform.db.Database;
import fr.spico.platform.http.Problem;
import fr.spico.replica.EmailId;
import fr.spico.replica.Replica;
import fr.spico.replica.ReplicaEmail;
import fr.spico.replica.Viewer;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The documents that a received mail carries.
@RestController
@RequestMapping("/api/exchange/emails/{accountId}/{emailId}")
class ExchangeResource {

    /// Whatever a stranger sent: nothing of it runs, nothing comes from elsewhere.
    private static final String CONTENT_POLICY =
            "default-src 'none'; sandbox; frame-ancestors 'self'";

    private final Database database;
    private final Discussions discussions;
    private final Replica replica;
    private final MailArchives archives;
    private final Exchange exchange;
    private final Audit audit;

    ExchangeResource(
            Database database,
            Discussions discussions,
            Replica replica,
            MailArchives archives,
            Exchange exchange,
            Audit audit) {
        this.database = database;
        this.discussions = discussions;
        this.replica = replica;
        this.archives = archives;
        this.exchange = exchange;
        this.audit = audit;
    }

    /// A mail that exists for its reader.
    private record Held(Viewer viewer, ReplicaEmail email) {}

    /// Something to be made of an archive.
    private interface Reading<T> {
        T of(byte[] archive);
    }

    @GetMapping
    ExchangeView documents(
            Caller caller,
            @PathVariable String accountId,
            @PathVariable String emailId,
            HttpServletRequest request) {
        Held held = held(caller, accountId, emailId);
        List<ExchangeView.Archive> read = new ArrayList<>();
        for (BodyPart part : MailArchives.of(held.email())) {
            read.add(ExchangeView.Archive.of(part, open(held, part, exchange::read)));
        }
        note(caller, request, "exchange.list", emailId);
        return new ExchangeView(read);
    }

    @GetMapping("/documents/{n}")
    ResponseEntity<byte[]> file(
            Caller caller,
            @PathVariable String accountId,
            @PathVariable String emailId,
            @PathVariable String n,
            HttpServletRequest request) {
        Held held = held(caller, accountId, emailId);
        DocumentRef ref = ref(n);
        ReceivedFile file =
                open(held, part(held, ref), archive -> exchange.file(archive, ref.number()))
                        .orElseThrow(ExchangeResource::noSuchDocument);
        note(caller, request, "exchange.read", emailId + "/" + ref);
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(file.kind().type()))
                .header(HttpHeaders.CONTENT_DISPOSITION, attachment(file.kind().name()))
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", CONTENT_POLICY)
                .body(file.octets());
    }

    @GetMapping("/documents/{n}/html")
    ResponseEntity<byte[]> page(
            Caller caller,
            @PathVariable String accountId,
            @PathVariable String emailId,
            @PathVariable String n,
            @RequestParam(defaultValue = "") String theme,
            HttpServletRequest request) {
        Held held = held(caller, accountId, emailId);
        DocumentRef ref = ref(n);
        String body =
                open(held, part(held, ref), archive -> exchange.page(archive, ref.number()))
                        .orElseThrow(ExchangeResource::noSuchDocument);
        note(caller, request, "exchange.read", emailId + "/" + ref);
        String html =
                FramePage.html("Document", "<div class=\"document\">" + body + "</div>", theme);
        return FramePage.answer().body(html.getBytes(StandardCharsets.UTF_8));
    }

    private Held held(Caller caller, String accountId, String emailId) {
        return database.read(tx -> {
            Viewer viewer =
                    discussions
                            .viewer(tx, caller)
                            .filter(v -> v.mailbox().jmapId().equals(accountId))
                            .orElseThrow(ExchangeResource::noSuchMail);
            EmailId id = EmailId.parse(emailId).orElseThrow(ExchangeResource::noSuchMail);
            Optional<ReplicaEmail> email =
                    replica.emails(tx, viewer, List.of(id)).stream().findFirst();
            return new Held(viewer, email.orElseThrow(ExchangeResource::noSuchMail));
        });
    }

    private static DocumentRef ref(String n) {
        return DocumentRef.parse(n).orElseThrow(ExchangeResource::noSuchDocument);
    }

    private static BodyPart part(Held held, DocumentRef ref) {
        return MailArchives.of(held.email()).stream()
                .filter(part -> ref.partId().equals(part.partId()))
                .findFirst()
                .orElseThrow(ExchangeResource::noSuchDocument);
    }

    private <T> T open(Held held, BodyPart part, Reading<T> reading) {
        return reading.of(octets(held, part));
    }

    private byte[] octets(Held held, BodyPart part) {
        try {
            return archives.octets(held.viewer(), held.email().id(), part);
        } catch (MailException e) {
            throw e.reason() == MailException.Reason.NO_SUCH_MESSAGE
                    ? noSuchMail()
                    : new Problem(
                            HttpStatus.SERVICE_UNAVAILABLE,
                            "operator-unreachable",
                            "Les documents de ce message sont chez votre opérateur MSSanté, qui ne répond pas. Réessayez dans quelques minutes.");
        }
    }

    private void note(Caller caller, HttpServletRequest request, String action, String subject) {
        if (request.getMethod().equals("GET")) {
            database.run(tx -> audit.note(tx, caller.id(), action, subject));
        }
    }

    private static String attachment(String name) {
        return ContentDisposition.attachment()
                .filename(name, StandardCharsets.UTF_8)
                .build()
                .toString();
    }

    private static Problem noSuchMail() {
        return new Problem(
                HttpStatus.NOT_FOUND, "no-such-mail", "Ce message n’existe pas, ou n’existe plus.");
    }

    private static Problem noSuchDocument() {
        return new Problem(
                HttpStatus.NOT_FOUND,
                "no-such-document",
                "Ce document n’est pas dans ce message, ou ne peut pas être affiché.");
    }
}
