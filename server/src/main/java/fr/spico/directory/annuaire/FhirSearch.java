package fr.spico.directory.annuaire;

import fr.spico.directory.annuaire.AnnuaireException.Kind;
import fr.spico.directory.annuaire.FhirPage.Item;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleConsumer;

/// The searches of one reading, page by page; numbers what comes.
final class FhirSearch {

    private final FhirCalls calls;
    private final Patience patience;
    private final int pageSize;
    private long rank;

    FhirSearch(FhirCalls calls, Patience patience, int pageSize) {
        this.calls = calls;
        this.patience = patience;
        this.pageSize = pageSize;
    }

    interface Taker {
        /// @param rank in everything that was read, from 1
        void take(Item item, long rank) throws AnnuaireException;
    }

    /// Every resource of a search, in its order.
    ///
    /// @param progress told the share that came, 0–1
    /// @throws AnnuaireException if one page cannot be had
    void each(String query, Taker taker, DoubleConsumer progress) throws AnnuaireException {
        Set<String> seen = new HashSet<>();
        Optional<String> url = Optional.of(query + "&_count=" + pageSize);
        for (int number = 1; url.isPresent(); number++) {
            if (!seen.add(url.get())) {
                throw new AnnuaireException(Kind.DAMAGED, null).atPage(number);
            }
            FhirPage page = page(url.get(), number);
            for (Item item : page.items()) {
                taker.take(item, ++rank);
            }
            int whole = Math.max(page.total().orElse(number * pageSize * 2), 1);
            progress.accept(Math.min(1, number * pageSize / (double) whole));
            url = page.next();
        }
    }

    /// The same for a list of ids, which is cut into pieces that an address can hold.
    ///
    /// @param query ends where the ids come
    void each(String query, Collection<String> ids, Taker taker, DoubleConsumer progress)
            throws AnnuaireException {
        List<String> all = new ArrayList<>(ids);
        for (int from = 0; from < all.size(); from += pageSize) {
            int to = Math.min(from + pageSize, all.size());
            each(query + String.join(",", all.subList(from, to)), taker, share -> {});
            progress.accept(to / (double) all.size());
        }
    }

    private FhirPage page(String url, int number) throws AnnuaireException {
        try {
            return calls.get(url, patience);
        } catch (AnnuaireException e) {
            throw number > 1 ? e.atPage(number) : e;
        }
    }
}
