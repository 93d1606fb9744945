package fr.spico.dossier;

import fr.spico.account.Account;
import fr.spico.account.Accounts;
import fr.spico.account.Caller;
import fr.spico.audit.Audit;
import fr.spico.mail.MssAddress;
import fr.spico.platform.config.OperatorSettings;
import fr.spico.platform.config.PatientDomain;
import fr.spico.platform.db.Database;
import fr.spico.platform.db.WriteTx;
import fr.spico.platform.http.Problem;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// `/api/dossiers/{id}/members`: who shares a dossier.
@RestController
class CircleResource {

    private static final int LONGEST_TEXT = 200;

    private final Database database;
    private final Dossiers dossiers;
    private final Accounts accounts;
    private final Audit audit;
    private final PatientDomain patients;

    CircleResource(
            Database database,
            Dossiers dossiers,
            Accounts accounts,
            Audit audit,
            OperatorSettings operator) {
        this.database = database;
        this.dossiers = dossiers;
        this.accounts = accounts;
        this.audit = audit;
        this.patients = operator.patients();
    }

    /// @param login of an account; the others are of somebody outside
    record NewMember(
            @Nullable String login,
            @Nullable String address,
            @Nullable String name,
            @Nullable String profession,
            @Nullable String structure,
            @Nullable String role) {

        @Override
        public String toString() {
            return "NewMember[…]";
        }
    }

    @PostMapping("/api/dossiers/{id}/members")
    DossierView add(Caller caller, @PathVariable String id, @RequestBody NewMember asked) {
        return database.write(tx -> {
            DossierId dossier = permitted(tx, caller, id);
            boolean added =
                    asked.login() == null
                            ? addOutsider(tx, dossier, asked)
                            : addAccount(tx, dossier, asked, asked.login());
            if (!added) {
                throw new Problem(
                        HttpStatus.CONFLICT,
                        "already-member",
                        "Cette personne est déjà dans le cercle de soins.");
            }
            List<Member> circle = dossiers.circle(tx, dossier);
            return changed(
                    tx, caller, dossier, DossierEvent.Kind.MEMBER_ADDED, circle.getLast().name());
        });
    }

    @DeleteMapping("/api/dossiers/{id}/members/{memberId}")
    DossierView remove(Caller caller, @PathVariable String id, @PathVariable String memberId) {
        return database.write(tx -> {
            DossierId dossier = permitted(tx, caller, id);
            List<Member> circle = dossiers.circle(tx, dossier);
            Member member =
                    circle.stream()
                            .filter(m -> m.id().toString().equals(memberId))
                            .findFirst()
                            .orElseThrow(CircleResource::noSuchMember);
            if (isLastAccount(circle, member)) {
                throw new Problem(
                        HttpStatus.CONFLICT,
                        "last-member",
                        "Sans cette personne, plus personne ne pourrait ouvrir ce dossier.");
            }
            DossierView before = dossiers.view(tx, dossiers.open(tx, caller, id));
            CircleQueries.delete(tx, member.id());
            if (member.account().equals(Optional.of(caller.id()))) {
                note(tx, caller, dossier, DossierEvent.Kind.MEMBER_REMOVED, member.name());
                return before; // Who leaves sees the dossier for the last time.
            }
            return changed(tx, caller, dossier, DossierEvent.Kind.MEMBER_REMOVED, member.name());
        });
    }

    private DossierId permitted(WriteTx tx, Caller caller, String id) {
        DossierAccess access = dossiers.open(tx, caller, id);
        access.require(DossierAction.CIRCLE);
        DossierQueries.lock(tx, access.dossier().id());
        return access.dossier().id();
    }

    private boolean addAccount(WriteTx tx, DossierId dossier, NewMember asked, String login) {
        Account account =
                accounts.findByLogin(tx, login)
                        .orElseThrow(() ->
                                new Problem(
                                        HttpStatus.NOT_FOUND,
                                        "unknown-account",
                                        "Personne n’a ce compte dans Spico. Ajoutez plutôt un"
                                                + " correspondant par son adresse MSSanté."));
        return dossiers.join(tx, dossier, account, DossierResource.role(asked.role()));
    }

    private boolean addOutsider(WriteTx tx, DossierId dossier, NewMember asked) {
        MssAddress address =
                MssAddress.parse(text(asked.address()))
                        .orElseThrow(() ->
                                new Problem(
                                        HttpStatus.BAD_REQUEST,
                                        "not-an-address",
                                        "Indiquez une adresse MSSanté valide."));
        if (patients.holds(address)) {
            throw new Problem(
                    HttpStatus.BAD_REQUEST,
                    "patient-not-allowed",
                    "Cette adresse est celle d’un patient : le cercle de soins réunit des"
                            + " professionnels et des structures.");
        }
        String name = text(asked.name());
        String structure = text(asked.structure());
        return dossiers.join(
                tx,
                dossier,
                name.isEmpty() ? Member.Kind.STRUCTURE : Member.Kind.PROFESSIONAL,
                name.isEmpty() ? structure : name,
                text(asked.profession()),
                structure,
                address.value(),
                DossierResource.role(asked.role()));
    }

    /// Outsiders open nothing.
    private static boolean isLastAccount(List<Member> circle, Member leaving) {
        return leaving.account().isPresent()
                && circle.stream().filter(m -> m.account().isPresent()).count() == 1;
    }

    private DossierView changed(
            WriteTx tx, Caller caller, DossierId id, DossierEvent.Kind kind, String name) {
        note(tx, caller, id, kind, name);
        return dossiers.view(tx, dossiers.open(tx, caller, id.text()));
    }

    private void note(
            WriteTx tx, Caller caller, DossierId id, DossierEvent.Kind kind, String name) {
        dossiers.note(tx, id, caller.id(), kind, Optional.empty(), name);
        audit.note(tx, caller.id(), "dossier." + kind.code(), id.text());
    }

    private static String text(@Nullable String value) {
        String text = value == null ? "" : value.strip();
        return text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text;
    }

    private static Problem noSuchMember() {
        return new Problem(
                HttpStatus.NOT_FOUND,
                "not-found",
                "Cette personne n’est pas, ou plus, dans le cercle de soins.");
    }
}
