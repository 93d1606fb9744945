package fr.spico.replica;

import fr.spico.platform.db.ReadTx;
import fr.spico.replica.EmailQuery.EmailFilter;
import fr.spico.replica.EmailQuery.Page;
import fr.spico.replica.EmailQuery.Sort;
import fr.spico.replica.ReplicaFilterSql.Condition;
import fr.spico.replica.ReplicaFilterSql.Words;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Lists of messages: filter, order, window (RFC 8621 §4.4).
final class ReplicaListQueries {

    private static final int MAX_LIMIT = 10_000;

    /// Below this, counting rows costs next to nothing.
    private static final int FAR = 1_000;

    private ReplicaListQueries() {}

    static Page page(ReadTx tx, Viewer viewer, EmailQuery query) {
        Listing listing = new Listing(tx, viewer, query);
        Long total = query.calculateTotal() || query.position() < 0 ? listing.total() : null;
        Optional<Long> start = start(listing, query, total);
        if (start.isEmpty()) {
            return new Page(List.of(), 0, asked(query, total), false);
        }
        int limit = Math.clamp(query.limit(), 0, MAX_LIMIT);
        List<EmailId> ids = listing.ids(start.get(), limit, total);
        return new Page(ids, start.get(), asked(query, total), true);
    }

    private static Optional<Long> start(Listing listing, EmailQuery query, @Nullable Long total) {
        if (query.anchor() != null) {
            return listing.positionOf(query.anchor())
                    .map(at -> Math.max(0, at + query.anchorOffset()));
        }
        return Optional.of(
                query.position() >= 0 || total == null
                        ? Math.max(0, query.position())
                        : Math.max(0, total + query.position()));
    }

    private static @Nullable Long asked(EmailQuery query, @Nullable Long total) {
        return query.calculateTotal() ? total : null;
    }

    /// One list: what is in it and in which order.
    record Listing(ReadTx tx, Viewer viewer, EmailQuery query) {

        /// @param total if it is known
        List<EmailId> ids(long offset, int limit, @Nullable Long total) {
            if (limit == 0) {
                return List.of();
            }
            Optional<List<EmailId>> found = searched(offset, limit);
            if (found.isPresent()) {
                return found.get();
            }
            if (total != null && offset > Math.max(FAR, total / 2) && isNewestFirst()) {
                return listedFromTheEnd(offset, limit, total);
            }
            return listed(offset, limit);
        }

        /// What stands far down is counted from the other end.
        private List<EmailId> listedFromTheEnd(long offset, int limit, long total) {
            long behind = Math.max(0, total - offset - limit);
            int few = (int) Math.clamp(total - offset, 0, limit);
            return listed("e.received_at, e.id", new HashMap<>(), behind, few).reversed();
        }

        private Optional<List<EmailId>> searched(long offset, int limit) {
            boolean search = isNewestFirst() && ReplicaSearchQueries.looksForText(query.filter());
            return search
                    ? ReplicaSearchQueries.window(
                            tx, viewer, query.filter(), offset, limit, this::onceOfThread)
                    : Optional.empty();
        }

        private String onceOfThread(Map<String, @Nullable Object> params) {
            return query.collapseThreads() ? " and " + firstOfThread(params, Words.PROBED) : "";
        }

        private List<EmailId> listed(long offset, int limit) {
            Map<String, @Nullable Object> params = new HashMap<>();
            return listed(order("e", params), params, offset, limit);
        }

        private List<EmailId> listed(
                String order, Map<String, @Nullable Object> params, long offset, int limit) {
            String sql =
                    "select e.id from replica_email e where "
                            + condition(params)
                            + " order by "
                            + order
                            + " offset :offset limit :limit";
            params.put("offset", offset);
            params.put("limit", limit);
            return tx.sql(sql).params(params).query((row, n) -> new EmailId(row.getLong(1))).list();
        }

        long total() {
            return countedAlready().orElseGet(this::count);
        }

        private long count() {
            return query.collapseThreads()
                    ? countRows()
                    : ReplicaSearchQueries.total(tx, viewer, query.filter())
                            .orElseGet(this::countRows);
        }

        private long countRows() {
            Map<String, @Nullable Object> params = new HashMap<>();
            Condition condition = ReplicaFilterSql.of(viewer, query.filter(), "e");
            params.putAll(condition.params());
            String what = query.collapseThreads() ? "count(distinct e.thread)" : "count(*)";
            return tx.sql("select " + what + " from replica_email e where " + condition.sql())
                    .params(params)
                    .query(Long.class)
                    .single();
        }

        /// A whole folder is counted by its counters.
        private Optional<Long> countedAlready() {
            if (!(query.filter() instanceof EmailFilter.InFolder(FolderId folder))) {
                return Optional.empty();
            }
            String column = query.collapseThreads() ? "threads" : "emails";
            return Optional.of(
                    tx.sql(
                                    "select coalesce(sum("
                                            + column
                                            + (viewer.patients() ? "" : "_pro")
                                            + "), 0)::bigint from replica_folder where id = :id and mailbox = :mailbox")
                            .param("id", folder.value())
                            .param("mailbox", viewer.mailbox().value())
                            .query(Long.class)
                            .single());
        }

        Optional<Long> positionOf(EmailId anchor) {
            return positions(List.of(anchor)).stream().map(EmailQuery.Added::index).findFirst();
        }

        /// Those of some messages that are in the list, by place.
        List<EmailQuery.Added> positions(Collection<EmailId> wanted) {
            Map<String, @Nullable Object> params = new HashMap<>();
            String sql =
                    "select id, at from (select e.id, row_number() over (order by "
                            + order("e", params)
                            + ") - 1 as at from replica_email e where "
                            + condition(params)
                            + ") numbered where id = any (:wanted) order by at";
            params.put("wanted", wanted.stream().map(EmailId::value).toArray(Long[]::new));
            return tx.sql(sql)
                    .params(params)
                    .query((row, n) ->
                            new EmailQuery.Added(new EmailId(row.getLong(1)), row.getLong(2)))
                    .list();
        }

        private String condition(Map<String, @Nullable Object> params) {
            Condition condition = ReplicaFilterSql.of(viewer, query.filter(), "e");
            params.putAll(condition.params());
            return query.collapseThreads()
                    ? condition.sql() + " and " + firstOfThread(params, Words.INDEXED)
                    : condition.sql();
        }

        /// No other match of the conversation stands before this one.
        private String firstOfThread(Map<String, @Nullable Object> params, Words words) {
            Condition other = ReplicaFilterSql.of(viewer, query.filter(), "o", words);
            params.putAll(other.params());
            return "not exists (select from replica_email o where o.thread = e.thread and "
                    + other.sql()
                    + " and "
                    + before("o", "e", params)
                    + ")";
        }

        /// Whether one row stands before another in the list's order.
        private String before(String one, String other, Map<String, @Nullable Object> params) {
            if (isNewestFirst()) {
                return newer(one, other);
            }
            StringBuilder tie = new StringBuilder();
            StringBuilder any = new StringBuilder("(");
            for (Sort sort : query.sort()) {
                String a = key(sort, one, params);
                String b = key(sort, other, params);
                any.append(tie).append(a).append(sort.ascending() ? " < " : " > ").append(b);
                any.append(" or ");
                tie.append(a).append(" = ").append(b).append(" and ");
            }
            return any.append(tie).append(newer(one, other)).append(")").toString();
        }

        private static String newer(String one, String other) {
            return "(%1$s.received_at, %1$s.id) > (%2$s.received_at, %2$s.id)"
                    .formatted(one, other);
        }

        private boolean isNewestFirst() {
            return query.sort().isEmpty()
                    || (query.sort().size() == 1 && isNewestFirst(query.sort().getFirst()));
        }

        private static boolean isNewestFirst(Sort sort) {
            return sort.key() == EmailQuery.Key.RECEIVED_AT && !sort.ascending();
        }

        private String order(String row, Map<String, @Nullable Object> params) {
            String newestFirst = row + ".received_at desc, " + row + ".id desc";
            if (isNewestFirst()) {
                return newestFirst;
            }
            return query.sort().stream()
                            .map(s -> key(s, row, params) + (s.ascending() ? " asc, " : " desc, "))
                            .collect(Collectors.joining())
                    + newestFirst;
        }

        private String key(Sort sort, String row, Map<String, @Nullable Object> params) {
            return switch (sort.key()) {
                case RECEIVED_AT -> row + ".received_at";
                case SENT_AT -> row + ".sent_at";
                case SIZE -> row + ".size";
                case FROM -> row + ".from_sort";
                case TO -> row + ".to_sort";
                case SUBJECT -> row + ".subject_sort";
                case HAS_KEYWORD ->
                        "(%s.keywords @> array[%s::text])".formatted(row, keyword(sort, params));
                case ALL_IN_THREAD_HAVE_KEYWORD -> inThread(sort, row, params, true);
                case SOME_IN_THREAD_HAVE_KEYWORD -> inThread(sort, row, params, false);
            };
        }

        private String inThread(
                Sort sort, String row, Map<String, @Nullable Object> params, boolean all) {
            return "(select %s(t.keywords @> array[%s::text]) from replica_email t where t.thread = %s.thread%s)"
                    .formatted(
                            all ? "bool_and" : "bool_or",
                            keyword(sort, params),
                            row,
                            viewer.patients() ? "" : " and t.message_type = 0");
        }

        private static String keyword(Sort sort, Map<String, @Nullable Object> params) {
            String name = "keyword" + params.size();
            String keyword = sort.keyword() == null ? "" : sort.keyword();
            params.put(name, keyword.toLowerCase(java.util.Locale.ROOT));
            return ":" + name;
        }
    }
}
