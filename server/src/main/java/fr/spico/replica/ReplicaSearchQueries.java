package fr.spico.replica;

import fr.spico.platform.db.ReadTx;
import fr.spico.replica.EmailQuery.EmailFilter;
import fr.spico.replica.ReplicaFilterSql.Condition;
import fr.spico.replica.ReplicaFilterSql.Words;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Text search, newest first, for rare and frequent words alike (ADR 0032). What the planner would
/// have to guess is found out: the newest messages are looked at one by one, which answers for
/// frequent words and for small lists; whatever is not answered so is rare enough for the index.
final class ReplicaSearchQueries {

    /// Newest messages that are looked at one by one: some milliseconds.
    private static final int NEWEST = 500;

    private ReplicaSearchQueries() {}

    /// A window of the list of messages that match, newest first.
    ///
    /// @param firstOfThread further condition on `e`, given how words are looked at; adds its
    ///   parameters
    /// @return empty: neither the newest messages nor the table of words alone can tell
    static Optional<List<EmailId>> window(
            ReadTx tx,
            Viewer viewer,
            EmailFilter filter,
            long offset,
            int limit,
            Function<Map<String, @Nullable Object>, String> firstOfThread) {
        long wanted = offset + limit;
        if (wanted <= NEWEST) {
            Newest newest = new Newest(tx, viewer, filter, firstOfThread);
            List<EmailId> found = newest.matches(wanted);
            if (found.size() == wanted || newest.areAll()) {
                return Optional.of(found.stream().skip(offset).toList());
            }
        }
        Map<String, @Nullable Object> params = new HashMap<>();
        boolean wordsAlone = isOfTexts(filter) && firstOfThread.apply(params).isEmpty();
        return wordsAlone
                ? Optional.of(byWordsAlone(tx, viewer, filter, offset, limit))
                : Optional.empty();
    }

    /// How many match, if the table of words alone can tell.
    static Optional<Long> total(ReadTx tx, Viewer viewer, EmailFilter filter) {
        if (!isOfTexts(filter)) {
            return Optional.empty();
        }
        Condition condition = ReplicaFilterSql.of(viewer, filter, "s", Words.OWN_ROW);
        return Optional.of(
                tx.sql("select count(*) from replica_search s where " + condition.sql())
                        .params(condition.params())
                        .query(Long.class)
                        .single());
    }

    static boolean looksForText(EmailFilter filter) {
        return switch (filter) {
            case EmailFilter.Text text -> true;
            case EmailFilter.And(List<EmailFilter> of) ->
                    of.stream().anyMatch(f -> looksForText(f));
            case EmailFilter.Or(List<EmailFilter> of) -> of.stream().anyMatch(f -> looksForText(f));
            case EmailFilter.Not(List<EmailFilter> of) ->
                    of.stream().anyMatch(f -> looksForText(f));
            default -> false;
        };
    }

    private static boolean isOfTexts(EmailFilter filter) {
        return switch (filter) {
            case EmailFilter.Text text -> true;
            case EmailFilter.And(List<EmailFilter> of) -> of.stream().allMatch(f -> isOfTexts(f));
            case EmailFilter.Or(List<EmailFilter> of) -> of.stream().allMatch(f -> isOfTexts(f));
            case EmailFilter.Not(List<EmailFilter> of) -> of.stream().allMatch(f -> isOfTexts(f));
            default -> false;
        };
    }

    private static List<EmailId> byWordsAlone(
            ReadTx tx, Viewer viewer, EmailFilter filter, long offset, int limit) {
        Condition condition = ReplicaFilterSql.of(viewer, filter, "s", Words.OWN_ROW);
        return tx.sql(
                        "select s.email from replica_search s where "
                                + condition.sql()
                                + " order by s.received_at desc, s.email desc offset :offset limit :limit")
                .params(condition.params())
                .param("offset", offset)
                .param("limit", limit)
                .query((row, n) -> new EmailId(row.getLong(1)))
                .list();
    }

    /// The newest messages of those that the rest of the filter leaves.
    private record Newest(
            ReadTx tx,
            Viewer viewer,
            EmailFilter filter,
            Function<Map<String, @Nullable Object>, String> firstOfThread) {

        /// Stops at the last one that is wanted.
        List<EmailId> matches(long wanted) {
            Map<String, @Nullable Object> params = new HashMap<>();
            Condition texts = ReplicaFilterSql.of(viewer, only(true), "e", Words.PROBED);
            params.putAll(texts.params());
            params.put("wanted", wanted);
            String sql =
                    "select e.id from ("
                            + newest(params)
                            + ") e where "
                            + texts.sql()
                            + firstOfThread.apply(params)
                            + " order by e.received_at desc, e.id desc limit :wanted";
            return tx.sql(sql).params(params).query((row, n) -> new EmailId(row.getLong(1))).list();
        }

        /// Whether there are no others behind them.
        boolean areAll() {
            Map<String, @Nullable Object> params = new HashMap<>();
            return tx.sql("select count(*) < :newest from (" + newest(params) + ") e")
                    .params(params)
                    .query(Boolean.class)
                    .single();
        }

        private String newest(Map<String, @Nullable Object> params) {
            Condition rest = ReplicaFilterSql.of(viewer, only(false), "n", Words.PROBED);
            params.putAll(rest.params());
            params.put("newest", NEWEST);
            return "select n.* from replica_email n where "
                    + rest.sql()
                    + " order by n.received_at desc, n.id desc limit :newest";
        }

        private EmailFilter only(boolean texts) {
            Stream<EmailFilter> all =
                    filter instanceof EmailFilter.And(List<EmailFilter> of)
                            ? flat(of)
                            : Stream.of(filter);
            return new EmailFilter.And(all.filter(f -> looksForText(f) == texts).toList());
        }

        private static Stream<EmailFilter> flat(List<EmailFilter> of) {
            return of.stream()
                    .flatMap(f ->
                            f instanceof EmailFilter.And(List<EmailFilter> inner)
                                    ? flat(inner)
                                    : Stream.of(f));
        }
    }
}
