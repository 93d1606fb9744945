package fr.spico.replica;

import fr.spico.replica.EmailQuery.EmailFilter;
import fr.spico.replica.EmailQuery.Place;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Turns a filter into a condition on `replica_email`. Values are parameters, never text of the
/// statement.
final class ReplicaFilterSql {

    private final Viewer viewer;
    private final String alias;
    private final Words words;
    private final Map<String, @Nullable Object> params;

    private ReplicaFilterSql(
            Viewer viewer, String alias, Words words, Map<String, @Nullable Object> params) {
        this.viewer = viewer;
        this.alias = alias;
        this.words = words;
        this.params = params;
    }

    /// How the words of a message are looked at.
    enum Words {
        /// Through the index: for lists of any kind.
        INDEXED,
        /// Message by message: for few of them, or where most match.
        PROBED,
        /// `alias` is a row of `replica_search` itself; for filters of nothing but texts.
        OWN_ROW
    }

    /// A condition and its named parameters.
    record Condition(String sql, Map<String, @Nullable Object> params) {}

    /// What the viewer may see and what matches the filter. `alias` names the row of
    /// `replica_email`; conditions of different aliases can stand in one statement.
    static Condition of(Viewer viewer, EmailFilter filter, String alias) {
        return of(viewer, filter, alias, Words.INDEXED);
    }

    static Condition of(Viewer viewer, EmailFilter filter, String alias, Words words) {
        Map<String, @Nullable Object> params = new HashMap<>();
        String sql = new ReplicaFilterSql(viewer, alias, words, params).whole(filter);
        return new Condition(sql, params);
    }

    private String whole(EmailFilter filter) {
        String own = col("mailbox") + " = " + param(viewer.mailbox().value());
        String visible = viewer.patients() ? "" : " and " + col("message_type") + " = 0";
        return own + visible + " and " + sql(filter);
    }

    private String sql(EmailFilter filter) {
        return switch (filter) {
            case EmailFilter.All() -> "true";
            case EmailFilter.And(List<EmailFilter> of) -> joined(of, " and ", "true");
            case EmailFilter.Or(List<EmailFilter> of) -> joined(of, " or ", "false");
            case EmailFilter.Not(List<EmailFilter> of) -> not(of);
            case EmailFilter.InFolder(FolderId folder) -> equal("folder", folder.value());
            case EmailFilter.NotInFolders(List<FolderId> folders) ->
                    "not " + col("folder") + " = any (" + param(folderIds(folders)) + ")";
            case EmailFilter.InRole(var role) -> inRole(role.name());
            case EmailFilter.ReceivedBefore(Instant time) ->
                    col("received_at") + " < " + time(time);
            case EmailFilter.ReceivedFrom(Instant time) -> col("received_at") + " >= " + time(time);
            case EmailFilter.ArrivedWithin(Instant from, Instant until) -> arrived(from, until);
            case EmailFilter.MinSize(long octets) -> col("size") + " >= " + param(octets);
            case EmailFilter.MaxSize(long octets) -> col("size") + " < " + param(octets);
            case EmailFilter.HasKeyword(String keyword) -> keyword(alias, keyword);
            case EmailFilter.HasAttachment(boolean value) ->
                    (value ? "" : "not ") + col("has_attachment");
            case EmailFilter.OfType(MessageType type) -> equal("message_type", type.ordinal());
            case EmailFilter.OfDirection(Direction direction) ->
                    equal("direction", direction.ordinal());
            case EmailFilter.Text(Place place, String words) -> text(place, words);
            case EmailFilter.Header(String name, String contains) -> header(name, contains);
            case EmailFilter.ThreadHasKeyword(String keyword, boolean all) ->
                    threadHasKeyword(keyword, all);
        };
    }

    private String joined(List<EmailFilter> of, String operator, String ofNothing) {
        return of.isEmpty()
                ? ofNothing
                : of.stream().map(this::sql).collect(Collectors.joining(operator, "(", ")"));
    }

    /// Each on its own, so that `not seen` and the like are seen by partial indexes.
    private String not(List<EmailFilter> of) {
        return of.isEmpty()
                ? "true"
                : of.stream()
                        .map(f -> "not " + sql(f))
                        .collect(Collectors.joining(" and ", "(", ")"));
    }

    private String inRole(String role) {
        return col("folder")
                + " = any (array(select id from replica_folder where mailbox = "
                + param(viewer.mailbox().value())
                + " and role = "
                + param(role)
                + "))";
    }

    private String arrived(@Nullable Instant from, @Nullable Instant until) {
        return Stream.of(
                        from == null ? "" : col("arrived_at") + " >= " + time(from),
                        until == null ? "" : col("arrived_at") + " < " + time(until))
                .filter(s -> !s.isEmpty())
                .reduce((a, b) -> "(" + a + " and " + b + ")")
                .orElse("true");
    }

    private String keyword(String row, String keyword) {
        return switch (keyword.toLowerCase(Locale.ROOT)) {
            case "$seen" -> row + ".seen";
            case "$flagged" -> row + ".flagged";
            default ->
                    row
                            + ".keywords @> array["
                            + param(keyword.toLowerCase(Locale.ROOT))
                            + "::text]";
        };
    }

    private String threadHasKeyword(String keyword, boolean all) {
        String row = alias + "_in_thread";
        String has = keyword(row, keyword);
        String hidden = viewer.patients() ? "" : " and " + row + ".message_type = 0";
        return (all ? "not " : "")
                + "exists (select from replica_email "
                + row
                + " where "
                + row
                + ".thread = "
                + col("thread")
                + hidden
                + " and "
                + (all ? "not " : "")
                + has
                + ")";
    }

    private String text(Place place, String typed) {
        Optional<String> query = ReplicaTextSql.of(place, typed, this::param);
        if (query.isEmpty()) {
            return typed.isBlank() ? "true" : "false";
        }
        // As a scalar subquery the text is analysed once and not for each row.
        String words = "words @@ (select " + query.get() + ")";
        return switch (this.words) {
            case OWN_ROW -> col(words);
            case PROBED -> probed(alias + "_words." + words);
            case INDEXED ->
                    col("id")
                            + " in (select email from replica_search where mailbox = "
                            + param(viewer.mailbox().value())
                            + " and "
                            + words
                            + ")";
        };
    }

    /// The offset keeps the planner from turning it into a join.
    private String probed(String condition) {
        return "exists (select from replica_search %1$s_words where %1$s_words.email = %1$s.id and %2$s offset 0)"
                .formatted(alias, condition);
    }

    /// The field's raw form, octet by octet; `contains` is looked for as it is typed, the case of
    /// ASCII ignored.
    private String header(String name, @Nullable String contains) {
        String pattern =
                "(?in)^"
                        + quoted(name)
                        + ":"
                        + (contains == null ? "" : "(.|\\r?\\n[ \\t])*" + quoted(octets(contains)));
        return col("id")
                + " in (select email from replica_content where mailbox = "
                + param(viewer.mailbox().value())
                + " and convert_from(header, 'LATIN1') ~ "
                + param(pattern)
                + ")";
    }

    /// UTF-8 seen through the eyes of LATIN1, as the header is.
    private static String octets(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private static String quoted(String text) {
        return text.replaceAll("[^\\p{L}\\p{N}]", "\\\\$0");
    }

    private String equal(String column, Object value) {
        return col(column) + " = " + param(value);
    }

    private String time(Instant time) {
        return param(time.atOffset(ZoneOffset.UTC));
    }

    private String col(String column) {
        return alias + "." + column;
    }

    private String param(Object value) {
        String name = alias + params.size();
        params.put(name, value);
        return ":" + name;
    }

    private static Long[] folderIds(List<FolderId> folders) {
        return folders.stream().map(FolderId::value).toArray(Long[]::new);
    }
}
