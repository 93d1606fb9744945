package fr.spico.directory;

import fr.spico.account.Account;
import fr.spico.account.Account.DirectoryScope;
import fr.spico.account.AccountId;
import fr.spico.directory.DirectoryCorrespondents.Known;
import fr.spico.directory.DirectoryRules.Source;
import fr.spico.directory.search.Found;
import fr.spico.directory.search.Question;
import fr.spico.directory.search.Question.Filter;
import fr.spico.directory.search.SearchIndex;
import fr.spico.mail.MssAddress;
import fr.spico.platform.db.ReadTx;
import fr.spico.platform.db.WriteTx;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// The feature's public entry.
@Component
public class Directory {

    private final DirectoryQueries queries;
    private final DirectoryIndexes indexes;
    private final DirectoryCorrespondents correspondents;
    private final DirectoryJobs jobs;

    Directory(
            DirectoryQueries queries,
            DirectoryIndexes indexes,
            DirectoryCorrespondents correspondents,
            DirectoryJobs jobs) {
        this.queries = queries;
        this.indexes = indexes;
        this.correspondents = correspondents;
        this.jobs = jobs;
    }

    /// The entry of an address, if the scope holds it.
    public Optional<DirectoryEntry> find(ReadTx tx, DirectoryScope scope, MssAddress address) {
        return queries.find(tx, DirectoryRules.sources(scope), address);
    }

    /// Remembers whom an account writes to, so that they come first when it searches. Addresses of
    /// no directory are not remembered: patients are in none.
    public void wroteTo(WriteTx tx, AccountId account, Collection<MssAddress> recipients) {
        correspondents.wroteTo(tx, account, recipients);
    }

    /// Forgets whom an account wrote to.
    public void forgetRecents(WriteTx tx, AccountId account) {
        correspondents.forgetRecents(tx, account);
    }

    /// Finds people and structures. The searcher decides what may be found (row S2) and, among
    /// equals, what comes first.
    ///
    /// @param known whom the searcher knows
    /// @param limit 1–100, otherwise the nearest
    /// @param counting whether facets are wanted
    DirectoryAnswer search(
            Account searcher,
            Known known,
            String typed,
            Filter filter,
            int limit,
            boolean counting) {
        DirectoryScope scope = searcher.directoryScope();
        Question question =
                new Question(
                        typed,
                        filter,
                        shelves(DirectoryRules.sources(scope)),
                        searcher.department(),
                        known.addresses(),
                        List.copyOf(known.circle().rpps()),
                        DirectoryRules.limit(limit),
                        counting);
        DirectoryAnswer answer =
                indexes.ask(
                        imported -> DirectoryRules.serves(imported, scope),
                        index -> search(index, question, scope));
        return answer == null
                ? new DirectoryAnswer.NotReady(jobs.progress(DirectoryRules.named(scope)))
                : answer;
    }

    private static DirectoryAnswer search(
            SearchIndex index, Question question, DirectoryScope scope) {
        Found found = index.search(question);
        boolean beyond =
                scope == DirectoryScope.REGIONAL
                        && !isSure(found)
                        && isSure(index.search(everywhere(question)));
        return new DirectoryAnswer.Found(found, beyond);
    }

    private static Question everywhere(Question question) {
        return new Question(
                question.typed(),
                question.filter(),
                shelves(Set.of(Source.values())),
                question.department(),
                List.of(),
                List.of(),
                1,
                false);
    }

    private static boolean isSure(Found found) {
        return found.hits().stream()
                .anyMatch(hit -> hit.match().compareTo(Found.Match.PREFIX) <= 0);
    }

    /// Where the index keeps what comes from a source.
    private static Set<Integer> shelves(Set<Source> sources) {
        return sources.stream().map(Source::ordinal).collect(Collectors.toSet());
    }
}
