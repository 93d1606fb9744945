package fr.spico.sending;

import fr.spico.account.AccountId;
import fr.spico.account.Caller;
import fr.spico.audit.Audit;
import fr.spico.document.DocumentAccess;
import fr.spico.document.DocumentId;
import fr.spico.document.Documents;
import fr.spico.document.Documents.Recognised;
import fr.spico.document.SentMail;
import fr.spico.document.SentMails;
import fr.spico.dossier.DocumentAction;
import fr.spico.dossier.DossierEvent;
import fr.spico.dossier.DossierId;
import fr.spico.dossier.Dossiers;
import fr.spico.dossier.Patient;
import fr.spico.exchange.ExchangeHeaders;
import fr.spico.mail.mime.FieldValue;
import fr.spico.mail.mime.NewField;
import fr.spico.outbox.OutgoingMailWatch;
import fr.spico.outbox.Submission;
import fr.spico.outbox.SubmissionId;
import fr.spico.platform.db.ReadTx;
import fr.spico.platform.db.WriteTx;
import fr.spico.platform.time.IdSource;
import fr.spico.sending.ArchiveQueries.Known;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// Recognises documents of dossiers in mails that leave, by their content, whatever program wrote
/// the mail: keeps those of an opposed patient here, and writes the others into the timeline.
@Component
class Sendings implements OutgoingMailWatch, SentMails {

    private static final Duration LATELY = Duration.ofDays(7);

    private final Documents documents;
    private final Dossiers dossiers;
    private final SendingArchives archives;
    private final Audit audit;
    private final InstantSource clock;
    private final IdSource ids;

    Sendings(
            Documents documents,
            Dossiers dossiers,
            SendingArchives archives,
            Audit audit,
            InstantSource clock,
            IdSource ids) {
        this.documents = documents;
        this.dossiers = dossiers;
        this.archives = archives;
        this.audit = audit;
        this.clock = clock;
        this.ids = ids;
    }

    /// Documents of the account's dossiers with these contents.
    List<Recognised> recognised(ReadTx tx, AccountId account, Collection<String> digests) {
        return attributed(tx, account, mine(tx, account, digests));
    }

    private List<Recognised> mine(ReadTx tx, AccountId account, Collection<String> digests) {
        List<Recognised> all = digests.isEmpty() ? List.of() : documents.withDigest(tx, digests);
        List<DossierId> mine =
                dossiers.among(tx, account, all.stream().map(Recognised::dossier).toList());
        return all.stream().filter(r -> mine.contains(r.dossier())).toList();
    }

    private List<Recognised> attributed(ReadTx tx, AccountId account, List<Recognised> mine) {
        return mine.isEmpty()
                ? mine
                : SendingRules.attributed(
                        mine,
                        SendingQueries.takenSince(tx, account, clock.instant().minus(LATELY)));
    }

    /// An archive holds documents as well as the files beside it.
    @Override
    public List<String> within(Attachment file) {
        return archives.opened(file).map(Known::inside).orElse(List.of());
    }

    /// Whatever program wrote the mail, and whatever it says of itself.
    @Override
    public List<NewField> fields(Leaving mail) {
        List<NewField> fields = new ArrayList<>();
        Optional<ExchangeHeaders> headers =
                mail.files().stream()
                        .filter(SendingArchives::isNamedSo)
                        .flatMap(file -> archives.opened(file).stream())
                        .map(Known::headers)
                        .findFirst();
        headers.ifPresent(h -> fields.addAll(h.fields()));
        headers.flatMap(h -> SendingRules.marked(mail.subject()))
                .ifPresent(subject ->
                        fields.add(new NewField("Subject", new FieldValue.Text(subject))));
        return fields;
    }

    @Override
    public Optional<String> refusal(ReadTx tx, Caller caller, Leaving mail) {
        List<Recognised> mine = mine(tx, caller.id(), mail.digests());
        List<Recognised> attributed = attributed(tx, caller.id(), mine);
        Optional<String> opposed =
                opposed(tx, SendingRules.concerned(mine, attributed))
                        .map(SendingRules::oppositionSentence);
        if (opposed.isPresent()) {
            return opposed;
        }
        for (Recognised found : attributed) {
            Optional<DocumentAccess> document =
                    documents.find(tx, caller.account(), found.document());
            if (document.filter(d -> !d.may(DocumentAction.SEND)).isPresent()) {
                return document.map(d ->
                        "Votre profession ne vous permet pas d’envoyer « "
                                + d.document().title()
                                + " ».");
            }
        }
        return Optional.empty();
    }

    @Override
    public Optional<String> stop(ReadTx tx, SubmissionId submission) {
        return opposed(tx, SendingQueries.dossiers(tx, submission))
                .map(p -> SendingRules.oppositionSentence(p) + " Il est dans vos brouillons.");
    }

    private Optional<Patient> opposed(ReadTx tx, Collection<DossierId> from) {
        return dossiers.opposing(tx, from).stream().findFirst();
    }

    @Override
    public void queued(WriteTx tx, Caller caller, Leaving mail, Submission submission) {
        Map<DossierId, List<Recognised>> byDossier =
                recognised(tx, caller.id(), mail.digests()).stream()
                        .collect(Collectors.groupingBy(Recognised::dossier));
        byDossier.forEach((dossier, found) -> {
            UUID sending = ids.next();
            SendingQueries.insert(
                    tx,
                    sending,
                    dossier,
                    submission.id(),
                    found,
                    SendingState.of(submission),
                    SendingState.recipients(submission));
            dossiers.note(
                    tx, dossier, caller.id(), DossierEvent.Kind.SENT, Optional.of(sending), "");
            found.forEach(document ->
                    audit.note(tx, caller.id(), "document.send", document.document().text()));
        });
    }

    @Override
    public void changed(WriteTx tx, Submission submission) {
        SendingQueries.update(
                tx,
                submission.id(),
                SendingState.of(submission),
                SendingState.recipients(submission));
    }

    /// What was at its end already stays as it ended.
    @Override
    public void dropped(WriteTx tx, SubmissionId submission) {
        SendingQueries.cancelPending(tx, submission);
    }

    @Override
    public Map<UUID, SentMail> find(ReadTx tx, Collection<UUID> sendings) {
        return sendings.isEmpty() ? Map.of() : SendingQueries.find(tx, sendings);
    }

    @Override
    public boolean hasLeft(ReadTx tx, DocumentId document) {
        return SendingQueries.hasLeft(tx, document);
    }
}
