package fr.spico.replica;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import fr.spico.platform.db.ReadTx;
import fr.spico.replica.EmailQuery.Page;
import org.springframework.stereotype.Component;

/// Pages of lists that were answered lately, by the state of the list: as long as that is the same,
/// so is the list (RFC 8620 §5.5 `queryState`, ADR 39).
@Component
class ReplicaPages {

    /// Octets, about.
    private static final long MOST_KEPT = 8L << 20;

    private static final int LONG_QUESTION = 10_000;

    private record Asked(Viewer viewer, String state, EmailQuery query) {}

    private final Cache<Asked, Page> answered =
            Caffeine.newBuilder()
                    .maximumWeight(MOST_KEPT)
                    .weigher((Asked asked, Page page) -> weight(asked, page))
                    .build();

    /// @param state of the list, read before; changes with everything that decides what is in it
    Page page(ReadTx tx, Viewer viewer, EmailQuery query, String state) {
        if (ReplicaSearchQueries.looksForText(query.filter())) {
            return ReplicaListQueries.page(tx, viewer, query); // Words may be read after the mail.
        }
        Asked asked = new Asked(viewer, state, query);
        Page known = answered.getIfPresent(asked);
        if (known != null) {
            return known;
        }
        Page page = ReplicaListQueries.page(tx, viewer, query);
        if (query.filter().toString().length() < LONG_QUESTION) {
            answered.put(asked, page);
        }
        return page;
    }

    private static int weight(Asked asked, Page page) {
        return 500 + 4 * asked.query.filter().toString().length() + 32 * page.ids().size();
    }
}
