package fr.spico.directory.search;

import fr.spico.directory.DirectoryEntry;
import fr.spico.directory.search.Question.Filter;
import java.util.BitSet;
import java.util.Set;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/// Whether an entry may be found at all: it stands on a shelf that the searcher may see, and is
/// what the filter wants.
final class Allowed implements IntPredicate {

    private final IndexData data;
    private final int shelves;
    private final int types;
    private final @Nullable BitSet professions;
    private final @Nullable BitSet specialties;
    private final @Nullable BitSet places;

    Allowed(SearchIndex index, Set<Integer> shelves, Filter filter) {
        this.data = index.data();
        this.shelves = shelves.stream().mapToInt(shelf -> 1 << shelf).sum();
        this.types = types(filter.type());
        this.professions = values(Field.PROFESSION, filter.profession());
        this.specialties = values(Field.SPECIALTY, filter.specialty());
        this.places = places(index.places(), filter.department(), filter.town());
    }

    @Override
    public boolean test(int entry) {
        return isInSight(entry)
                && (types & 1 << data.type()[entry]) != 0
                && has(entry, Field.PROFESSION, professions)
                && has(entry, Field.SPECIALTY, specialties)
                && has(entry, Field.PLACE, places);
    }

    /// Whatever the filter says.
    boolean isInSight(int entry) {
        return !data.isHidden(entry) && (shelves & 1 << data.shelf(entry)) != 0;
    }

    private boolean has(int entry, Field field, @Nullable BitSet wanted) {
        return wanted == null || wanted.get(data.value(entry, field.slot));
    }

    private static int types(String name) {
        int types = 0;
        for (DirectoryEntry.Type type : DirectoryEntry.Type.values()) {
            boolean wanted = name.isEmpty() || type.name().equalsIgnoreCase(name);
            types |= wanted ? 1 << type.ordinal() : 0;
        }
        return types;
    }

    private @Nullable BitSet values(Field field, String text) {
        if (text.isEmpty()) {
            return null;
        }
        BitSet wanted = new BitSet();
        String folded = Words.fold(text);
        for (int value = data.first(field); value < data.end(field); value++) {
            if (Words.fold(data.values().get(value)).equals(folded)) {
                wanted.set(value);
            }
        }
        return wanted;
    }

    private @Nullable BitSet places(Places all, String department, String town) {
        if (department.isEmpty() && town.isEmpty()) {
            return null;
        }
        BitSet wanted = new BitSet();
        String folded = Words.fold(town);
        for (int value = data.first(Field.PLACE); value < data.end(Field.PLACE); value++) {
            Place place = all.of(value);
            boolean there =
                    (department.isEmpty() || place.department().equalsIgnoreCase(department))
                            && (town.isEmpty() || Words.fold(place.town()).equals(folded));
            wanted.set(value, there);
        }
        return wanted;
    }
}
