package fr.spico.sending;

import fr.spico.account.Caller;
import fr.spico.audit.Audit;
import fr.spico.document.Document;
import fr.spico.document.DocumentAccess;
import fr.spico.document.DocumentCategory;
import fr.spico.document.Documents;
import fr.spico.dossier.DocumentAction;
import fr.spico.dossier.Dossier;
import fr.spico.dossier.Patient;
import fr.spico.exchange.CdaMedia;
import fr.spico.platform.config.OperatorSettings;
import fr.spico.platform.db.Database;
import fr.spico.platform.db.WriteTx;
import fr.spico.platform.http.Problem;
import fr.spico.platform.time.IdSource;
import fr.spico.sending.SendingArchives.Made;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/// What a mail with documents begins with: the files, and the archive of them where it is wanted
/// and can be.
@Component
class SendingDrafts {

    private final Database database;
    private final Documents documents;
    private final SendingArchives archives;
    private final SendingCheck check;
    private final PdfNotes notes;
    private final OperatorSettings operator;
    private final Audit audit;
    private final InstantSource clock;
    private final IdSource ids;

    SendingDrafts(
            Database database,
            Documents documents,
            SendingArchives archives,
            SendingCheck check,
            PdfNotes notes,
            OperatorSettings operator,
            Audit audit,
            InstantSource clock,
            IdSource ids) {
        this.database = database;
        this.documents = documents;
        this.archives = archives;
        this.check = check;
        this.notes = notes;
        this.operator = operator;
        this.audit = audit;
        this.clock = clock;
        this.ids = ids;
    }

    /// Whether a mail carries an archive, and could.
    ///
    /// @param whyNot a French sentence on what makes one impossible, or null
    /// @param leftOut documents that travel beside the archive only
    record Option(boolean on, @Nullable String whyNot, List<Document> leftOut) {

        static Option of(List<DocumentAccess> documents, boolean on) {
            return of(documents, on, SendingDrafts.whyNot(documents));
        }

        static Option of(List<DocumentAccess> documents, boolean on, @Nullable String whyNot) {
            List<Document> beside =
                    documents.stream()
                            .map(DocumentAccess::document)
                            .filter(document -> on && !fits(document))
                            .toList();
            return new Option(on, whyNot, beside);
        }
    }

    /// @param archive present if the mail carries one
    /// @param notes faults of files, by their id
    record Draft(
            List<DocumentAccess> documents,
            Optional<Made> archive,
            Option option,
            Map<UUID, String> notes,
            List<Difference> differences) {

        /// Of the mail; documents are of one patient when there is an archive.
        String subject() {
            List<DocumentCategory> categories =
                    documents.stream().map(a -> a.document().category()).toList();
            Patient patient = documents.getFirst().dossier().dossier().patient();
            return archive.isPresent()
                    ? SendingRules.exchangeSubject(categories, patient)
                    : SendingRules.defaultSubject(categories, patient);
        }

        @Override
        public String toString() {
            return "Draft[…]";
        }
    }

    /// What was decided about documents before anything is read.
    private record Chosen(
            List<DocumentAccess> documents, boolean xdm, List<Difference> differences) {}

    /// @param xdm what the user has just chosen, which is remembered; null = as before
    /// @throws Problem what docs/api.md says of `POST /api/sending/drafts`
    Draft draft(Caller caller, List<String> chosen, @Nullable Boolean xdm) {
        Chosen what = database.write(tx -> chosen(tx, caller, chosen, xdm));
        List<Document> those = what.documents().stream().map(DocumentAccess::document).toList();
        String whyNot = whyNot(what.documents());
        Optional<Made> made =
                what.xdm() && whyNot == null ? Optional.of(made(caller, what)) : Optional.empty();
        if (made.filter(archive -> isTooLarge(those, archive)).isPresent()) {
            made = Optional.empty();
            whyNot =
                    "Avec une archive XDM, le message dépasserait la taille que prend votre opérateur.";
        }
        made.ifPresent(archives::keep);
        Option option = Option.of(what.documents(), made.isPresent(), whyNot);
        return new Draft(what.documents(), made, option, notes.of(those), what.differences());
    }

    /// Octets of attachments that a mail can carry: there they are a third larger.
    long maxSize() {
        return operator.maxMessageSize() / 4 * 3;
    }

    private Chosen chosen(WriteTx tx, Caller caller, List<String> chosen, @Nullable Boolean xdm) {
        List<DocumentAccess> taken =
                chosen.stream().distinct().map(id -> documents.open(tx, caller, id)).toList();
        taken.forEach(SendingDrafts::requireSendable);
        List<Document> those = taken.stream().map(DocumentAccess::document).toList();
        SendingQueries.take(
                tx, caller.id(), those.stream().map(Document::id).toList(), clock.instant());
        those.forEach(d -> audit.note(tx, caller.id(), "document.draft", d.id().text()));
        if (xdm != null) {
            ArchiveQueries.choose(tx, caller.id(), xdm);
        }
        Patient patient = taken.getFirst().dossier().dossier().patient();
        return new Chosen(
                taken,
                ArchiveQueries.choice(tx, caller.id())
                        .orElseGet(() -> SendingPatients.isQualified(patient)),
                check.ofDocuments(tx, caller, those.stream().map(Document::id).toList()));
    }

    private static void requireSendable(DocumentAccess access) {
        access.require(DocumentAction.SEND);
        Dossier dossier = access.dossier().dossier();
        if (dossier.opposition().isPresent()) {
            throw new Problem(
                    HttpStatus.FORBIDDEN,
                    "opposition",
                    SendingRules.oppositionSentence(dossier.patient()));
        }
    }

    private static @Nullable String whyNot(List<DocumentAccess> documents) {
        if (documents.stream().map(a -> a.dossier().dossier().id()).distinct().count() > 1) {
            return "Une archive XDM ne porte que les documents d’un seul patient.";
        }
        return documents.stream().map(DocumentAccess::document).noneMatch(SendingDrafts::fits)
                ? "Aucun de ces documents n’est d’un type qu’une archive XDM peut porter (PDF, JPEG, TIFF)."
                : null;
    }

    private static boolean fits(Document document) {
        return CdaMedia.of(document.file().type()).isPresent();
    }

    private Made made(Caller caller, Chosen what) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        List<DocumentAccess> fitting =
                what.documents().stream().filter(access -> fits(access.document())).toList();
        try {
            return archives.make(ids.next(), caller.account(), now, fitting);
        } catch (IOException e) {
            throw new Problem(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "storage-unreachable",
                    "Le stockage des documents ne répond pas. Rien n’est perdu ; réessayez dans"
                            + " quelques minutes.");
        }
    }

    private boolean isTooLarge(List<Document> documents, Made archive) {
        long files = documents.stream().mapToLong(document -> document.file().size()).sum();
        return files + archive.octets().length > maxSize();
    }
}
