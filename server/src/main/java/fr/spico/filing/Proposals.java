package fr.spico.filing;

import fr.spico.account.Account;
import fr.spico.dossier.BirthDates;
import fr.spico.dossier.DocumentAction;
import fr.spico.dossier.DossierAccess;
import fr.spico.dossier.Dossiers;
import fr.spico.dossier.Ins;
import fr.spico.dossier.Names;
import fr.spico.exchange.PatientTraits;
import fr.spico.exchange.ReceivedDocument;
import fr.spico.filing.Evidence.Metadata;
import fr.spico.filing.Evidence.Texts;
import fr.spico.filing.ProposalRules.Proposed;
import fr.spico.platform.db.ReadTx;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Whose an item may be, and what may be said of it. Looks in the caller's dossiers only.
@Component
class Proposals {

    private static final int MOST_CANDIDATES = 8;

    private final Dossiers dossiers;
    private final ItemTexts texts;

    Proposals(Dossiers dossiers, ItemTexts texts) {
        this.dossiers = dossiers;
        this.texts = texts;
    }

    /// @param traits as the item and this dossier have them
    /// @param exact the qualified identities are one
    /// @param may whether the caller may file there what is proposed
    record Candidate(DossierAccess dossier, List<Trait> traits, boolean exact, boolean may) {}

    /// @param candidates best first
    record Proposal(Evidence evidence, List<Candidate> candidates, Proposed proposed) {

        /// Where filing needs one gesture: one exact match of what can be filed, and nothing left
        /// to say.
        Optional<DossierAccess> oneGesture(Item item) {
            List<Candidate> exact = candidates.stream().filter(Candidate::exact).toList();
            boolean trusted =
                    item.document().filter(d -> d.doubt().isEmpty()).isPresent()
                            && item.refused().isEmpty()
                            && proposed.category().isPresent();
            return trusted && exact.size() == 1
                    ? exact.stream().filter(Candidate::may).map(Candidate::dossier).findFirst()
                    : Optional.empty();
        }

        @Override
        public String toString() {
            return "Proposal[" + candidates.size() + "]";
        }
    }

    Proposal of(ReadTx tx, Account account, HeldMail mail, Item item, Evidence evidence) {
        Proposed proposed = proposed(mail, item);
        List<Candidate> candidates =
                alike(tx, account, evidence).stream()
                        .map(dossier -> candidate(dossier, evidence, proposed))
                        .filter(candidate -> IdentityRules.isCandidate(candidate.traits()))
                        .sorted(
                                Comparator.comparing(Candidate::exact)
                                        .thenComparing(c -> IdentityRules.score(c.traits()))
                                        .reversed())
                        .limit(MOST_CANDIDATES)
                        .toList();
        return new Proposal(evidence, candidates, proposed);
    }

    /// How a document compares with a dossier, which may be no candidate.
    List<Trait> compared(Evidence evidence, DossierAccess dossier) {
        return IdentityRules.compared(evidence, dossier.dossier().patient(), dossiers.today());
    }

    static Proposed proposed(HeldMail mail, Item item) {
        return item.document()
                .map(document -> ProposalRules.of(document, mail.day()))
                .orElseGet(
                        () -> ProposalRules.of(around(mail, item, ""), mail.author(), mail.day()));
    }

    /// Metadata that name nobody tell less than what people wrote, which may have to be fetched:
    /// not within a transaction.
    Evidence evidence(HeldMail mail, Item item) {
        return item.document()
                .map(ReceivedDocument::patient)
                .filter(said -> said.ins().isPresent() || !said.birthName().isBlank())
                .<Evidence>map(Metadata::new)
                .orElseGet(() -> around(mail, item, texts.of(mail, item)));
    }

    /// @param within what the document itself says
    private static Texts around(HeldMail mail, Item item, String within) {
        return new Texts(mail.from(), mail.subject(), item.name(), mail.text() + "\n" + within);
    }

    private Candidate candidate(DossierAccess dossier, Evidence evidence, Proposed proposed) {
        List<Trait> traits = compared(evidence, dossier);
        return new Candidate(
                dossier,
                traits,
                IdentityRules.isExact(evidence, dossier.dossier().patient(), traits),
                dossier.may(DocumentAction.ADD, proposed.confidentiality(), dossier.account()));
    }

    private List<DossierAccess> alike(ReadTx tx, Account account, Evidence evidence) {
        return switch (evidence) {
            case Metadata(PatientTraits said) ->
                    dossiers.alike(
                            tx,
                            account,
                            Names.words(said.birthName() + " " + said.usedName()),
                            said.ins().map(PatientTraits.Ins::matricule).stream().toList(),
                            said.birthDate().stream().toList());
            case Texts texts ->
                    dossiers.alike(
                            tx,
                            account,
                            Names.words(texts.all()).stream().distinct().toList(),
                            Ins.matricules(texts.all()),
                            dates(texts));
        };
    }

    private List<LocalDate> dates(Texts texts) {
        List<LocalDate> dates = new ArrayList<>();
        BirthDates.in(texts.all(), dossiers.today()).forEach(date -> dates.addAll(date.dates()));
        return dates;
    }
}
