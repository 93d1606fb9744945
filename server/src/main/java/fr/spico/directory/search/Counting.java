package fr.spico.directory.search;

import fr.spico.directory.DirectoryEntry;
import fr.spico.directory.search.Found.Count;
import fr.spico.directory.search.Found.Facet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/// Counts the values of everything that was found.
final class Counting {

    private static final int MOST_VALUES = 50;

    private final IndexData data;
    private final Places places;
    private final Scratch scratch;

    Counting(SearchIndex index, Scratch scratch) {
        this.data = index.data();
        this.places = index.places();
        this.scratch = scratch;
    }

    List<Facet> facets(int found) {
        Map<Integer, Integer> byPlace = byValue(Field.PLACE, found);
        return List.of(
                facet("profession", byValue(Field.PROFESSION, found), data.values()::get),
                facet("specialty", byValue(Field.SPECIALTY, found), data.values()::get),
                facet("department", byPlace, place -> places.of(place).department()),
                facet("town", byPlace, place -> places.of(place).town()),
                facet("type", byType(found), type -> DirectoryEntry.Type.values()[type].name()));
    }

    private Map<Integer, Integer> byValue(Field field, int found) {
        int first = data.first(field);
        int[] counts = new int[data.end(field) - first];
        for (int i = 0; i < found; i++) {
            int value = data.value(scratch.found[i], field.slot);
            if (value != 0) {
                counts[value - first]++;
            }
        }
        Map<Integer, Integer> byValue = new HashMap<>();
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0) {
                byValue.put(first + i, counts[i]);
            }
        }
        return byValue;
    }

    private Map<Integer, Integer> byType(int found) {
        Map<Integer, Integer> byType = new HashMap<>();
        for (int i = 0; i < found; i++) {
            byType.merge((int) data.type()[scratch.found[i]], 1, Integer::sum);
        }
        return byType;
    }

    private static Facet facet(
            String field, Map<Integer, Integer> counts, IntFunction<String> text) {
        Map<String, Integer> byText = new HashMap<>();
        counts.forEach((value, count) -> byText.merge(text.apply(value), count, Integer::sum));
        byText.remove("");
        return new Facet(
                field,
                byText.entrySet().stream()
                        .map(each -> new Count(each.getKey(), each.getValue()))
                        .sorted(
                                Comparator.comparingInt(Count::entries)
                                        .reversed()
                                        .thenComparing(Count::value))
                        .limit(MOST_VALUES)
                        .toList());
    }
}
