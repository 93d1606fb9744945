package fr.spico.outbox;

import fr.spico.account.Caller;
import fr.spico.directory.DirectoryEntryView;
import fr.spico.mail.MssAddress;
import fr.spico.outbox.RecipientRules.Answered;
import fr.spico.outbox.Recipients.Judged;
import fr.spico.platform.db.Database;
import fr.spico.platform.db.ReadTx;
import fr.spico.platform.http.Problem;
import fr.spico.replica.EmailId;
import fr.spico.replica.MailboxId;
import fr.spico.replica.Replica;
import fr.spico.replica.Viewer;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// Tells, while recipients are chosen, what sending would say (docs/api.md, Directory).
@RestController
class RecipientResource {

    private static final int MOST_ADDRESSES = 500;

    private final Database database;
    private final Senders senders;
    private final Replica replica;
    private final Recipients recipients;

    RecipientResource(Database database, Senders senders, Replica replica, Recipients recipients) {
        this.database = database;
        this.senders = senders;
        this.replica = replica;
        this.recipients = recipients;
    }

    /// @param inReplyTo id of the received email that is answered
    /// @param accountId JMAP account that is written from; needed with `inReplyTo`
    record Asked(
            @Nullable List<@Nullable String> addresses,
            @Nullable String inReplyTo,
            @Nullable String accountId) {

        @Override
        public String toString() {
            return "Asked[…]";
        }
    }

    record Answer(List<RecipientView> recipients) {}

    record RecipientView(
            String address,
            boolean allowed,
            @Nullable String reason,
            @Nullable String message,
            @Nullable DirectoryEntryView entry) {

        static RecipientView of(Judged judged) {
            RecipientVerdict verdict = judged.verdict();
            boolean allowed = verdict.allowed();
            return new RecipientView(
                    judged.written(),
                    allowed,
                    allowed ? null : verdict.code(),
                    allowed ? null : verdict.sentence(),
                    judged.entry().map(DirectoryEntryView::of).orElse(null));
        }

        @Override
        public String toString() {
            return "RecipientView[…]";
        }
    }

    @PostMapping("/api/directory/recipients")
    Answer judge(Caller caller, @RequestBody Asked asked) {
        List<String> addresses = addresses(asked);
        return database.read(tx -> {
            Optional<Viewer> viewer = viewer(tx, caller, asked.accountId());
            Optional<MssAddress> self = viewer.map(v -> replica.address(tx, v.mailbox()));
            Optional<Answered> answered = viewer.flatMap(v -> answered(tx, v, asked.inReplyTo()));
            return new Answer(
                    recipients.judge(tx, caller.account(), self, answered, addresses).stream()
                            .map(RecipientView::of)
                            .toList());
        });
    }

    private static List<String> addresses(Asked asked) {
        List<@Nullable String> given = asked.addresses();
        if (given == null || given.size() > MOST_ADDRESSES) {
            throw new Problem(
                    HttpStatus.BAD_REQUEST,
                    "bad-request",
                    "Indiquez de 0 à " + MOST_ADDRESSES + " adresses.");
        }
        return given.stream().map(a -> a == null ? "" : a).toList();
    }

    private Optional<Viewer> viewer(ReadTx tx, Caller caller, @Nullable String accountId) {
        if (accountId == null) {
            return Optional.empty();
        }
        return Optional.of(
                MailboxId.parse(accountId)
                        .flatMap(mailbox -> senders.viewer(tx, caller, mailbox))
                        .orElseThrow(RecipientResource::notLinked));
    }

    private static Problem notLinked() {
        return new Problem(
                HttpStatus.NOT_FOUND,
                "not-found",
                "Cette messagerie n’est pas liée à votre compte.");
    }

    private Optional<Answered> answered(ReadTx tx, Viewer viewer, @Nullable String inReplyTo) {
        return Optional.ofNullable(inReplyTo)
                .flatMap(EmailId::parse)
                .flatMap(email -> recipients.answered(tx, viewer, email));
    }
}
