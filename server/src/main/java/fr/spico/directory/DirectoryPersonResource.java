package fr.spico.directory;

import fr.spico.account.Account.DirectoryScope;
import fr.spico.account.Caller;
import fr.spico.directory.DirectoryAnnuaire.Known;
import fr.spico.directory.DirectoryLabels.Kind;
import fr.spico.directory.annuaire.AnnuaireMailbox;
import fr.spico.directory.annuaire.AnnuairePerson;
import fr.spico.directory.annuaire.AnnuaireStructure;
import fr.spico.directory.annuaire.AnnuaireTerm;
import fr.spico.directory.annuaire.AnnuaireWorkplace;
import fr.spico.platform.http.Problem;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// `/api/directory/people`: what the Annuaire Santé says of one professional at this moment. Not
/// audited, as searches are not: it names no patient.
@RestController
class DirectoryPersonResource {

    private static final Pattern RPPS = Pattern.compile("\\d{11}");

    /// TRE_R23-ModeExercice.
    private static final String SALARIED = "S";

    private static final String OWN_ACCOUNT = "L";
    private static final String VOLUNTARY = "B";

    private final DirectoryAnnuaire annuaire;

    DirectoryPersonResource(DirectoryAnnuaire annuaire) {
        this.annuaire = annuaire;
    }

    /// @param mailboxes that go with no workplace
    record Person(
            String rpps,
            String title,
            String lastName,
            String firstName,
            String profession,
            String specialty,
            List<Mailbox> mailboxes,
            List<Workplace> workplaces) {

        @Override
        public String toString() {
            return "Person[…]";
        }
    }

    record Mailbox(String address, String type, String service) {
        @Override
        public String toString() {
            return "Mailbox[…]";
        }
    }

    /// @param mode `salaried`, `own-account`, `voluntary`; null if it is not said
    record Workplace(
            String structure,
            List<String> lines,
            String postalCode,
            String town,
            @Nullable String mode,
            List<Mailbox> mailboxes) {

        @Override
        public String toString() {
            return "Workplace[…]";
        }
    }

    @GetMapping("/api/directory/people/{rpps}")
    Person person(Caller caller, @PathVariable String rpps) {
        authorise(caller);
        if (!RPPS.matcher(rpps).matches()) {
            throw new Problem(
                    HttpStatus.BAD_REQUEST, "bad-request", "Un numéro RPPS a onze chiffres.");
        }
        return ask(rpps)
                .map(DirectoryPersonResource::shown)
                .orElseThrow(() ->
                        new Problem(
                                HttpStatus.NOT_FOUND,
                                "not-found",
                                "L’Annuaire Santé ne connaît personne sous ce numéro RPPS."));
    }

    /// Row S2: the Annuaire Santé is the national directory.
    private static void authorise(Caller caller) {
        if (caller.account().directoryScope() != DirectoryScope.NATIONAL) {
            throw new Problem(
                    HttpStatus.FORBIDDEN,
                    "national-scope",
                    "L’annuaire national est ouvert aux professionnels inscrits au RPPS ou à ADELI.");
        }
    }

    private Optional<Known> ask(String rpps) {
        if (!annuaire.isConfigured()) {
            throw new Problem(
                    HttpStatus.NOT_FOUND,
                    "not-configured",
                    "Cette plateforme ne consulte pas l’Annuaire Santé en direct.");
        }
        try {
            return annuaire.person(rpps);
        } catch (DirectorySourceException e) {
            throw new Problem(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "annuaire-unavailable",
                    "L’Annuaire Santé ne répond pas en ce moment : cela ne dit rien de cette personne."
                            + " Réessayez dans un instant.");
        }
    }

    private static Person shown(Known known) {
        AnnuairePerson person = known.person();
        return new Person(
                person.rpps().orElse(""),
                person.title(),
                person.lastName(),
                person.firstName(),
                word(known.labels(), Kind.PROFESSION, person.profession()),
                word(known.labels(), Kind.SPECIALTY, person.specialty()),
                mailboxes(person.mailboxes()),
                person.workplaces().stream()
                        .filter(AnnuaireWorkplace::active)
                        .map(DirectoryPersonResource::workplace)
                        .toList());
    }

    /// The words for a code, otherwise the code.
    private static String word(DirectoryLabels labels, Kind kind, Optional<AnnuaireTerm> term) {
        return term.flatMap(t ->
                        Stream.of(labels.of(kind, t.code()), t.display(), t.code())
                                .filter(text -> !text.isEmpty())
                                .findFirst())
                .orElse("");
    }

    private static Workplace workplace(AnnuaireWorkplace place) {
        Optional<AnnuaireStructure> at = place.structure();
        return new Workplace(
                at.map(AnnuaireStructure::name).orElse(""),
                at.map(AnnuaireStructure::lines).orElse(List.of()),
                at.map(AnnuaireStructure::postalCode).orElse(""),
                at.map(AnnuaireStructure::town).orElse(""),
                mode(place),
                mailboxes(place.mailboxes()));
    }

    private static @Nullable String mode(AnnuaireWorkplace place) {
        List<String> codes = place.functions().stream().map(AnnuaireTerm::code).toList();
        if (codes.contains(SALARIED)) {
            return "salaried";
        }
        if (codes.contains(OWN_ACCOUNT)) {
            return "own-account";
        }
        return codes.contains(VOLUNTARY) ? "voluntary" : null;
    }

    private static List<Mailbox> mailboxes(List<AnnuaireMailbox> boxes) {
        return boxes.stream()
                .filter(box -> !box.redListed())
                .map(box -> new Mailbox(box.address(), box.type(), box.service()))
                .toList();
    }
}
