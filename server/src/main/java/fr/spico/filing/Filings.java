package fr.spico.filing;

import fr.spico.account.AccountId;
import fr.spico.account.Caller;
import fr.spico.audit.Audit;
import fr.spico.document.Description;
import fr.spico.document.Document;
import fr.spico.document.DocumentAccess;
import fr.spico.document.DocumentId;
import fr.spico.document.Documents;
import fr.spico.document.SentMails;
import fr.spico.dossier.DocumentAction;
import fr.spico.dossier.DossierAccess;
import fr.spico.dossier.Dossiers;
import fr.spico.filing.Trait.State;
import fr.spico.mail.MailException;
import fr.spico.platform.db.Database;
import fr.spico.platform.db.ReadTx;
import fr.spico.platform.db.WriteTx;
import fr.spico.platform.time.IdSource;
import fr.spico.replica.EmailId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// Files and takes back. Nothing here decides whose a document is: [FilingResource] is told by a
/// person.
@Component
class Filings {

    private static final Duration UNDO = Duration.ofDays(30);

    private final Database database;
    private final MailItems items;
    private final Dossiers dossiers;
    private final Documents documents;
    private final SentMails sent;
    private final Audit audit;
    private final InstantSource clock;
    private final IdSource ids;

    Filings(
            Database database,
            MailItems items,
            Dossiers dossiers,
            Documents documents,
            SentMails sent,
            Audit audit,
            InstantSource clock,
            IdSource ids) {
        this.database = database;
        this.items = items;
        this.dossiers = dossiers;
        this.documents = documents;
        this.sent = sent;
        this.audit = audit;
        this.clock = clock;
        this.ids = ids;
    }

    /// What became of a wish to file.
    sealed interface Outcome {
        record Done(Filed filed) implements Outcome {}

        /// From this mail.
        record Already(Filed filed) implements Outcome {}

        /// The very same content is in this dossier, from elsewhere.
        record Same(DocumentAccess document) implements Outcome {}

        record Differs(List<Trait> traits) implements Outcome {}
    }

    /// What became of a wish to take back.
    enum Undone {
        DONE,
        NOT_FILED,
        TOO_LATE,
        IN_USE
    }

    /// @param confirmed traits that differ, and that a person has looked at
    /// @throws MailException the operator does not give the file
    /// @throws IOException the store does not take it
    Outcome file(
            Caller caller,
            HeldMail mail,
            Item item,
            DossierAccess dossier,
            List<Trait> traits,
            Collection<String> confirmed,
            Description description)
            throws MailException, IOException {
        dossier.require(DocumentAction.ADD, description.confidentiality(), caller.id());
        Optional<Filed> known = database.read(tx -> filed(tx, mail, item));
        if (known.isPresent()) {
            return new Outcome.Already(known.get());
        }
        List<Trait> different =
                traits.stream().filter(trait -> trait.state() == State.DIFFERENT).toList();
        List<Trait> open =
                different.stream()
                        .filter(trait -> !confirmed.contains(trait.kind().code()))
                        .toList();
        if (!open.isEmpty()) {
            return new Outcome.Differs(open);
        }
        byte[] content = items.content(mail.viewer(), mail.email(), item);
        String digest = MailItems.digest(content);
        Optional<DocumentAccess> same =
                database.read(tx -> documents.same(tx, dossier, digest)).stream().findFirst();
        if (same.isPresent()) {
            return new Outcome.Same(same.get());
        }
        Document.File file =
                documents.take(
                        dossier.dossier().id(), caller.id(), new ByteArrayInputStream(content));
        return database.write(tx -> {
            Outcome outcome = add(tx, caller, mail, item, dossier, description, file);
            if (outcome instanceof Outcome.Done && !different.isEmpty()) {
                audit.note(tx, caller.id(), "filing.confirm", codes(different));
            }
            return outcome;
        });
    }

    private static String codes(List<Trait> traits) {
        return traits.stream().map(trait -> trait.kind().code()).collect(Collectors.joining(","));
    }

    private Outcome add(
            WriteTx tx,
            Caller caller,
            HeldMail mail,
            Item item,
            DossierAccess dossier,
            Description description,
            Document.File file) {
        Optional<Filed> meanwhile = lockedAndFiled(tx, mail, item, file.digest());
        if (meanwhile.isPresent()) {
            return new Outcome.Already(meanwhile.get());
        }
        DocumentId document =
                documents.add(tx, dossier, description, file.id(), "reçu par MSSanté");
        Filed filed =
                new Filed(
                        ids.next(),
                        item.ref(),
                        file.digest(),
                        document,
                        caller.id(),
                        clock.instant());
        if (!FilingQueries.insert(tx, mail.viewer().mailbox(), mail.email().id(), filed)) {
            throw new IllegalStateException("filed twice at the same moment");
        }
        audit.note(tx, caller.id(), "filing.file", subject(mail, item) + "/" + document.text());
        return new Outcome.Done(filed);
    }

    /// Two people with the same mail, or one in two tabs, come one after the other.
    private static Optional<Filed> lockedAndFiled(
            WriteTx tx, HeldMail mail, Item item, String digest) {
        FilingQueries.lock(tx, mail.viewer().mailbox(), mail.email().id());
        return FilingQueries.of(tx, mail.viewer().mailbox(), mail.email().id()).stream()
                .filter(f -> f.ref().equals(item.ref()) || f.digest().equals(digest))
                .findFirst();
    }

    Undone undo(WriteTx tx, Caller caller, HeldMail mail, Item item) {
        FilingQueries.lock(tx, mail.viewer().mailbox(), mail.email().id());
        return filed(tx, mail, item)
                .map(filed -> undo(tx, caller, mail.email().id(), filed))
                .orElse(Undone.NOT_FILED);
    }

    /// By the document itself: the mail may be gone, or the link to its mailbox.
    Undone undo(WriteTx tx, Caller caller, DocumentId document) {
        Optional<FilingQueries.Origin> known = FilingQueries.of(tx, document);
        known.ifPresent(origin -> FilingQueries.lock(tx, origin.mailbox(), origin.email()));
        return known.flatMap(_ -> FilingQueries.of(tx, document))
                .map(origin -> undo(tx, caller, origin.email(), origin.filed()))
                .orElse(Undone.NOT_FILED);
    }

    private Undone undo(WriteTx tx, Caller caller, EmailId email, Filed filed) {
        Optional<DocumentAccess> document = documents.find(tx, caller.account(), filed.document());
        if (document.isEmpty()) {
            return Undone.NOT_FILED;
        }
        if (!filed.by().equals(caller.id())) {
            document.get().require(DocumentAction.REPLACE);
        }
        if (clock.instant().isAfter(undoUntil(filed))) {
            return Undone.TOO_LATE;
        }
        if (isInUse(tx, document.get())) {
            return Undone.IN_USE;
        }
        documents.withdraw(tx, document.get());
        FilingQueries.undo(tx, filed.id(), caller.id(), clock.instant());
        audit.note(
                tx,
                caller.id(),
                "filing.undo",
                email.jmapId() + "/" + filed.ref() + "/" + filed.document().text());
        return Undone.DONE;
    }

    private boolean isInUse(ReadTx tx, DocumentAccess document) {
        return document.document().version() > 1 || sent.hasLeft(tx, document.document().id());
    }

    /// Whether an item of a mail is filed, itself or by its content.
    static Optional<Filed> filed(ReadTx tx, HeldMail mail, Item item) {
        return FilingQueries.of(tx, mail.viewer().mailbox(), mail.email().id()).stream()
                .filter(f -> isOf(f, item))
                .findFirst();
    }

    static boolean isOf(Filed filed, Item item) {
        return filed.ref().equals(item.ref())
                || item.digest().filter(filed.digest()::equals).isPresent();
    }

    static Instant undoUntil(Filed filed) {
        return filed.at().plus(UNDO);
    }

    /// Whether taking it back would be done now.
    boolean isUndoable(ReadTx tx, Filed filed, AccountId who, DocumentAccess document) {
        return mayBeUndone(filed, who, document) && !isInUse(tx, document);
    }

    boolean mayBeUndone(Filed filed, AccountId who, DocumentAccess document) {
        return (filed.by().equals(who) || document.may(DocumentAction.REPLACE))
                && !clock.instant().isAfter(undoUntil(filed));
    }

    static String subject(HeldMail mail, Item item) {
        return mail.email().id().jmapId() + "/" + item.ref();
    }

    String nameOf(ReadTx tx, AccountId account) {
        return dossiers.nameOf(tx, account);
    }
}
