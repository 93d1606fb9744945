package fr.spico.discussions;

import fr.spico.account.Account;
import fr.spico.account.AccountId;
import fr.spico.account.Caller;
import fr.spico.discussions.DiscussionsQueries.Interval;
import fr.spico.mail.MailStore.Role;
import fr.spico.platform.db.ReadTx;
import fr.spico.platform.db.WriteTx;
import fr.spico.replica.Direction;
import fr.spico.replica.EmailQuery.EmailFilter;
import fr.spico.replica.EmailQuery.EmailFilter.And;
import fr.spico.replica.EmailQuery.EmailFilter.ArrivedWithin;
import fr.spico.replica.EmailQuery.EmailFilter.HasKeyword;
import fr.spico.replica.EmailQuery.EmailFilter.InRole;
import fr.spico.replica.EmailQuery.EmailFilter.Not;
import fr.spico.replica.EmailQuery.EmailFilter.OfDirection;
import fr.spico.replica.EmailQuery.EmailFilter.OfType;
import fr.spico.replica.EmailQuery.EmailFilter.Or;
import fr.spico.replica.MailboxId;
import fr.spico.replica.MessageType;
import fr.spico.replica.Viewer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/// The feature's public entry.
@Component
public class Discussions {

    private static final EmailFilter RECEIVED = new OfDirection(Direction.RECEIVED);
    private static final EmailFilter ALL =
            new Not(
                    List.of(
                            new InRole(Role.DRAFTS),
                            new InRole(Role.TRASH),
                            new InRole(Role.JUNK)));
    private static final EmailFilter UNREAD =
            new And(List.of(ALL, RECEIVED, new Not(List.of(new HasKeyword("$seen")))));

    private final DiscussionsQueries queries;
    private final InstantSource clock;

    Discussions(DiscussionsQueries queries, InstantSource clock) {
        this.queries = queries;
        this.clock = clock;
    }

    /// A view of « Discussions » (docs/api.md).
    public enum View {
        INBOX,
        ALL,
        UNREAD
    }

    /// The eyes with which an account looks at a mailbox it has linked (row C3).
    public static Viewer viewer(Account account, MailboxId mailbox) {
        return new Viewer(account.id(), mailbox, account.mayExchangeWithPatients());
    }

    /// The caller's eyes on the mailbox whose discussions it reads, if it has linked one.
    public Optional<Viewer> viewer(ReadTx tx, Caller caller) {
        return queries.mailbox(tx, caller.id()).map(m -> viewer(caller.account(), m));
    }

    /// What a view asks of the replica, for this viewer, now.
    public EmailFilter filter(ReadTx tx, Viewer viewer, View view) {
        return switch (view) {
            case INBOX ->
                    new And(
                            List.of(
                                    RECEIVED,
                                    new InRole(Role.INBOX),
                                    arrivedWhileOn(queries.intervals(tx, viewer))));
            case ALL -> ALL;
            case UNREAD -> UNREAD;
        };
    }

    /// First link of a mailbox: every type is on and the mails that are there are in (row C5).
    public void begin(WriteTx tx, AccountId account, MailboxId mailbox) {
        queries.begin(tx, account, mailbox, EnumSet.allOf(MessageType.class));
    }

    public void forget(WriteTx tx, AccountId account, MailboxId mailbox) {
        queries.forget(tx, account, mailbox);
    }

    /// Which types arrive in « Boîte de réception » now.
    Set<MessageType> inboxTypes(ReadTx tx, Viewer viewer) {
        Set<MessageType> on = EnumSet.noneOf(MessageType.class);
        queries.intervals(tx, viewer).stream()
                .filter(interval -> interval.closedAt() == null)
                .forEach(interval -> on.add(interval.type()));
        return on;
    }

    /// Opens or closes the interval of each type from now on (row C5). Idempotent; waits for a
    /// simultaneous choice of the same person.
    void choose(WriteTx tx, Viewer viewer, Map<MessageType, Boolean> choice) {
        queries.lock(tx, viewer);
        Set<MessageType> on = inboxTypes(tx, viewer);
        Instant now = clock.instant();
        choice.forEach((type, wanted) -> {
            if (wanted && !on.contains(type)) {
                queries.open(tx, viewer, type, now);
            } else if (!wanted && on.contains(type)) {
                queries.close(tx, viewer, type, now);
            }
        });
    }

    private static EmailFilter arrivedWhileOn(List<Interval> intervals) {
        Map<MessageType, List<EmailFilter>> windows = new EnumMap<>(MessageType.class);
        for (Interval i : intervals) {
            windows.computeIfAbsent(i.type(), t -> new java.util.ArrayList<>())
                    .add(new ArrivedWithin(i.openedAt(), i.closedAt()));
        }
        return new Or(
                Arrays.stream(MessageType.values())
                        .filter(windows::containsKey)
                        .<EmailFilter>map(type ->
                                new And(
                                        List.of(
                                                new OfType(type),
                                                new Or(windows.getOrDefault(type, List.of())))))
                        .toList());
    }
}
