package fr.spico.directory.search;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Where an entry is, as one value of the index.
record Place(String postalCode, String town, String department) {

    static final Place NOWHERE = new Place("", "", "");

    static Place parse(String value) {
        if (value.isEmpty()) {
            return NOWHERE;
        }
        String[] parts = value.split("\\|", -1);
        return new Place(parts[0], parts[1], parts[2]);
    }

    /// The town, its department or its region: whichever is most like what was typed.
    String like(String typed) {
        Departments.Department of = Departments.of(department);
        return Stream.of(town, of.name(), of.region())
                .filter(name -> !name.isEmpty())
                .min(Comparator.comparingInt(name -> lettersToChange(typed, name)))
                .orElse("");
    }

    private static int lettersToChange(String typed, String name) {
        List<String> words = Words.split(name);
        return Stream.concat(words.stream(), Stream.of(String.join("", words)))
                .mapToInt(word -> MistypedAddress.lettersToChange(typed, word))
                .min()
                .orElse(Integer.MAX_VALUE);
    }

    String value() {
        return equals(NOWHERE) ? "" : postalCode + "|" + town + "|" + department;
    }
}
