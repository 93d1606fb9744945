package fr.spico.directory.search;

import fr.spico.directory.search.Found.Match;
import fr.spico.directory.search.Found.Reason;
import fr.spico.directory.search.Meaning.Way;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Goes the cheapest way again, this time looking at the signs.
final class Explaining {

    private final SearchIndex index;
    private final Stretches stretches;

    Explaining(SearchIndex index, Stretches stretches) {
        this.index = index;
        this.stretches = stretches;
    }

    record Explanation(Match match, List<Reason> reasons) {

        static final Explanation EXACT = new Explanation(Match.EXACT, List.of());

        static Explanation mistyped(String typed, String found) {
            Reason reason = new Reason(typed, found, Reason.Kind.MISTYPED);
            return new Explanation(Match.APPROXIMATE, List.of(reason));
        }
    }

    Explanation of(int entry) {
        Match match = Match.EXACT;
        List<Reason> reasons = new ArrayList<>();
        for (Stretch stretch : way(entry)) {
            Way way =
                    stretch.kind() == Stretch.Kind.LEFT_OUT && stretch.cost() >= Search.ELSEWHERE
                            ? Way.LEFT_OUT
                            : Meaning.way(stretch.of(entry));
            Match worst = match(way, stretch);
            match = worst.compareTo(match) > 0 ? worst : match;
            if (worst.compareTo(Match.PREFIX) > 0) {
                reasons.add(reason(entry, stretch, way));
            }
        }
        return new Explanation(match, reasons);
    }

    private static Match match(Way way, Stretch stretch) {
        return switch (way) {
            case EXACT -> Match.EXACT;
            case BEGINNING -> Match.PREFIX;
            case SOUND, SLIP -> Match.APPROXIMATE;
            case LEFT_OUT -> Match.PARTIAL;
        };
    }

    private Reason reason(int entry, Stretch stretch, Way way) {
        if (way == Way.LEFT_OUT) {
            return new Reason(stretches.typed(stretch), "", Reason.Kind.LEFT_OUT);
        }
        String found = index.shown(entry, stretch.meaning().slot(entry), stretch.text());
        Reason.Kind kind = way == Way.SOUND ? Reason.Kind.SOUNDS_ALIKE : Reason.Kind.MISTYPED;
        return new Reason(stretches.typed(stretch), found, kind);
    }

    private List<Stretch> way(int entry) {
        int end = stretches.end();
        int[] best = new int[end + 1];
        java.util.Arrays.fill(best, 1, end + 1, Meaning.NONE);
        Stretch[] last = new Stretch[end + 1];
        for (Stretch stretch : stretches.all()) {
            int cost = stretch.of(entry);
            if (best[stretch.from()] < Meaning.NONE && cost < Meaning.NONE) {
                int sum = best[stretch.from()] + Meaning.cost(cost);
                if (sum < best[stretch.to()]) {
                    best[stretch.to()] = sum;
                    last[stretch.to()] = stretch;
                }
            }
        }
        List<Stretch> way = new ArrayList<>();
        for (@Nullable Stretch at = last[end]; at != null; at = last[at.from()]) {
            way.addFirst(at);
        }
        return way;
    }
}
