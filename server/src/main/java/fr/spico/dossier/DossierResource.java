package fr.spico.dossier;

import fr.spico.account.Caller;
import fr.spico.audit.Audit;
import fr.spico.dossier.DossierView.Summary;
import fr.spico.dossier.Dossiers.Creation;
import fr.spico.platform.db.Database;
import fr.spico.platform.db.ReadTx;
import fr.spico.platform.db.WriteTx;
import fr.spico.platform.http.Problem;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// `/api/dossiers`: coordination files of the caller's, and their patients.
@RestController
@RequestMapping("/api/dossiers")
class DossierResource {

    private static final int RECENT = 10;
    private static final int LARGEST_PAGE = 200;
    private static final LocalDate EARLIEST_OPPOSITION = LocalDate.of(1900, 1, 1);

    private final Database database;
    private final Dossiers dossiers;
    private final ReadableDocuments documents;
    private final Audit audit;
    private final InstantSource clock;

    DossierResource(
            Database database,
            Dossiers dossiers,
            ReadableDocuments documents,
            Audit audit,
            InstantSource clock) {
        this.database = database;
        this.dossiers = dossiers;
        this.documents = documents;
        this.audit = audit;
        this.clock = clock;
    }

    /// @param mayCreate whether the caller's profession may begin a dossier
    record Found(List<Summary> dossiers, int total, boolean mayCreate) {}

    record Recent(List<Summary> dossiers) {}

    record NewDossier(@Nullable PatientView patient, @Nullable String role) {}

    record NewOpposition(@Nullable LocalDate since) {}

    @GetMapping
    Found search(
            Caller caller,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(defaultValue = "0") int offset) {
        return database.write(tx -> {
            DossierQueries.Page page =
                    dossiers.search(
                            tx,
                            caller.id(),
                            q,
                            Math.clamp(limit, 1, LARGEST_PAGE),
                            Math.max(offset, 0));
            audit.note(tx, caller.id(), "dossier.search", Integer.toString(page.total()));
            return new Found(
                    summaries(tx, caller, page.dossiers()),
                    page.total(),
                    dossiers.rights(caller.account()).may(DossierAction.CREATE));
        });
    }

    @GetMapping("/recent")
    Recent recent(Caller caller) {
        return database.write(tx -> {
            List<DossierQueries.Listed> recent = DossierQueries.recent(tx, caller.id(), RECENT);
            audit.note(tx, caller.id(), "dossier.recent", Integer.toString(recent.size()));
            return new Recent(summaries(tx, caller, recent));
        });
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    DossierView create(Caller caller, @RequestBody NewDossier asked) {
        return database.write(tx -> {
            if (!dossiers.rights(caller.account()).may(DossierAction.CREATE)) {
                throw DossierAccess.notPermitted(DossierAction.CREATE.words());
            }
            Patient patient = patient(asked.patient());
            Creation creation =
                    dossiers.create(
                            tx, patient, caller.account(), role(asked.role()), Optional.empty());
            return switch (creation) {
                case Creation.Created(DossierId id) -> {
                    audit.note(tx, caller.id(), "dossier.create", id.text());
                    yield dossiers.view(tx, dossiers.open(tx, caller, id.text()));
                }
                case Creation.BadIdentity(List<IdentityProblem> problems) ->
                        throw badIdentity(problems);
                case Creation.Known(DossierId id) -> throw known(tx, caller, id);
            };
        });
    }

    @GetMapping("/{id}")
    DossierView open(Caller caller, @PathVariable String id) {
        return database.write(tx -> {
            DossierAccess access = dossiers.open(tx, caller, id);
            DossierQueries.visit(tx, caller.id(), access.dossier().id(), clock.instant());
            audit.note(tx, caller.id(), "dossier.open", id);
            return dossiers.view(tx, access);
        });
    }

    @PutMapping("/{id}/patient")
    DossierView identify(Caller caller, @PathVariable String id, @RequestBody PatientView asked) {
        return database.write(tx -> {
            DossierAccess access = permitted(tx, caller, id, DossierAction.IDENTITY);
            Patient patient = patient(asked);
            List<IdentityProblem> problems = dossiers.problems(patient);
            if (!problems.isEmpty()) {
                throw badIdentity(problems);
            }
            DossierId dossier = access.dossier().id();
            patient.ins()
                    .flatMap(ins -> dossiers.ofPatient(tx, ins))
                    .filter(other -> !other.equals(dossier))
                    .ifPresent(other -> {
                        throw known(tx, caller, other);
                    });
            DossierQueries.update(tx, dossier, patient);
            return changed(tx, caller, dossier, DossierEvent.Kind.IDENTITY);
        });
    }

    @PutMapping("/{id}/opposition")
    DossierView oppose(Caller caller, @PathVariable String id, @RequestBody NewOpposition asked) {
        return database.write(tx -> {
            DossierAccess access = permitted(tx, caller, id, DossierAction.OPPOSITION);
            LocalDate since = asked.since() == null ? dossiers.today() : asked.since();
            if (since.isAfter(dossiers.today())) {
                throw new Problem(
                        HttpStatus.BAD_REQUEST,
                        "bad-request",
                        "La date de l’opposition ne peut pas être dans le futur.");
            }
            if (since.isBefore(EARLIEST_OPPOSITION)) {
                throw new Problem(
                        HttpStatus.BAD_REQUEST,
                        "bad-request",
                        "La date de l’opposition n’est pas possible : vérifiez l’année.");
            }
            DossierQueries.oppose(tx, access.dossier().id(), since, caller.id());
            return changed(
                    tx, caller, access.dossier().id(), DossierEvent.Kind.OPPOSITION_RECORDED);
        });
    }

    @DeleteMapping("/{id}/opposition")
    DossierView withdrawOpposition(Caller caller, @PathVariable String id) {
        return database.write(tx -> {
            DossierAccess access = permitted(tx, caller, id, DossierAction.OPPOSITION);
            DossierQueries.withdrawOpposition(tx, access.dossier().id());
            return changed(
                    tx, caller, access.dossier().id(), DossierEvent.Kind.OPPOSITION_WITHDRAWN);
        });
    }

    private List<Summary> summaries(ReadTx tx, Caller caller, List<DossierQueries.Listed> listed) {
        Map<DossierId, Integer> counts =
                documents.count(
                        tx,
                        caller.id(),
                        dossiers.rights(caller.account()),
                        listed.stream().map(each -> each.dossier().id()).toList());
        return listed.stream()
                .map(each -> Summary.of(each, counts.getOrDefault(each.dossier().id(), 0)))
                .toList();
    }

    private DossierAccess permitted(WriteTx tx, Caller caller, String id, DossierAction action) {
        DossierAccess access = dossiers.open(tx, caller, id);
        access.require(action);
        DossierQueries.lock(tx, access.dossier().id());
        return access;
    }

    private DossierView changed(WriteTx tx, Caller caller, DossierId id, DossierEvent.Kind kind) {
        dossiers.note(tx, id, caller.id(), kind, Optional.empty(), "");
        audit.note(tx, caller.id(), "dossier." + kind.code(), id.text());
        return dossiers.view(tx, dossiers.open(tx, caller, id.text()));
    }

    private Patient patient(@Nullable PatientView asked) {
        if (asked == null) {
            throw badIdentity(
                    List.of(new IdentityProblem("birthName", "Indiquez l’identité du patient.")));
        }
        PatientView.Read read = asked.read();
        return read.patient().orElseThrow(() -> badIdentity(read.problems()));
    }

    static Member.Role role(@Nullable String code) {
        return Member.Role.parse(code == null ? "participant" : code)
                .orElseThrow(() ->
                        new Problem(
                                HttpStatus.BAD_REQUEST, "bad-request", "Ce rôle n’existe pas."));
    }

    private static Problem badIdentity(List<IdentityProblem> problems) {
        return new Problem(HttpStatus.BAD_REQUEST, "bad-identity", problems.getFirst().message())
                .with("problems", problems);
    }

    /// Where it is, only for who may open it.
    private Problem known(ReadTx tx, Caller caller, DossierId id) {
        boolean mine = !dossiers.among(tx, caller.id(), List.of(id)).isEmpty();
        Problem problem =
                new Problem(
                        HttpStatus.CONFLICT,
                        "known-identity",
                        mine
                                ? "Vous avez déjà un dossier avec cette INS."
                                : "Un dossier existe déjà avec cette INS : demandez à un professionnel"
                                        + " de son cercle de soins de vous y ajouter.");
        return mine ? problem.with("dossierId", id.text()) : problem;
    }
}
