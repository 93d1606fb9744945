package fr.spico.filing;

import fr.spico.document.DocumentCategory;
import fr.spico.dossier.PatientView;
import fr.spico.exchange.PatientTraits;
import fr.spico.exchange.ReceivedDocument;
import fr.spico.filing.Evidence.Metadata;
import fr.spico.filing.ProposalRules.Proposed;
import fr.spico.filing.Proposals.Candidate;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What docs/api.md says of filing, as it is written.
final class FilingView {

    private FilingView() {}

    record FilingItems(List<ItemView> items) {}

    record ItemView(
            String ref,
            String kind,
            String name,
            String type,
            long size,
            String title,
            List<String> partIds,
            @Nullable String refused,
            @Nullable String doubt,
            @Nullable FiledView filed) {

        static ItemView of(Item item, @Nullable FiledView filed) {
            List<String> parts = new java.util.ArrayList<>();
            parts.add(String.valueOf(item.part().partId()));
            item.beside().forEach(part -> parts.add(String.valueOf(part.partId())));
            return new ItemView(
                    item.ref(),
                    item.document().isPresent() ? "document" : "attachment",
                    item.name(),
                    item.type(),
                    item.size(),
                    item.title(),
                    parts,
                    item.refused().orElse(null),
                    item.document().flatMap(ReceivedDocument::doubt).orElse(null),
                    filed);
        }

        @Override
        public String toString() {
            return "ItemView[" + ref + "]";
        }
    }

    /// @param documentId null, as the four after it, for who may not read the document
    record FiledView(
            @Nullable String documentId,
            @Nullable String dossierId,
            @Nullable String dossier,
            @Nullable String title,
            Instant at,
            String by,
            @Nullable Instant undoUntil,
            String message) {

        @Override
        public String toString() {
            return "FiledView[" + documentId + "]";
        }
    }

    record ProposalView(
            ItemView item,
            @Nullable IdentityView identity,
            List<CandidateView> candidates,
            ProposedView proposed,
            @Nullable String oneGesture) {}

    /// @param source where it stands: `metadata`, or `text` for what people wrote
    record IdentityView(
            String source,
            @Nullable String birthName,
            @Nullable String firstNames,
            @Nullable String usedName,
            @Nullable String sex,
            @Nullable LocalDate birthDate,
            @Nullable String birthplace,
            @Nullable String matricule) {

        static @Nullable IdentityView of(Evidence evidence) {
            return evidence instanceof Metadata(PatientTraits said)
                    ? new IdentityView(
                            "metadata",
                            orNull(said.birthName()),
                            orNull(String.join(" ", said.birthFirstNames())),
                            orNull(said.usedName()),
                            said.sex() == PatientTraits.Sex.U ? null : said.sex().name(),
                            said.birthDate().orElse(null),
                            orNull(said.birthplace()),
                            said.ins().map(PatientTraits.Ins::matricule).orElse(null))
                    : null;
        }

        @Override
        public String toString() {
            return "IdentityView[…]";
        }
    }

    record CandidateView(
            String dossierId,
            PatientView patient,
            boolean exact,
            List<TraitView> traits,
            boolean may,
            @Nullable String why) {

        static CandidateView of(Candidate candidate) {
            return new CandidateView(
                    candidate.dossier().dossier().id().text(),
                    PatientView.of(candidate.dossier().dossier().patient()),
                    candidate.exact(),
                    candidate.traits().stream().map(TraitView::of).toList(),
                    candidate.may(),
                    candidate.may()
                            ? null
                            : "Votre profession ne vous permet pas d’ajouter ce document à ce dossier.");
        }

        @Override
        public String toString() {
            return "CandidateView[" + dossierId + "]";
        }
    }

    record TraitView(
            String trait,
            String label,
            @Nullable String document,
            @Nullable String dossier,
            String state) {

        static TraitView of(Trait trait) {
            return new TraitView(
                    trait.kind().code(),
                    trait.kind().label(),
                    orNull(trait.document()),
                    orNull(trait.dossier()),
                    trait.state().name().toLowerCase(Locale.ROOT));
        }

        @Override
        public String toString() {
            return "TraitView[" + trait + " " + state + "]";
        }
    }

    record ProposedView(
            @Nullable DocumentCategory category,
            String title,
            LocalDate actDate,
            String author,
            String confidentiality) {

        static ProposedView of(Proposed proposed) {
            return new ProposedView(
                    proposed.category().orElse(null),
                    proposed.title(),
                    proposed.actDate(),
                    proposed.author(),
                    proposed.confidentiality().code());
        }

        @Override
        public String toString() {
            return "ProposedView[…]";
        }
    }

    record DocumentOrigin(@Nullable MailView mail) {}

    /// @param accountId null, as the four after it, for who cannot see the mail
    /// @param undoable whether the caller may take the document back out now
    record MailView(
            @Nullable String accountId,
            @Nullable String emailId,
            @Nullable String subject,
            @Nullable String from,
            @Nullable Instant receivedAt,
            String filedBy,
            Instant filedAt,
            boolean undoable) {

        @Override
        public String toString() {
            return "MailView[" + emailId + "]";
        }
    }

    private static @Nullable String orNull(String value) {
        return value.isEmpty() ? null : value;
    }
}
