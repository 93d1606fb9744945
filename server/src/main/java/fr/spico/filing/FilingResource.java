package fr.spico.filing;

import fr.spico.account.Caller;
import fr.spico.audit.Audit;
import fr.spico.document.Description;
import fr.spico.document.DocumentAccess;
import fr.spico.document.Documents;
import fr.spico.document.SaidDescription;
import fr.spico.dossier.DossierAccess;
import fr.spico.dossier.Dossiers;
import fr.spico.filing.FilingView.CandidateView;
import fr.spico.filing.FilingView.DocumentOrigin;
import fr.spico.filing.FilingView.FiledView;
import fr.spico.filing.FilingView.FilingItems;
import fr.spico.filing.FilingView.IdentityView;
import fr.spico.filing.FilingView.ItemView;
import fr.spico.filing.FilingView.MailView;
import fr.spico.filing.FilingView.ProposalView;
import fr.spico.filing.FilingView.ProposedView;
import fr.spico.filing.FilingView.TraitView;
import fr.spico.filing.Filings.Outcome;
import fr.spico.filing.Filings.Undone;
import fr.spico.filing.ProposalRules.Proposed;
import fr.spico.filing.Proposals.Proposal;
import fr.spico.mail.MailException;
import fr.spico.platform.db.Database;
import fr.spico.platform.db.ReadTx;
import fr.spico.platform.http.Problem;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// « Classer dans un dossier ».
@RestController
class FilingResource {

    private static final String MAIL = "/api/filing/emails/{accountId}/{emailId}";
    private static final String ITEM = MAIL + "/items/{ref}";

    private final Database database;
    private final HeldMails mails;
    private final MailItems items;
    private final Proposals proposals;
    private final Filings filings;
    private final Dossiers dossiers;
    private final Documents documents;
    private final Audit audit;

    FilingResource(
            Database database,
            HeldMails mails,
            MailItems items,
            Proposals proposals,
            Filings filings,
            Dossiers dossiers,
            Documents documents,
            Audit audit) {
        this.database = database;
        this.mails = mails;
        this.items = items;
        this.proposals = proposals;
        this.filings = filings;
        this.dossiers = dossiers;
        this.documents = documents;
        this.audit = audit;
    }

    /// What a person says of what they file; what is left out is as proposed.
    ///
    /// @param confirmed traits that differ and that the person has looked at
    record FilingRequest(
            @Nullable String dossierId,
            @Nullable String category,
            @Nullable String title,
            @Nullable String actDate,
            @Nullable String author,
            @Nullable String confidentiality,
            @Nullable List<String> confirmed) {

        @Override
        public String toString() {
            return "FilingRequest[…]";
        }
    }

    @GetMapping(MAIL)
    FilingItems items(Caller caller, @PathVariable String accountId, @PathVariable String emailId) {
        HeldMail mail = mails.held(caller, accountId, emailId);
        List<Item> found = items(mail);
        return database.write(tx -> {
            audit.note(tx, caller.id(), "filing.list", emailId);
            List<Filed> filed = FilingQueries.of(tx, mail.viewer().mailbox(), mail.email().id());
            return new FilingItems(
                    found.stream()
                            .map(item ->
                                    ItemView.of(
                                            item,
                                            filed.stream()
                                                    .filter(f -> Filings.isOf(f, item))
                                                    .findFirst()
                                                    .map(f -> view(tx, caller, f))
                                                    .orElse(null)))
                            .toList());
        });
    }

    @GetMapping(ITEM)
    ProposalView proposal(
            Caller caller,
            @PathVariable String accountId,
            @PathVariable String emailId,
            @PathVariable String ref) {
        HeldMail mail = mails.held(caller, accountId, emailId);
        Item item = item(mail, ref);
        Evidence evidence = proposals.evidence(mail, item);
        return database.write(tx -> {
            audit.note(tx, caller.id(), "filing.propose", Filings.subject(mail, item));
            Proposal proposal = proposals.of(tx, caller.account(), mail, item, evidence);
            return new ProposalView(
                    ItemView.of(
                            item,
                            Filings.filed(tx, mail, item)
                                    .map(f -> view(tx, caller, f))
                                    .orElse(null)),
                    IdentityView.of(proposal.evidence()),
                    proposal.candidates().stream().map(CandidateView::of).toList(),
                    ProposedView.of(proposal.proposed()),
                    proposal.oneGesture(item).map(d -> d.dossier().id().text()).orElse(null));
        });
    }

    @PostMapping(ITEM)
    @ResponseStatus(HttpStatus.CREATED)
    FiledView file(
            Caller caller,
            @PathVariable String accountId,
            @PathVariable String emailId,
            @PathVariable String ref,
            @RequestBody FilingRequest said) {
        HeldMail mail = mails.held(caller, accountId, emailId);
        Item item = item(mail, ref);
        item.refused()
                .ifPresent(sentence -> {
                    throw new Problem(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "refused-type", sentence);
                });
        DossierAccess dossier =
                database.read(tx ->
                        dossiers.open(
                                tx, caller, said.dossierId() == null ? "" : said.dossierId()));
        List<Trait> traits = proposals.compared(proposals.evidence(mail, item), dossier);
        List<String> confirmed = said.confirmed() == null ? List.of() : said.confirmed();
        Description description = description(said, Proposals.proposed(mail, item));
        try {
            return answer(
                    caller,
                    filings.file(caller, mail, item, dossier, traits, confirmed, description));
        } catch (MailException e) {
            throw HeldMails.problem(e);
        } catch (IOException e) {
            throw new Problem(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "storage-unreachable",
                    "Le stockage des documents ne répond pas. Rien n’est perdu ; réessayez dans"
                            + " quelques minutes.");
        }
    }

    @DeleteMapping(ITEM)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void undo(
            Caller caller,
            @PathVariable String accountId,
            @PathVariable String emailId,
            @PathVariable String ref) {
        HeldMail mail = mails.held(caller, accountId, emailId);
        Item item = item(mail, ref);
        tell(
                database.write(tx -> filings.undo(tx, caller, mail, item)),
                "Ce document n’est pas classé dans un dossier qui vous est ouvert.");
    }

    /// Takes back by the document: it works when the mail is gone.
    @DeleteMapping("/api/filing/documents/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void undo(Caller caller, @PathVariable String id) {
        tell(
                database.write(tx -> {
                    DocumentAccess access = documents.open(tx, caller, id);
                    return filings.undo(tx, caller, access.document().id());
                }),
                "Ce document n’a pas été classé depuis un message : il n’y a pas de classement à"
                        + " défaire.");
    }

    /// Which mail brought a document.
    @GetMapping("/api/documents/{id}/mail")
    DocumentOrigin origin(Caller caller, @PathVariable String id) {
        return database.write(tx -> {
            DocumentAccess access = documents.open(tx, caller, id);
            audit.note(tx, caller.id(), "document.origin", id);
            return new DocumentOrigin(
                    FilingQueries.of(tx, access.document().id())
                            .map(origin -> view(tx, caller, origin, access))
                            .orElse(null));
        });
    }

    // --- answers

    private static void tell(Undone undone, String notFiled) {
        switch (undone) {
            case DONE -> {}
            case NOT_FILED -> throw new Problem(HttpStatus.NOT_FOUND, "not-filed", notFiled);
            case TOO_LATE ->
                    throw new Problem(
                            HttpStatus.CONFLICT,
                            "too-late",
                            "Un classement se défait pendant 30 jours : ce délai est passé.");
            case IN_USE ->
                    throw new Problem(
                            HttpStatus.CONFLICT,
                            "in-use",
                            "Ce document a été envoyé ou remplacé depuis : il reste dans le dossier.");
        }
    }

    private FiledView answer(Caller caller, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done(Filed filed) -> database.read(tx -> view(tx, caller, filed));
            case Outcome.Already(Filed filed) -> throw already(caller, filed);
            case Outcome.Same(DocumentAccess document) -> throw same(document);
            case Outcome.Differs(List<Trait> traits) ->
                    throw new Problem(
                                    HttpStatus.CONFLICT,
                                    "identity-differs",
                                    "L’identité du document et celle du dossier diffèrent : vérifiez-les avant de classer.")
                            .with("traits", traits.stream().map(TraitView::of).toList());
        };
    }

    private Problem already(Caller caller, Filed filed) {
        FiledView view = database.read(tx -> view(tx, caller, filed));
        Problem problem = new Problem(HttpStatus.CONFLICT, "already-filed", view.message());
        if (view.documentId() != null && view.dossierId() != null) {
            problem.with("documentId", view.documentId()).with("dossierId", view.dossierId());
        }
        return problem;
    }

    private static Problem same(DocumentAccess document) {
        return new Problem(
                        HttpStatus.CONFLICT,
                        "already-filed",
                        "Ce même fichier est déjà dans le dossier de %s : « %s »."
                                .formatted(
                                        document.dossier().dossier().patient().displayName(),
                                        document.document().title()))
                .with("documentId", document.document().id().text())
                .with("dossierId", document.document().dossier().text());
    }

    /// Says nothing of a dossier to who is not in its circle.
    private FiledView view(ReadTx tx, Caller caller, Filed filed) {
        String by = filings.nameOf(tx, filed.by());
        Optional<DocumentAccess> document = documents.find(tx, caller.account(), filed.document());
        if (document.isEmpty()) {
            return new FiledView(
                    null,
                    null,
                    null,
                    null,
                    filed.at(),
                    by,
                    null,
                    "Déjà classé par " + by + ", dans un dossier qui ne vous est pas ouvert.");
        }
        DocumentAccess access = document.get();
        String patient = access.dossier().dossier().patient().displayNameAndBirth();
        return new FiledView(
                access.document().id().text(),
                access.document().dossier().text(),
                patient,
                access.document().title(),
                filed.at(),
                by,
                filings.mayBeUndone(filed, caller.id(), access) ? Filings.undoUntil(filed) : null,
                "Classé dans le dossier de %s par %s.".formatted(patient, by));
    }

    private MailView view(
            ReadTx tx, Caller caller, FilingQueries.Origin origin, DocumentAccess document) {
        Filed filed = origin.filed();
        String by = filings.nameOf(tx, filed.by());
        boolean undoable = filings.isUndoable(tx, filed, caller.id(), document);
        return mails.find(tx, caller, origin.mailbox(), origin.email())
                .map(mail ->
                        new MailView(
                                mail.viewer().mailbox().jmapId(),
                                mail.email().id().jmapId(),
                                mail.subject(),
                                mail.from(),
                                mail.email().receivedAt(),
                                by,
                                filed.at(),
                                undoable))
                .orElseGet(
                        () -> new MailView(null, null, null, null, null, by, filed.at(), undoable));
    }

    // --- what was asked

    private List<Item> items(HeldMail mail) {
        try {
            return items.of(mail.viewer(), mail.email());
        } catch (MailException e) {
            throw HeldMails.problem(e);
        }
    }

    private Item item(HeldMail mail, String ref) {
        return items(mail).stream()
                .filter(item -> item.ref().equals(ref))
                .findFirst()
                .orElseThrow(() ->
                        new Problem(
                                HttpStatus.NOT_FOUND,
                                "no-such-item",
                                "Cette pièce jointe n’est pas dans ce message."));
    }

    private Description description(FilingRequest said, Proposed proposed) {
        return new SaidDescription(
                        said.category() == null
                                ? proposed.category().map(c -> c.code()).orElse(null)
                                : said.category(),
                        said.title() == null ? proposed.title() : said.title(),
                        said.actDate() == null ? proposed.actDate().toString() : said.actDate(),
                        said.author() == null ? proposed.author() : said.author(),
                        said.confidentiality() == null
                                ? proposed.confidentiality().code()
                                : said.confidentiality())
                .read(dossiers.today());
    }
}
