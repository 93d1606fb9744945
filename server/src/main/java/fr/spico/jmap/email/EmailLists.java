package fr.spico.jmap.email;

import fr.spico.discussions.Discussions;
import fr.spico.jmap.core.Arguments;
import fr.spico.jmap.core.Capability;
import fr.spico.jmap.core.MethodCall;
import fr.spico.jmap.core.QueryCall;
import fr.spico.jmap.core.QueryCall.Comparison;
import fr.spico.platform.db.ReadTx;
import fr.spico.replica.EmailId;
import fr.spico.replica.EmailQuery;
import fr.spico.replica.EmailQuery.EmailFilter;
import fr.spico.replica.EmailQuery.Key;
import fr.spico.replica.EmailQuery.Sort;
import fr.spico.replica.Replica;
import fr.spico.replica.ReplicaChange.Type;
import fr.spico.replica.Viewer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/// What Email/query and Email/queryChanges list (RFC 8621 §4.4).
@Component
class EmailLists {

    private static final Map<String, Key> SORTS =
            Map.of(
                    "receivedAt", Key.RECEIVED_AT,
                    "sentAt", Key.SENT_AT,
                    "size", Key.SIZE,
                    "from", Key.FROM,
                    "to", Key.TO,
                    "subject", Key.SUBJECT,
                    "hasKeyword", Key.HAS_KEYWORD,
                    "allInThreadHaveKeyword", Key.ALL_IN_THREAD_HAVE_KEYWORD,
                    "someInThreadHaveKeyword", Key.SOME_IN_THREAD_HAVE_KEYWORD);

    private final Replica replica;
    private final Discussions discussions;

    EmailLists(Replica replica, Discussions discussions) {
        this.replica = replica;
        this.discussions = discussions;
    }

    /// Filter, order, and whether each thread is listed once.
    ///
    /// @param rest what follows the number in the states of this list: changes with everything but
    ///   the emails that decides what is in it
    record EmailList(EmailFilter filter, List<Sort> sort, boolean collapseThreads, String rest) {

        EmailQuery page(
                long position,
                @Nullable EmailId anchor,
                long anchorOffset,
                int limit,
                boolean calculateTotal) {
            return new EmailQuery(
                    filter,
                    sort,
                    collapseThreads,
                    position,
                    anchor,
                    anchorOffset,
                    limit,
                    calculateTotal);
        }
    }

    EmailList read(
            ReadTx tx,
            MethodCall call,
            Viewer viewer,
            Optional<ObjectNode> filter,
            List<Comparison> sort,
            boolean collapseThreads) {
        EmailFilter wanted =
                new EmailFilterReader(
                                call.uses(Capability.DISCUSSIONS),
                                view -> discussions.filter(tx, viewer, view))
                        .read(filter);
        List<Sort> order = sort.stream().map(EmailLists::sort).toList();
        return new EmailList(
                wanted, order, collapseThreads, rest(tx, viewer, wanted, order, collapseThreads));
    }

    String state(ReadTx tx, Viewer viewer, EmailList list) {
        return replica.state(tx, viewer.mailbox(), Type.EMAIL) + list.rest();
    }

    /// A view's meaning moves with its intervals and with the folders' roles.
    private String rest(
            ReadTx tx,
            Viewer viewer,
            EmailFilter filter,
            List<Sort> sort,
            boolean collapseThreads) {
        String text = filter + " " + sort + collapseThreads + viewer.patients();
        String roles =
                text.contains("InRole")
                        ? replica.folders(tx, viewer).stream()
                                .filter(f -> f.role().isPresent())
                                .map(f -> f.role().get() + f.id().jmapId())
                                .sorted()
                                .toList()
                                .toString()
                        : "";
        return "-" + Integer.toHexString((text + roles).hashCode());
    }

    private static Sort sort(Comparison by) {
        Key key = SORTS.get(by.property());
        if (key == null) {
            throw QueryCall.unsupportedSort("Cannot sort by " + by.property() + ".");
        }
        boolean needsKeyword = by.property().endsWith("Keyword");
        String keyword = by.keyword();
        if (needsKeyword != (keyword != null)) {
            throw Arguments.invalid("keyword", "belongs to a sort by keyword, and to it alone");
        }
        return new Sort(
                key,
                by.ascending(),
                keyword == null
                        ? null
                        : Keywords.parse(keyword)
                                .orElseThrow(() -> Arguments.invalid("keyword", "is no keyword")));
    }
}
