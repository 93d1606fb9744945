package fr.spico.sandbox.annuaire;

import static java.nio.charset.StandardCharsets.UTF_8;

import fr.spico.sandbox.annuaire.Holder.Person;
import fr.spico.sandbox.annuaire.Holder.Role;
import fr.spico.sandbox.annuaire.Holder.Structure;
import java.net.URLDecoder;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// The parameters of a search that the platform needs, as the real API understands them.
///
/// @param text `name=value` pairs, decoded
record AnnuaireQuery(List<Pair> text) {

    record Pair(String name, String value) {}

    /// @param raw as in an address or a form
    static AnnuaireQuery parse(String raw) {
        List<Pair> pairs = new ArrayList<>();
        for (String pair : raw.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                pairs.add(
                        new Pair(
                                URLDecoder.decode(pair.substring(0, equals), UTF_8),
                                URLDecoder.decode(pair.substring(equals + 1), UTF_8)));
            }
        }
        return new AnnuaireQuery(pairs);
    }

    /// @throws IllegalArgumentException for what is no value
    boolean matches(Holder holder) {
        return text.stream().allMatch(pair -> matches(holder, pair));
    }

    boolean asks(String name, String... values) {
        return text.stream()
                .anyMatch(pair ->
                        pair.name.equals(name) && Arrays.asList(values).contains(pair.value));
    }

    int count(int most) {
        return values("_count")
                .filter(value -> value.matches("\\d{1,6}"))
                .mapToInt(Integer::parseInt)
                .map(count -> Math.clamp(count, 1, most))
                .findFirst()
                .orElse(most);
    }

    private Stream<String> values(String name) {
        return text.stream().filter(pair -> pair.name.equals(name)).map(Pair::value);
    }

    private static boolean matches(Holder holder, Pair pair) {
        Set<String> wanted = Set.copyOf(Arrays.asList(pair.value.split(",")));
        return switch (pair.name) {
            case "_id" -> wanted.contains(holder.id);
            case "_lastUpdated" -> since(pair.value).compareTo(holder.updated) <= 0;
            case "active" -> pair.value.equals(String.valueOf(holder.active));
            case "identifier" ->
                    identifiers(holder).anyMatch(i -> wanted.stream().anyMatch(w -> named(w, i)));
            case "practitioner" ->
                    holder instanceof Role role
                            && wanted.stream().anyMatch(w -> named(w, role.person.id));
            case "organization" ->
                    holder instanceof Role role
                            && role.structure.stream()
                                    .anyMatch(s -> wanted.stream().anyMatch(w -> named(w, s.id)));
            case "_include", "_revinclude", "_count", "_total", "_format" -> true;
            default -> throw new IllegalArgumentException("unknown parameter " + pair.name);
        };
    }

    /// `system|value`, `Type/id` or the value alone.
    private static boolean named(String wanted, String value) {
        int cut = Math.max(wanted.lastIndexOf('|'), wanted.lastIndexOf('/'));
        return wanted.substring(cut + 1).equals(value);
    }

    private static Stream<String> identifiers(Holder holder) {
        return switch (holder) {
            case Person person -> Stream.of(person.number, person.type + person.number);
            case Role role -> Stream.of(role.id.substring(4));
            case Structure structure ->
                    Stream.of(structure.number, structure.type + structure.number);
        };
    }

    private static Instant since(String value) {
        String time = value.startsWith("ge") ? value.substring(2) : value;
        try {
            return time.length() == 10
                    ? LocalDate.parse(time).atStartOfDay().toInstant(ZoneOffset.UTC)
                    : OffsetDateTime.parse(time).toInstant();
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("no date", e);
        }
    }
}
