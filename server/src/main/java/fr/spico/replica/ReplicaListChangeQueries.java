package fr.spico.replica;

import fr.spico.platform.db.ReadTx;
import fr.spico.replica.EmailQuery.Added;
import fr.spico.replica.EmailQuery.EmailFilter;
import fr.spico.replica.EmailQuery.ListChange;
import fr.spico.replica.EmailQuery.Sort;
import fr.spico.replica.ReplicaListQueries.Listing;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// How a list differs from what it was (RFC 8620 §5.6), found out from the log of changes: a
/// message that changed is taken out and put in where it belongs now.
final class ReplicaListChangeQueries {

    /// More changes than this are no cheaper than asking anew.
    private static final int AT_MOST = 5_000;

    private ReplicaListChangeQueries() {}

    static Optional<ListChange> changes(
            ReadTx tx, Viewer viewer, EmailQuery query, long since, Optional<EmailId> upTo) {
        ReplicaChange log =
                ReplicaQueries.changes(tx, viewer, ReplicaChange.Type.EMAIL, since, AT_MOST);
        if (!log.upToDate() || log.hasMore()) {
            return Optional.empty();
        }
        Listing listing = new Listing(tx, viewer, query);
        boolean byThread = query.collapseThreads() || looksAtThreads(query);
        boolean fixed = !byThread && isFixed(query);
        Set<EmailId> created = ids(log.created());
        Set<EmailId> moved = fixed ? new LinkedHashSet<>() : ids(log.updated());
        if (byThread) {
            moved.addAll(inSameThreads(tx, viewer, since, created, moved));
            moved.removeAll(created);
        }
        Set<EmailId> removed = new LinkedHashSet<>(moved);
        removed.addAll(ids(log.destroyed()));
        moved.addAll(created);
        List<Added> added = moved.isEmpty() ? List.of() : listing.positions(moved);
        return Optional.of(
                new ListChange(
                        List.copyOf(removed),
                        fixed ? notBehind(listing, upTo, added) : added,
                        total(query, listing)));
    }

    private static @Nullable Long total(EmailQuery query, Listing listing) {
        return query.calculateTotal() ? listing.total() : null;
    }

    private static List<Added> notBehind(
            Listing listing, Optional<EmailId> upTo, List<Added> added) {
        long last = upTo.flatMap(listing::positionOf).orElse(Long.MAX_VALUE);
        return added.stream().filter(a -> a.index() <= last).toList();
    }

    /// Messages whose place may follow from that of another one in their conversation. A message
    /// that left a conversation is told in the log of conversations.
    private static Set<EmailId> inSameThreads(
            ReadTx tx,
            Viewer viewer,
            long since,
            Collection<EmailId> created,
            Collection<EmailId> updated) {
        return tx
                .sql(
                        """
                        select e.id from replica_email e
                        where e.mailbox = :mailbox and (:patients or e.message_type = 0) and e.thread in (
                            select thread from replica_email where mailbox = :mailbox and id = any (:changed)
                            union
                            select object from replica_change
                            where mailbox = :mailbox and type = 1 and seq > :since)\
                        """)
                .param("mailbox", viewer.mailbox().value())
                .param("patients", viewer.patients())
                .param("since", since)
                .param(
                        "changed",
                        Stream.concat(created.stream(), updated.stream())
                                .map(EmailId::value)
                                .toArray(Long[]::new))
                .query((row, n) -> new EmailId(row.getLong(1)))
                .list()
                .stream()
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Set<EmailId> ids(List<Long> numbers) {
        return numbers.stream()
                .map(EmailId::new)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /// Whether no message in the list can come, go or move by changing.
    private static boolean isFixed(EmailQuery query) {
        return isFixed(query.filter()) && query.sort().stream().allMatch(s -> isFixed(s));
    }

    private static boolean isFixed(Sort sort) {
        return switch (sort.key()) {
            case RECEIVED_AT, SENT_AT, SIZE, FROM, TO, SUBJECT -> true;
            case HAS_KEYWORD, ALL_IN_THREAD_HAVE_KEYWORD, SOME_IN_THREAD_HAVE_KEYWORD -> false;
        };
    }

    private static boolean isFixed(EmailFilter filter) {
        return switch (filter) {
            case EmailFilter.And(List<EmailFilter> of) -> of.stream().allMatch(f -> isFixed(f));
            case EmailFilter.Or(List<EmailFilter> of) -> of.stream().allMatch(f -> isFixed(f));
            case EmailFilter.Not(List<EmailFilter> of) -> of.stream().allMatch(f -> isFixed(f));
            case EmailFilter.InFolder f -> false;
            case EmailFilter.NotInFolders f -> false;
            case EmailFilter.InRole f -> false;
            case EmailFilter.HasKeyword f -> false;
            case EmailFilter.ThreadHasKeyword f -> false;
            case EmailFilter.All f -> true;
            case EmailFilter.ReceivedBefore f -> true;
            case EmailFilter.ReceivedFrom f -> true;
            case EmailFilter.ArrivedWithin f -> true;
            case EmailFilter.MinSize f -> true;
            case EmailFilter.MaxSize f -> true;
            case EmailFilter.HasAttachment f -> true;
            case EmailFilter.OfType f -> true;
            case EmailFilter.OfDirection f -> true;
            case EmailFilter.Text f -> true;
            case EmailFilter.Header f -> true;
        };
    }

    private static boolean looksAtThreads(EmailQuery query) {
        boolean inOrder =
                query.sort().stream().anyMatch(sort -> sort.key().name().contains("IN_THREAD"));
        return inOrder || looksAtThreads(query.filter());
    }

    private static boolean looksAtThreads(EmailFilter filter) {
        return switch (filter) {
            case EmailFilter.And(List<EmailFilter> of) ->
                    of.stream().anyMatch(f -> looksAtThreads(f));
            case EmailFilter.Or(List<EmailFilter> of) ->
                    of.stream().anyMatch(f -> looksAtThreads(f));
            case EmailFilter.Not(List<EmailFilter> of) ->
                    of.stream().anyMatch(f -> looksAtThreads(f));
            case EmailFilter.ThreadHasKeyword f -> true;
            default -> false;
        };
    }
}
