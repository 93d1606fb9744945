package fr.spico.directory.search;

import java.util.HashMap;
import java.util.Map;

/// The places of an index, ready to be compared and counted.
final class Places {

    private final int first;
    private final Place[] places;
    private final Map<String, Short> departments = new HashMap<>();

    /// Of each entry the number of its department.
    private final short[] department;

    Places(IndexData data) {
        first = data.first(Field.PLACE);
        places = new Place[data.end(Field.PLACE) - first];
        short[] byPlace = new short[places.length];
        for (int i = 0; i < places.length; i++) {
            places[i] = Place.parse(data.values().get(first + i));
            byPlace[i] =
                    departments.computeIfAbsent(
                            places[i].department(), d -> (short) departments.size());
        }
        department = new short[data.count()];
        for (int entry = 0; entry < department.length; entry++) {
            int value = data.value(entry, Field.PLACE.slot);
            department[entry] = value == 0 ? -1 : byPlace[value - first];
        }
    }

    /// @param value 0 for an entry without place
    Place of(int value) {
        return value == 0 ? Place.NOWHERE : places[value - first];
    }

    /// The number of a department, -2 if nobody is there.
    int number(String code) {
        return departments.getOrDefault(code, (short) -2);
    }

    /// The number of an entry's department.
    int department(int entry) {
        return department[entry];
    }
}
