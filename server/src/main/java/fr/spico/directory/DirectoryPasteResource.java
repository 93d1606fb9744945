package fr.spico.directory;

import fr.spico.account.Caller;
import fr.spico.directory.DirectoryCorrespondents.Known;
import fr.spico.directory.search.Found;
import fr.spico.directory.search.Found.Hit;
import fr.spico.directory.search.Found.Match;
import fr.spico.directory.search.Question.Filter;
import fr.spico.platform.http.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// `/api/directory/resolve`: a pasted list of addresses or names, each looked up. Not audited, like
/// searches.
@RestController
class DirectoryPasteResource {

    private static final int MOST_PARTS = 200;
    private static final int LONGEST = 50_000;
    private static final int CANDIDATES = 5;
    private static final Pattern ADDRESS =
            Pattern.compile("[^\\s<>,;:\"'()\\[\\]]+@[^\\s<>,;:\"'()\\[\\]]+");

    private final Directory directory;
    private final DirectoryCorrespondents correspondents;

    DirectoryPasteResource(Directory directory, DirectoryCorrespondents correspondents) {
        this.directory = directory;
        this.correspondents = correspondents;
    }

    /// @param text lines, or parts separated by `;` or – between addresses – by `,`
    record Pasted(@Nullable String text) {
        @Override
        public String toString() {
            return "Pasted[…]";
        }
    }

    record Resolution(List<Resolved> recipients) {}

    /// @param typed one part of what was pasted
    /// @param entry if there is no doubt
    /// @param candidates otherwise, best first
    /// @param message why there is no entry
    record Resolved(
            String typed,
            @Nullable DirectoryEntryView entry,
            List<DirectoryResult> candidates,
            @Nullable String message) {
        @Override
        public String toString() {
            return "Resolved[…]";
        }
    }

    @PostMapping("/api/directory/resolve")
    Resolution resolve(Caller caller, @RequestBody Pasted pasted) {
        String text = pasted.text() == null ? "" : pasted.text();
        List<String> parts = parts(text);
        if (parts.isEmpty() || parts.size() > MOST_PARTS || text.length() > LONGEST) {
            throw new Problem(
                    HttpStatus.BAD_REQUEST,
                    "bad-request",
                    "Collez de 1 à %d adresses ou noms, un par ligne.".formatted(MOST_PARTS));
        }
        Known known = correspondents.known(caller.id());
        return new Resolution(parts.stream().map(part -> resolve(caller, known, part)).toList());
    }

    static List<String> parts(String text) {
        List<String> parts = new ArrayList<>();
        for (String line : text.split("[\\n\\r;]+")) {
            long addresses = ADDRESS.matcher(line).results().count();
            Stream.of(addresses > 1 ? line.split(",") : new String[] {line})
                    .flatMap(part -> addresses > 1 ? addresses(part) : Stream.of(part))
                    .map(String::strip)
                    .filter(part -> !part.isEmpty())
                    .forEach(parts::add);
        }
        return parts;
    }

    /// Addresses may be separated by blanks alone.
    private static Stream<String> addresses(String part) {
        long count = ADDRESS.matcher(part).results().count();
        return count > 1
                ? ADDRESS.matcher(part).results().map(result -> result.group())
                : Stream.of(part);
    }

    private Resolved resolve(Caller caller, Known known, String part) {
        Matcher address = ADDRESS.matcher(part);
        String question = address.find() ? address.group() : part;
        return switch (directory.search(
                caller.account(), known, question, Filter.NONE, CANDIDATES, false)) {
            case DirectoryAnswer.Found answer -> resolved(part, known, answer);
            case DirectoryAnswer.NotReady(OptionalDouble progress) ->
                    throw DirectoryResource.notReady(progress);
        };
    }

    /// No doubt is left if exactly one mailbox says what was pasted; others may resemble it.
    private static Resolved resolved(String part, Known known, DirectoryAnswer.Found answer) {
        Found found = answer.found();
        List<Hit> exact = found.hits().stream().filter(hit -> hit.match() == Match.EXACT).toList();
        if (exact.size() == 1) {
            DirectoryEntry entry = exact.getFirst().entry();
            return new Resolved(part, DirectoryEntryView.of(entry), List.of(), null);
        }
        return new Resolved(
                part,
                null,
                found.hits().stream().map(hit -> DirectoryResult.of(hit, known)).toList(),
                message(answer));
    }

    private static String message(DirectoryAnswer.Found answer) {
        if (answer.beyondScope()) {
            return "Ce correspondant est dans l’annuaire national, ouvert aux comptes qui portent un"
                    + " numéro RPPS ou ADELI.";
        }
        return answer.found().total() == 0
                ? "Personne ne répond à cette recherche dans l’annuaire."
                : "Ce n’est pas certain : choisissez parmi les correspondants proposés.";
    }
}
