package fr.spico.sending;

import fr.spico.account.Caller;
import fr.spico.audit.Audit;
import fr.spico.document.Document.File;
import fr.spico.document.DocumentAccess;
import fr.spico.document.DocumentBlob;
import fr.spico.exchange.OutgoingXdm;
import fr.spico.platform.db.Database;
import fr.spico.platform.http.Problem;
import fr.spico.sending.SendingArchives.Made;
import fr.spico.sending.SendingDrafts.Draft;
import fr.spico.sending.SendingDrafts.Option;
import fr.spico.sending.SendingRecognition.Known;
import fr.spico.sending.SendingRecognition.Recognition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// `/api/sending`: what a mail with documents starts with, and whether it agrees with itself.
@RestController
class SendingResource {

    private static final int MOST_DOCUMENTS = 100;

    private final Database database;
    private final SendingDrafts drafts;
    private final SendingRecognition recognition;
    private final SendingCheck check;
    private final Audit audit;

    SendingResource(
            Database database,
            SendingDrafts drafts,
            SendingRecognition recognition,
            SendingCheck check,
            Audit audit) {
        this.database = database;
        this.drafts = drafts;
        this.recognition = recognition;
        this.check = check;
        this.audit = audit;
    }

    /// @param xdm whether the mail is to carry an archive; null = as the account chose before
    record Chosen(@Nullable List<String> documents, @Nullable Boolean xdm) {}

    /// @param headers of the mail, for `Email/set`
    /// @param maxSize octets of all attachments together: a mail carries them a third larger
    record DraftView(
            String subject,
            List<AttachmentView> attachments,
            Map<String, String> headers,
            XdmView xdm,
            long size,
            long maxSize,
            List<DifferenceView> differences) {

        @Override
        public String toString() {
            return "DraftView[…]";
        }
    }

    /// @param documentId null for the archive
    /// @param note what is amiss with the file, which can be sent all the same
    record AttachmentView(
            @Nullable String documentId,
            String blobId,
            String name,
            String type,
            long size,
            @Nullable String note) {

        @Override
        public String toString() {
            return "AttachmentView[" + documentId + "]";
        }
    }

    /// A draft that is opened again.
    record Reopened(@Nullable String accountId, @Nullable List<String> blobIds) {}

    /// @param attachments as they were asked about; null for what came from elsewhere
    /// @param xdm null if no document is among them
    record RecognitionView(List<@Nullable Known> attachments, @Nullable XdmView xdm) {}

    record XdmView(boolean on, boolean possible, @Nullable String why, List<LeftOutView> leftOut) {}

    record LeftOutView(String documentId, String why) {}

    /// A mail that is about to be sent.
    record Written(
            @Nullable String accountId,
            @Nullable String subject,
            @Nullable String text,
            @Nullable List<String> recipients,
            @Nullable List<String> blobIds) {

        @Override
        public String toString() {
            return "Written[…]";
        }
    }

    record Checked(List<DifferenceView> differences) {}

    record DifferenceView(
            String code,
            boolean blocking,
            String message,
            @Nullable String address,
            @Nullable String documentId) {

        static DifferenceView of(Difference difference) {
            return new DifferenceView(
                    difference.code().text(),
                    difference.blocking(),
                    difference.message(),
                    difference.address(),
                    difference.documentId());
        }

        @Override
        public String toString() {
            return "DifferenceView[" + code + "]";
        }
    }

    @PostMapping("/api/sending/drafts")
    DraftView draft(Caller caller, @RequestBody Chosen chosen) {
        List<String> ids = chosen.documents();
        if (ids == null || ids.isEmpty() || ids.size() > MOST_DOCUMENTS) {
            throw new Problem(
                    HttpStatus.BAD_REQUEST,
                    "bad-request",
                    "Choisissez de 1 à " + MOST_DOCUMENTS + " documents.");
        }
        return view(drafts.draft(caller, ids, chosen.xdm()));
    }

    @PostMapping("/api/sending/recognitions")
    RecognitionView recognise(Caller caller, @RequestBody Reopened draft) {
        List<String> blobs = draft.blobIds() == null ? List.of() : draft.blobIds();
        Recognition found =
                recognition.of(
                        caller,
                        orEmpty(draft.accountId()),
                        blobs.stream().limit(MOST_DOCUMENTS + 1).toList());
        database.run(tx ->
                found.attachments().stream()
                        .filter(known -> known != null && known.documentId() != null)
                        .forEach(known ->
                                audit.note(tx, caller.id(), "document.draft", known.documentId())));
        return new RecognitionView(
                found.attachments(), found.option().map(SendingResource::xdm).orElse(null));
    }

    @PostMapping("/api/sending/checks")
    Checked check(Caller caller, @RequestBody Written written) {
        List<Difference> differences =
                check.ofMail(
                        caller,
                        orEmpty(written.accountId()),
                        orEmpty(written.subject()),
                        orEmpty(written.text()),
                        written.recipients() == null ? List.of() : written.recipients(),
                        written.blobIds() == null ? List.of() : written.blobIds());
        String asked = asked(differences);
        database.run(tx -> audit.note(tx, caller.id(), "sending.check", asked));
        return new Checked(differences.stream().map(DifferenceView::of).toList());
    }

    /// What a sender is asked about, and may send in spite of.
    private static String asked(List<Difference> differences) {
        return differences.stream()
                .map(difference -> difference.code().text())
                .distinct()
                .collect(
                        Collectors.collectingAndThen(
                                Collectors.joining(","),
                                codes -> codes.isEmpty() ? "agrees" : codes));
    }

    private DraftView view(Draft draft) {
        List<AttachmentView> attachments = new ArrayList<>();
        draft.documents().forEach(access -> attachments.add(attachment(access, draft.notes())));
        draft.archive().ifPresent(made -> attachments.add(attachment(made)));
        return new DraftView(
                draft.subject(),
                attachments,
                draft.archive().map(made -> made.xdm().headers().values()).orElseGet(Map::of),
                xdm(draft.option()),
                attachments.stream().mapToLong(AttachmentView::size).sum(),
                drafts.maxSize(),
                draft.differences().stream().map(DifferenceView::of).toList());
    }

    private static AttachmentView attachment(DocumentAccess access, Map<UUID, String> notes) {
        File file = access.document().file();
        return new AttachmentView(
                access.document().id().text(),
                DocumentBlob.id(file),
                access.fileName(),
                file.type(),
                file.size(),
                notes.get(file.id()));
    }

    private static AttachmentView attachment(Made made) {
        return new AttachmentView(
                null,
                made.archive().blobId(),
                OutgoingXdm.FILE_NAME,
                OutgoingXdm.FILE_TYPE,
                made.octets().length,
                null);
    }

    private static XdmView xdm(Option option) {
        List<LeftOutView> leftOut =
                option.leftOut().stream()
                        .map(document ->
                                new LeftOutView(
                                        document.id().text(),
                                        "Une archive XDM ne porte pas ce type de fichier : « "
                                                + document.title()
                                                + " » part à côté."))
                        .toList();
        return new XdmView(option.on(), option.whyNot() == null, option.whyNot(), leftOut);
    }

    private static String orEmpty(@Nullable String value) {
        return value == null ? "" : value;
    }
}
