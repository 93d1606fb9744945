package fr.spico.directory;

import fr.spico.directory.DirectoryEntry.Type;
import fr.spico.directory.DirectoryFile.Outcome;
import fr.spico.directory.DirectoryFile.Problem;
import fr.spico.directory.DirectoryLabels.Kind;
import fr.spico.directory.annuaire.AnnuaireChanges;
import fr.spico.directory.annuaire.AnnuaireMailbox;
import fr.spico.directory.annuaire.AnnuairePerson;
import fr.spico.directory.annuaire.AnnuaireProblem;
import fr.spico.directory.annuaire.AnnuaireStructure;
import fr.spico.directory.annuaire.AnnuaireTerm;
import fr.spico.directory.annuaire.AnnuaireWorkplace;
import fr.spico.mail.MssAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleConsumer;
import java.util.regex.Pattern;

/// Changes of people and structures as rows: what they have now comes, what they had and have no
/// more goes, everything else stays.
final class DirectoryDelta implements DirectoryReading {

    private static final int SAMPLES = 100;
    private static final Pattern RPPS = Pattern.compile("\\d{11}");

    private final AnnuaireChanges changes;
    private final DirectoryLabels words;
    private final Set<MssAddress> gone;
    private final Instant asOf;
    private final List<Problem> problems = new ArrayList<>();
    private int accepted;
    private int redListed;

    /// @param owned every address of these people and structures before, but of those about whom
    ///   something is in doubt
    DirectoryDelta(
            AnnuaireChanges changes, DirectoryLabels words, Set<MssAddress> owned, Instant asOf) {
        this.changes = changes;
        this.words = words;
        this.gone = new HashSet<>(owned);
        this.asOf = asOf;
    }

    @Override
    public Instant asOf() {
        return asOf;
    }

    @Override
    public Outcome tell(DirectoryRowTaker rows, DoubleConsumer progress) {
        changes.problems().forEach(problem -> problems.add(shown(problem)));
        changes.people().stream()
                .filter(AnnuairePerson::active)
                .forEach(person -> tell(person, rows));
        changes.structures().stream()
                .filter(AnnuaireStructure::active)
                .forEach(structure -> tell(structure, rows));
        progress.accept(1);
        return new Outcome.Complete(
                accepted, problems.size(), redListed, problems.stream().limit(SAMPLES).toList());
    }

    /// A mailbox on the red list is gone, one that cannot be read is not.
    @Override
    public boolean forgets(MssAddress address) {
        return gone.contains(address);
    }

    private void tell(AnnuairePerson person, DirectoryRowTaker rows) {
        person.mailboxes().forEach(box -> tell(person, Optional.empty(), box, rows));
        person.workplaces().stream()
                .filter(AnnuaireWorkplace::active)
                .forEach(place -> tell(person, place, rows));
    }

    private void tell(AnnuairePerson person, AnnuaireWorkplace place, DirectoryRowTaker rows) {
        if (place.lost()) {
            place.mailboxes()
                    .forEach(box ->
                            problems.add(new Problem(person.rank(), Problem.Kind.REFERENCE)));
        } else {
            place.mailboxes().forEach(box -> tell(person, place.structure(), box, rows));
        }
    }

    private void tell(
            AnnuairePerson person,
            Optional<AnnuaireStructure> at,
            AnnuaireMailbox box,
            DirectoryRowTaker rows) {
        address(box, person.rank())
                .ifPresent(address ->
                        type(box, Type.PER, person.rank())
                                .map(type -> entry(address, type, person, at, box))
                                .ifPresent(entry -> tell(entry, person.rank(), rows)));
    }

    private void tell(AnnuaireStructure structure, DirectoryRowTaker rows) {
        structure
                .mailboxes()
                .forEach(box ->
                        address(box, structure.rank())
                                .ifPresent(address ->
                                        type(box, Type.ORG, structure.rank())
                                                .map(type -> entry(address, type, structure, box))
                                                .ifPresent(entry ->
                                                        tell(entry, structure.rank(), rows))));
    }

    private void tell(DirectoryEntry entry, long rank, DirectoryRowTaker rows) {
        gone.remove(entry.address());
        if (rows.take(entry, 0)) {
            accepted++;
        } else {
            problems.add(new Problem(rank, Problem.Kind.REPEATED));
        }
    }

    /// Empty if it may not be shown, or is none.
    private Optional<MssAddress> address(AnnuaireMailbox box, long rank) {
        Optional<MssAddress> address = MssAddress.parse(box.address());
        if (box.redListed()) {
            redListed++;
            address.ifPresent(gone::add);
            return Optional.empty();
        }
        if (address.isEmpty()) {
            problems.add(new Problem(rank, Problem.Kind.ADDRESS));
        }
        return address;
    }

    private Optional<Type> type(AnnuaireMailbox box, Type otherwise, long rank) {
        if (box.type().isEmpty()) {
            return Optional.of(otherwise);
        }
        Optional<Type> type =
                Arrays.stream(Type.values()).filter(t -> t.name().equals(box.type())).findFirst();
        if (type.isEmpty()) {
            problems.add(new Problem(rank, Problem.Kind.TYPE));
            MssAddress.parse(box.address()).ifPresent(gone::remove);
        }
        return type;
    }

    private DirectoryEntry entry(
            MssAddress address,
            Type type,
            AnnuairePerson person,
            Optional<AnnuaireStructure> at,
            AnnuaireMailbox box) {
        return new DirectoryEntry(
                address,
                type,
                person.title(),
                person.lastName(),
                person.firstName(),
                word(Kind.PROFESSION, person.profession()),
                word(Kind.SPECIALTY, person.specialty()),
                at.map(AnnuaireStructure::name).orElse(""),
                box.service(),
                at.map(place -> DirectoryRules.town(place.town())).orElse(""),
                at.map(AnnuaireStructure::postalCode).orElse(""),
                at.map(DirectoryDelta::department).orElse(""),
                person.rpps().filter(number -> RPPS.matcher(number).matches()),
                Optional.of(person.national()));
    }

    private static DirectoryEntry entry(
            MssAddress address, Type type, AnnuaireStructure structure, AnnuaireMailbox box) {
        return new DirectoryEntry(
                address,
                type,
                "",
                "",
                "",
                "",
                "",
                structure.name(),
                box.service(),
                DirectoryRules.town(structure.town()),
                structure.postalCode(),
                department(structure),
                Optional.empty(),
                Optional.of(structure.national()));
    }

    private static String department(AnnuaireStructure structure) {
        return DirectoryRules.department(structure.postalCode(), structure.department());
    }

    /// The words of the flat file for a code, otherwise those of the API.
    private String word(Kind kind, Optional<AnnuaireTerm> term) {
        return term.map(
                        t -> {
                            String known = words.of(kind, t.code());
                            return known.isEmpty() ? t.display() : known;
                        })
                .orElse("");
    }

    private static Problem shown(AnnuaireProblem problem) {
        return new Problem(
                problem.rank(),
                switch (problem.kind()) {
                    case RESOURCE -> Problem.Kind.RESOURCE;
                    case IDENTIFIER -> Problem.Kind.IDENTIFIER;
                    case REFERENCE -> Problem.Kind.REFERENCE;
                });
    }
}
