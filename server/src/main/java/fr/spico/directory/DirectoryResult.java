package fr.spico.directory;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import fr.spico.directory.DirectoryCorrespondents.Known;
import fr.spico.directory.search.Found.Hit;
import fr.spico.directory.search.Found.Reason;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One result of a search as JSON.
///
/// @param match how what was typed stands in the entry: `exact`, `prefix`, `approximate`, `partial`
/// @param why a French sentence where the entry does not say what was typed
/// @param person the same for all mailboxes of a person
/// @param circle whether they care for the patient of the dossier that was named
/// @param elsewhere the person's other mailboxes, unless they are results themselves
record DirectoryResult(
        @JsonUnwrapped DirectoryEntryView entry,
        String match,
        @Nullable String why,
        List<ReasonView> reasons,
        String person,
        boolean favourite,
        boolean recent,
        boolean circle,
        List<DirectoryEntryView> elsewhere) {

    /// @param typed what was typed, without capitals and accents
    /// @param found what the entry says instead; null if it has nothing like it
    /// @param kind `sounds-alike`, `mistyped`, `left-out`
    record ReasonView(String typed, @Nullable String found, String kind) {
        @Override
        public String toString() {
            return "ReasonView[" + kind + "]";
        }
    }

    static DirectoryResult of(Hit hit, Known known) {
        DirectoryEntry entry = hit.entry();
        return new DirectoryResult(
                DirectoryEntryView.of(entry),
                hit.match().shown(),
                why(hit.reasons()),
                hit.reasons().stream().map(DirectoryResult::view).toList(),
                entry.rpps().orElse(entry.address().value()),
                known.favourites().contains(entry.address()),
                known.recents().contains(entry.address()),
                known.circle().has(entry),
                hit.elsewhere().stream().map(DirectoryEntryView::of).toList());
    }

    private static ReasonView view(Reason reason) {
        return new ReasonView(
                reason.typed(),
                reason.found().isEmpty() ? null : reason.found(),
                reason.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    private static @Nullable String why(List<Reason> reasons) {
        return reasons.isEmpty()
                ? null
                : String.join(" ; ", reasons.stream().map(DirectoryResult::sentence).toList());
    }

    private static String sentence(Reason reason) {
        return switch (reason.kind()) {
            case SOUNDS_ALIKE ->
                    "« %s » se prononce comme « %s »".formatted(reason.typed(), reason.found());
            case MISTYPED -> "« %s » ressemble à « %s »".formatted(reason.typed(), reason.found());
            case LEFT_OUT -> "« %s » n’y figure pas".formatted(reason.typed());
        };
    }

    @Override
    public String toString() {
        return "DirectoryResult[…]";
    }
}
