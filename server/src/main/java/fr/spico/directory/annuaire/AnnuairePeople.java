package fr.spico.directory.annuaire;

import fr.spico.directory.annuaire.AnnuaireProblem.Kind;
import fr.spico.directory.annuaire.FhirPage.Item;
import fr.spico.directory.annuaire.FhirParts.Role;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleConsumer;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.PractitionerRole;

/// Puts people together from what comes in any order: the person, their roles, the structures of
/// those. Technical ids live only here.
final class AnnuairePeople {

    private final FhirSearch search;
    private final Map<String, AnnuairePerson> people = new LinkedHashMap<>();
    private final Map<String, Map<String, Role>> roles = new HashMap<>();
    private final Map<String, AnnuaireStructure> structures = new LinkedHashMap<>();
    private final Set<String> doubtful = new HashSet<>();
    private final List<AnnuaireProblem> problems = new ArrayList<>();

    AnnuairePeople(FhirSearch search) {
        this.search = search;
    }

    void take(Item item, long rank) {
        switch (item) {
            case Item.Malformed(Optional<String> practitioner) -> {
                problems.add(new AnnuaireProblem(rank, Kind.RESOURCE));
                practitioner.ifPresent(doubtful::add);
            }
            case Item.Read(Practitioner one) -> takePerson(one, rank);
            case Item.Read(PractitionerRole one) -> takeRole(one, rank);
            case Item.Read(Organization one) -> takeStructure(one, rank);
            case Item.Read other -> problems.add(new AnnuaireProblem(rank, Kind.RESOURCE));
        }
    }

    private void takePerson(Practitioner resource, long rank) {
        FhirParts.person(resource, rank)
                .ifPresentOrElse(
                        person -> people.put(resource.getIdElement().getIdPart(), person),
                        () -> problems.add(new AnnuaireProblem(rank, Kind.IDENTIFIER)));
    }

    private void takeRole(PractitionerRole resource, long rank) {
        FhirParts.role(resource)
                .ifPresentOrElse(
                        role ->
                                roles.computeIfAbsent(
                                                role.practitioner(), id -> new LinkedHashMap<>())
                                        .put(resource.getIdElement().getIdPart(), role),
                        () -> problems.add(new AnnuaireProblem(rank, Kind.REFERENCE)));
    }

    private void takeStructure(Organization resource, long rank) {
        FhirParts.structure(resource, rank)
                .ifPresentOrElse(
                        structure -> structures.put(resource.getIdElement().getIdPart(), structure),
                        () -> problems.add(new AnnuaireProblem(rank, Kind.IDENTIFIER)));
    }

    /// Something about a person could not be read.
    void doubt(String practitioner) {
        doubtful.add(practitioner);
    }

    boolean has(String practitioner) {
        return people.containsKey(practitioner);
    }

    int count() {
        return people.size();
    }

    /// Asks for the structures of roles that did not come by themselves.
    void completeStructures(DoubleConsumer progress) throws AnnuaireException {
        List<String> missing =
                people.keySet().stream()
                        .flatMap(id -> rolesOf(id).stream())
                        .filter(Role::active)
                        .flatMap(role -> role.organization().stream())
                        .filter(id -> !structures.containsKey(id))
                        .distinct()
                        .toList();
        search.each("Organization?_id=", missing, this::take, progress);
    }

    List<AnnuairePerson> assembled() {
        return people.entrySet().stream()
                .map(entry -> assembled(entry.getKey(), entry.getValue()))
                .toList();
    }

    private AnnuairePerson assembled(String id, AnnuairePerson person) {
        List<AnnuaireWorkplace> workplaces = rolesOf(id).stream().map(this::workplace).toList();
        return new AnnuairePerson(
                person.rank(),
                person.national(),
                person.rpps(),
                person.active(),
                person.title(),
                person.lastName(),
                person.firstName(),
                person.profession(),
                person.specialty(),
                person.mailboxes(),
                workplaces,
                doubtful.contains(id) || workplaces.stream().anyMatch(AnnuaireWorkplace::lost));
    }

    private Collection<Role> rolesOf(String practitioner) {
        return roles.getOrDefault(practitioner, Map.of()).values();
    }

    private AnnuaireWorkplace workplace(Role role) {
        Optional<AnnuaireStructure> structure = role.organization().map(structures::get);
        return new AnnuaireWorkplace(
                role.active(),
                role.functions(),
                structure,
                role.active() && role.organization().isPresent() && structure.isEmpty(),
                role.mailboxes());
    }

    List<AnnuaireProblem> problems() {
        return List.copyOf(problems);
    }
}
