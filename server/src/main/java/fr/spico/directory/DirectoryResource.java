package fr.spico.directory;

import fr.spico.account.Caller;
import fr.spico.directory.DirectoryCorrespondents.Known;
import fr.spico.directory.search.Found;
import fr.spico.directory.search.Found.Facet;
import fr.spico.directory.search.Question.Filter;
import fr.spico.platform.http.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// `/api/directory/search`. Searches are not audited: the directory names no patient, and there is
/// one for every key that is struck.
@RestController
class DirectoryResource {

    private static final String BEYOND_SCOPE =
            "D’autres correspondants répondent à cette recherche dans l’annuaire national. Il est"
                    + " ouvert aux comptes qui portent un numéro RPPS ou ADELI.";

    private final Directory directory;
    private final DirectoryCorrespondents correspondents;

    DirectoryResource(Directory directory, DirectoryCorrespondents correspondents) {
        this.directory = directory;
        this.correspondents = correspondents;
    }

    /// @param total of all that was found, these and others
    /// @param took milliseconds at the server
    /// @param facets only if they were asked for
    /// @param beyondScope what the searcher would need to see more
    record Page(
            List<DirectoryResult> results,
            int total,
            double took,
            String scope,
            @Nullable Map<String, List<Count>> facets,
            @Nullable BeyondScope beyondScope) {
        @Override
        public String toString() {
            return "Page[" + total + "]";
        }
    }

    record Count(String value, int count) {}

    record BeyondScope(String message) {}

    /// @param q as one types: names, a town, a profession, an address, an RPPS number, in any order
    /// @param dossier that the caller writes about: its care circle comes first among equals
    /// @param facets whether to count what all results have
    @GetMapping("/api/directory/search")
    Page search(
            Caller caller,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(defaultValue = "20") int limit,
            @RequestParam(defaultValue = "") String profession,
            @RequestParam(defaultValue = "") String specialty,
            @RequestParam(defaultValue = "") String department,
            @RequestParam(defaultValue = "") String town,
            @RequestParam(defaultValue = "") String type,
            @RequestParam(defaultValue = "") String dossier,
            @RequestParam(defaultValue = "false") boolean facets) {
        Filter filter = new Filter(profession, specialty, department, town, type);
        if (q == null && filter.isNone()) {
            throw new Problem(
                    HttpStatus.BAD_REQUEST, "bad-request", "Indiquez ce que vous cherchez.");
        }
        long start = System.nanoTime();
        Known known = correspondents.known(caller.account(), dossier);
        return switch (directory.search(
                caller.account(), known, q == null ? "" : q, filter, limit, facets)) {
            case DirectoryAnswer.Found found ->
                    page(caller, known, found, System.nanoTime() - start);
            case DirectoryAnswer.NotReady(OptionalDouble progress) -> throw notReady(progress);
        };
    }

    static Problem notReady(OptionalDouble progress) {
        if (progress.isEmpty()) {
            return new Problem(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "directory-missing",
                    "L’annuaire n’est pas encore en service : un administrateur doit l’importer.");
        }
        return new Problem(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "directory-not-ready",
                        "L’annuaire se prépare : réessayez dans un instant.")
                .with("progress", progress.getAsDouble());
    }

    private static Page page(Caller caller, Known known, DirectoryAnswer.Found answer, long nanos) {
        Found found = answer.found();
        return new Page(
                found.hits().stream().map(hit -> DirectoryResult.of(hit, known)).toList(),
                found.total(),
                Math.round(nanos / 10_000.0) / 100.0,
                caller.account().directoryScope().name().toLowerCase(Locale.ROOT),
                facets(found.facets()),
                answer.beyondScope() ? new BeyondScope(BEYOND_SCOPE) : null);
    }

    private static @Nullable Map<String, List<Count>> facets(List<Facet> facets) {
        if (facets.isEmpty()) {
            return null;
        }
        Map<String, List<Count>> byField = new LinkedHashMap<>();
        for (Facet facet : facets) {
            byField.put(
                    facet.field(),
                    facet.counts().stream().map(c -> new Count(c.value(), c.entries())).toList());
        }
        return byField;
    }
}
