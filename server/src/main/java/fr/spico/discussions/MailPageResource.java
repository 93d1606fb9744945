package fr.spico.discussions;

import fr.spico.account.Caller;
import fr.spico.audit.Audit;
import fr.spico.mail.MailException;
import fr.spico.platform.db.Database;
import fr.spico.platform.http.Problem;
import fr.spico.replica.EmailId;
import fr.spico.replica.Replica;
import fr.spico.replica.ReplicaEmail;
import fr.spico.replica.ReplicaEmail.Text;
import fr.spico.replica.Viewer;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// A mail's body as a harmless page for a sandboxed frame (row C7).
@RestController
class MailPageResource {

    private final Database database;
    private final Discussions discussions;
    private final Replica replica;
    private final BodyTexts texts;
    private final Audit audit;

    MailPageResource(
            Database database,
            Discussions discussions,
            Replica replica,
            BodyTexts texts,
            Audit audit) {
        this.database = database;
        this.discussions = discussions;
        this.replica = replica;
        this.texts = texts;
        this.audit = audit;
    }

    /// What the database holds of the mail.
    private record Held(Viewer viewer, ReplicaEmail email, List<Text> texts) {}

    @GetMapping("/api/discussions/emails/{accountId}/{emailId}/html")
    ResponseEntity<byte[]> page(
            Caller caller,
            @PathVariable String accountId,
            @PathVariable String emailId,
            @RequestParam(defaultValue = "") String theme,
            HttpServletRequest request) {
        Held held = held(caller, accountId, emailId);
        MailPage page = page(held, theme);
        if (request.getMethod().equals("GET")) {
            database.run(tx -> audit.note(tx, caller.id(), "mail.read", emailId));
        }
        return FramePage.answer()
                .header("X-Spico-Blocked", Integer.toString(page.blocked()))
                .body(page.html().getBytes(StandardCharsets.UTF_8));
    }

    private Held held(Caller caller, String accountId, String emailId) {
        return database.read(tx -> {
            Viewer viewer =
                    discussions
                            .viewer(tx, caller)
                            .filter(v -> v.mailbox().jmapId().equals(accountId))
                            .orElseThrow(MailPageResource::noSuchMail);
            EmailId id = EmailId.parse(emailId).orElseThrow(MailPageResource::noSuchMail);
            Optional<ReplicaEmail> email =
                    replica.emails(tx, viewer, List.of(id)).stream().findFirst();
            return new Held(
                    viewer,
                    email.orElseThrow(MailPageResource::noSuchMail),
                    replica.texts(tx, viewer, List.of(id)).getOrDefault(id, List.of()));
        });
    }

    private MailPage page(Held held, String theme) {
        try {
            return MailPage.of(
                    held.viewer().mailbox(),
                    held.email(),
                    part ->
                            texts.of(
                                    held.viewer(),
                                    held.email().id(),
                                    part,
                                    held.texts(),
                                    Long.MAX_VALUE),
                    theme);
        } catch (MailException e) {
            throw new Problem(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "operator-unreachable",
                    "Le texte de ce message est chez votre opérateur MSSanté, qui ne répond pas. Réessayez dans quelques minutes.");
        }
    }

    private static Problem noSuchMail() {
        return new Problem(
                HttpStatus.NOT_FOUND, "no-such-mail", "Ce message n’existe pas, ou n’existe plus.");
    }
}
