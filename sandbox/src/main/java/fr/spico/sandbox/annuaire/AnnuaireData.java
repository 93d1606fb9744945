package fr.spico.sandbox.annuaire;

import fr.spico.sandbox.annuaire.Holder.Person;
import fr.spico.sandbox.annuaire.Holder.Role;
import fr.spico.sandbox.annuaire.Holder.Structure;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// People, their situations and structures, made of rows of the flat file (31 columns): what both
/// say is the same. Thread-safe.
public final class AnnuaireData {

    /// What nobody changed is older than any delta reaches.
    private static final Duration OLD = Duration.ofDays(90);

    private static final int COLUMNS = 31;

    private final Map<String, Person> people = new LinkedHashMap<>();
    private final Map<String, Role> roles = new LinkedHashMap<>();
    private final Map<String, Structure> structures = new LinkedHashMap<>();
    private final Map<String, Person> peopleByNumber = new HashMap<>();
    private final Map<String, Structure> structuresByNumber = new HashMap<>();
    private final Map<String, Holder> byAddress = new HashMap<>();
    private final InstantSource time;

    private AnnuaireData(InstantSource time) {
        this.time = time;
    }

    /// @param rows with or without the header; those that are no rows are left out
    public static AnnuaireData of(Stream<String> rows, InstantSource time) {
        AnnuaireData data = new AnnuaireData(time);
        Instant old = time.instant().minus(OLD);
        rows.map(AnnuaireData::cells)
                .filter(row -> row.length == COLUMNS && row[1].matches("[^@\\s]+@[^@\\s]+"))
                .forEach(row -> data.put(row, old, false));
        return data;
    }

    /// Puts a mailbox, or what a row says otherwise of a mailbox that is there, as of now.
    public synchronized void put(String row) {
        put(cells(row), time.instant(), false);
    }

    /// The same, on the red list and told so.
    public synchronized void putRedListed(String row) {
        put(cells(row), time.instant(), true);
    }

    /// Takes a mailbox out, as of now.
    public synchronized void remove(String address) {
        remove(address, time.instant());
    }

    /// Takes out a person with whatever they have, as of now.
    public synchronized void retire(String number) {
        Optional.ofNullable(peopleByNumber.get(number))
                .ifPresent(person -> {
                    person.active = false;
                    person.updated = time.instant();
                });
    }

    /// A structure gets another name, as of now.
    public synchronized void rename(String number, String name) {
        Optional.ofNullable(structuresByNumber.get(number))
                .ifPresent(structure -> {
                    structure.name = name;
                    structure.updated = time.instant();
                });
    }

    Instant now() {
        return time.instant();
    }

    synchronized List<Person> people() {
        return List.copyOf(people.values());
    }

    synchronized List<Role> roles() {
        return List.copyOf(roles.values());
    }

    synchronized List<Structure> structures() {
        return List.copyOf(structures.values());
    }

    private static String[] cells(String row) {
        return row.split("\\|", -1);
    }

    private void remove(String address, Instant now) {
        Optional.ofNullable(byAddress.remove(address))
                .ifPresent(holder -> {
                    holder.boxes.removeIf(box -> box.address().equals(address));
                    holder.updated = now;
                });
    }

    private void put(String[] row, Instant now, boolean redListed) {
        remove(row[1], now);
        Optional<Structure> structure =
                row[6].isEmpty() ? Optional.empty() : Optional.of(structure(row, now));
        Holder holder =
                row[3].isEmpty()
                        ? structure.orElseThrow()
                        : holder(person(row, now), structure, now);
        holder.boxes.add(new Box(row[1], row[0], row[7], row[17].equals("O"), redListed));
        holder.updated = now;
        byAddress.put(row[1], holder);
    }

    private Holder holder(Person person, Optional<Structure> structure, Instant now) {
        if (structure.isEmpty()) {
            return person;
        }
        return person.roles.stream()
                .filter(role -> role.structure.equals(structure))
                .findFirst()
                .orElseGet(() -> newRole(person, structure.get(), now));
    }

    private Role newRole(Person person, Structure structure, Instant now) {
        Role role =
                new Role(
                        "005-%d-%d".formatted(5_000_000 + roles.size(), 7_000_000 + roles.size()),
                        now,
                        person,
                        Optional.of(structure));
        person.roles.add(role);
        structure.roles.add(role);
        roles.put(role.id, role);
        return role;
    }

    private Person person(String[] row, Instant now) {
        Person person =
                peopleByNumber.computeIfAbsent(
                        row[3],
                        number ->
                                new Person(
                                        "003-%d-%d"
                                                .formatted(
                                                        3_000_000 + people.size(),
                                                        4_000_000 + people.size()),
                                        now,
                                        row[2],
                                        number));
        people.putIfAbsent(person.id, person);
        if (!person.lastName.equals(row[9]) || !person.firstName.equals(row[10])) {
            person.updated = now;
        }
        person.title = row[8];
        person.lastName = row[9];
        person.firstName = row[10];
        person.profession = row[13];
        person.skill = row[15];
        return person;
    }

    private Structure structure(String[] row, Instant now) {
        Structure structure =
                structuresByNumber.computeIfAbsent(
                        row[6],
                        number ->
                                new Structure(
                                        "001-%d-%d"
                                                .formatted(
                                                        1_000_000 + structures.size(),
                                                        2_000_000 + structures.size()),
                                        now,
                                        row[5],
                                        number));
        structures.putIfAbsent(structure.id, structure);
        String town = row[27].replaceFirst("^\\d{5}\\s+", "");
        if (!structure.name.equals(row[18]) || !structure.town.equals(town)) {
            structure.updated = now;
        }
        structure.name = row[18];
        structure.line = String.join(" ", row[22], row[24], row[25]).strip();
        structure.postalCode = row[28];
        structure.town = town;
        return structure;
    }
}
