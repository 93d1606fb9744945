package fr.spico.directory.search;

import fr.spico.directory.DirectoryEntry;
import java.util.List;
import java.util.Locale;

/// What a search came to.
///
/// @param hits best first; the mailboxes of one person follow each other
/// @param total how many there are, these and others
/// @param facets empty unless they were asked for
public record Found(List<Hit> hits, int total, List<Facet> facets) {

    public static final Found NOTHING = new Found(List.of(), 0, List.of());

    /// @param reasons for each word that was not found as it was typed
    /// @param elsewhere the person's other mailboxes that are not among the hits
    public record Hit(
            DirectoryEntry entry,
            Match match,
            List<Reason> reasons,
            List<DirectoryEntry> elsewhere) {

        @Override
        public String toString() {
            return "Hit[" + match + "]";
        }
    }

    /// How the words that were typed stand in the entry, at worst.
    public enum Match {
        EXACT,
        /// Some are beginnings.
        PREFIX,
        /// Some sound alike or have a letter wrong.
        APPROXIMATE,
        /// One is not there at all.
        PARTIAL;

        public String shown() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Why an entry is there although it does not say what was typed.
    ///
    /// @param typed folded
    /// @param found what the entry says instead; empty if it has nothing like it
    public record Reason(String typed, String found, Kind kind) {
        public enum Kind {
            SOUNDS_ALIKE,
            MISTYPED,
            LEFT_OUT
        }

        @Override
        public String toString() {
            return "Reason[" + kind + "]";
        }
    }

    /// How many of all results have each value, most frequent first.
    ///
    /// @param field `profession`, `specialty`, `department`, `town` or `type`
    public record Facet(String field, List<Count> counts) {}

    public record Count(String value, int entries) {}

    @Override
    public String toString() {
        return "Found[" + total + "]";
    }
}
