package fr.spico.filing;

import fr.spico.account.Caller;
import fr.spico.discussions.Discussions;
import fr.spico.mail.MailException;
import fr.spico.platform.db.Database;
import fr.spico.platform.db.ReadTx;
import fr.spico.platform.http.Problem;
import fr.spico.replica.EmailId;
import fr.spico.replica.MailboxId;
import fr.spico.replica.Replica;
import fr.spico.replica.ReplicaEmail;
import fr.spico.replica.Viewer;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/// Mails as a caller sees them: what is hidden from them (row C3) does not exist here either.
@Component
class HeldMails {

    private static final int LONGEST_TEXT = 20_000;

    private final Database database;
    private final Discussions discussions;
    private final Replica replica;

    HeldMails(Database database, Discussions discussions, Replica replica) {
        this.database = database;
        this.discussions = discussions;
        this.replica = replica;
    }

    /// @throws Problem `no-such-mail`
    HeldMail held(Caller caller, String accountId, String emailId) {
        return database.read(tx ->
                MailboxId.parse(accountId)
                        .flatMap(mailbox ->
                                EmailId.parse(emailId)
                                        .flatMap(email -> find(tx, caller, mailbox, email)))
                        .orElseThrow(HeldMails::noSuchMail));
    }

    Optional<HeldMail> find(ReadTx tx, Caller caller, MailboxId mailbox, EmailId email) {
        return discussions
                .viewer(tx, caller)
                .filter(viewer -> viewer.mailbox().equals(mailbox))
                .flatMap(viewer ->
                        replica.emails(tx, viewer, List.of(email)).stream()
                                .findFirst()
                                .map(found -> held(tx, viewer, found)));
    }

    private HeldMail held(ReadTx tx, Viewer viewer, ReplicaEmail email) {
        String text =
                replica
                        .texts(tx, viewer, List.of(email.id()))
                        .getOrDefault(email.id(), List.of())
                        .stream()
                        .map(ReplicaEmail.Text::text)
                        .collect(Collectors.joining("\n"));
        return new HeldMail(
                viewer,
                email,
                text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text);
    }

    static Problem problem(MailException e) {
        return e.reason() == MailException.Reason.NO_SUCH_MESSAGE
                ? noSuchMail()
                : new Problem(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "operator-unreachable",
                        "Les pièces jointes de ce message sont chez votre opérateur MSSanté, qui ne répond pas. Réessayez dans quelques minutes.");
    }

    private static Problem noSuchMail() {
        return new Problem(
                HttpStatus.NOT_FOUND, "no-such-mail", "Ce message n’existe pas, ou n’existe plus.");
    }
}
