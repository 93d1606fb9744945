package fr.spico.directory.search;

import java.util.Arrays;
import java.util.List;

/// Computes what entries cost: the cheapest way through everything that was typed. The one place
/// where a search spends its time, therefore arrays.
final class Scoring {

    /// Of each stretch: the numbers of the places where it starts and ends.
    private final int[] from;

    private final int[] to;
    private final Stretch[] stretches;

    /// Of each place: the least that it costs to come there.
    private final int[] least;

    /// @param stretches in the order of where they start
    /// @param end of the text
    Scoring(List<Stretch> stretches, int end) {
        this.stretches = stretches.stream().filter(Stretch::leadsOn).toArray(Stretch[]::new);
        boolean[] used = new boolean[end + 1];
        used[0] = true;
        used[end] = true;
        for (Stretch stretch : this.stretches) {
            used[stretch.from()] = true;
            used[stretch.to()] = true;
        }
        int[] place = new int[end + 1];
        int places = 0;
        for (int i = 0; i <= end; i++) {
            place[i] = used[i] ? places++ : 0;
        }
        from = Arrays.stream(this.stretches).mapToInt(s -> place[s.from()]).toArray();
        to = Arrays.stream(this.stretches).mapToInt(s -> place[s.to()]).toArray();
        least = new int[places];
    }

    /// [Meaning#NONE] if there is no way.
    int cost(int entry) {
        int[] least = this.least;
        for (int i = 1; i < least.length; i++) {
            least[i] = Meaning.NONE;
        }
        for (int i = 0; i < stretches.length; i++) {
            int until = least[from[i]];
            if (until < Meaning.NONE) {
                int cost = stretches[i].of(entry);
                if (cost < Meaning.NONE) {
                    int sum = until + Meaning.cost(cost);
                    if (sum < least[to[i]]) {
                        least[to[i]] = sum;
                    }
                }
            }
        }
        return least[least.length - 1];
    }
}
