package fr.spico.directory.annuaire;

import fr.spico.directory.annuaire.AnnuaireException.Kind;
import fr.spico.directory.annuaire.FhirPage.Item;
import fr.spico.directory.annuaire.FhirParts.Role;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleConsumer;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.PractitionerRole;

/// What changed since a time. A change of a role, or of a structure, changes its people, so these
/// are asked for whole: only then a mailbox that is missing is one that is gone.
final class AnnuaireDelta {

    private static final int STEPS = 6;
    private static final String ROLES_OF_PEOPLE = "_revinclude=PractitionerRole:practitioner";

    private final FhirSearch search;
    private final int maxChanges;
    private final DoubleConsumer progress;
    private final AnnuairePeople people;
    private final Set<String> touched = new LinkedHashSet<>();
    private final Map<String, AnnuaireStructure> structures = new LinkedHashMap<>();
    private final List<AnnuaireProblem> problems = new ArrayList<>();
    private int found;
    private int step;

    AnnuaireDelta(FhirSearch search, int maxChanges, DoubleConsumer progress) {
        this.search = search;
        this.maxChanges = maxChanges;
        this.progress = progress;
        this.people = new AnnuairePeople(search);
    }

    AnnuaireChanges since(Instant since) throws AnnuaireException {
        String changed = "_lastUpdated=ge" + since.truncatedTo(ChronoUnit.SECONDS);
        search.each("Practitioner?" + changed + "&" + ROLES_OF_PEOPLE, this::takePerson, step());
        found = people.count();
        search.each("PractitionerRole?" + changed, this::touch, step());
        search.each("Organization?" + changed, this::takeStructure, step());
        search.each("PractitionerRole?organization=", structures.keySet(), this::touchUser, step());
        search.each(
                "Practitioner?" + ROLES_OF_PEOPLE + "&_id=",
                List.copyOf(touched),
                this::takePerson,
                step());
        people.completeStructures(step());
        return changes();
    }

    private DoubleConsumer step() {
        int before = step++;
        return share -> progress.accept((before + share) / STEPS);
    }

    private void takePerson(Item item, long rank) throws AnnuaireException {
        people.take(item, rank);
        guard();
    }

    /// Whoever has a role that changed.
    private void touch(Item item, long rank) throws AnnuaireException {
        if (item instanceof Item.Read(PractitionerRole role)) {
            FhirParts.role(role).ifPresent(this::touch);
            guard();
        } else {
            note(item, rank);
        }
    }

    private void touch(Role role) {
        if (!people.has(role.practitioner())) {
            touched.add(role.practitioner());
        }
    }

    /// Whoever has a mailbox at a structure that changed: the entry says its name and town.
    private void touchUser(Item item, long rank) throws AnnuaireException {
        if (item instanceof Item.Read(PractitionerRole role)) {
            FhirParts.role(role)
                    .filter(known -> !known.mailboxes().isEmpty())
                    .ifPresent(this::touch);
            guard();
        } else {
            note(item, rank);
        }
    }

    private void takeStructure(Item item, long rank) throws AnnuaireException {
        if (item instanceof Item.Read(Organization organization)) {
            FhirParts.structure(organization, rank)
                    .ifPresentOrElse(
                            structure ->
                                    structures.put(
                                            organization.getIdElement().getIdPart(), structure),
                            () ->
                                    problems.add(
                                            new AnnuaireProblem(
                                                    rank, AnnuaireProblem.Kind.IDENTIFIER)));
            guard();
        } else {
            note(item, rank);
        }
    }

    private void note(Item item, long rank) {
        problems.add(new AnnuaireProblem(rank, AnnuaireProblem.Kind.RESOURCE));
        if (item instanceof Item.Malformed(var practitioner)) {
            practitioner.ifPresent(people::doubt);
        }
    }

    private void guard() throws AnnuaireException {
        if (Math.max(people.count(), found + touched.size()) + structures.size() > maxChanges) {
            throw new AnnuaireException(Kind.TOO_MUCH, null);
        }
    }

    private AnnuaireChanges changes() {
        List<AnnuaireProblem> all = new ArrayList<>(problems);
        all.addAll(people.problems());
        return new AnnuaireChanges(people.assembled(), List.copyOf(structures.values()), all);
    }
}
