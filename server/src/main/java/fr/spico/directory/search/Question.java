package fr.spico.directory.search;

import fr.spico.mail.MssAddress;
import java.util.List;
import java.util.Set;

/// A search as it is asked.
///
/// @param shelves the directories that the searcher may see; entries of others do not exist
/// @param department of the searcher, whose neighbours come first among equals; empty if unknown
/// @param known whom the searcher writes to
/// @param knownNumbers RPPS numbers of those whom the searcher works with, 11 digits each
/// @param limit 1 or more
/// @param counting whether facets are wanted
public record Question(
        String typed,
        Filter filter,
        Set<Integer> shelves,
        String department,
        List<MssAddress> known,
        List<String> knownNumbers,
        int limit,
        boolean counting) {

    /// What entries must be; each of these is empty if it does not matter. Compared without case
    /// and accents.
    ///
    /// @param type e.g. `PER`
    public record Filter(
            String profession, String specialty, String department, String town, String type) {

        public static final Filter NONE = new Filter("", "", "", "", "");

        public boolean isNone() {
            return equals(NONE);
        }

        /// @param field as facets name it
        Filter without(String field) {
            return switch (field) {
                case "profession" -> new Filter("", specialty, department, town, type);
                case "specialty" -> new Filter(profession, "", department, town, type);
                case "department" -> new Filter(profession, specialty, "", town, type);
                case "town" -> new Filter(profession, specialty, department, "", type);
                case "type" -> new Filter(profession, specialty, department, town, "");
                default -> this;
            };
        }

        @Override
        public String toString() {
            return "Filter[…]";
        }
    }

    Question with(Filter other) {
        return new Question(
                typed, other, shelves, department, known, knownNumbers, limit, counting);
    }

    @Override
    public String toString() {
        return "Question[…]";
    }
}
