package fr.spico.jmap.push;

import fr.spico.account.Caller;
import fr.spico.jmap.core.JmapAccess;
import fr.spico.jmap.push.States.Snapshot;
import fr.spico.link.Links.Link;
import fr.spico.replica.MailboxId;
import fr.spico.replica.Replica;
import fr.spico.replica.ReplicaEvents;
import fr.spico.replica.Viewer;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.springframework.stereotype.Component;

/// Opens feeds for event streams and sockets.
@Component
class StateFeeds {

    private final JmapAccess access;
    private final EventStreams streams;
    private final States states;
    private final Replica replica;
    private final ReplicaEvents events;

    StateFeeds(
            JmapAccess access,
            EventStreams streams,
            States states,
            Replica replica,
            ReplicaEvents events) {
        this.access = access;
        this.streams = streams;
        this.states = states;
        this.replica = replica;
        this.events = events;
    }

    /// Of the mailbox that the caller has linked; of nothing, until there is one.
    StateFeed open(Caller caller) {
        Optional<Viewer> viewer = access.viewer(caller);
        Optional<MailboxId> mailbox = viewer.map(Viewer::mailbox);
        BooleanSupplier isWelcome = () -> mailbox(caller).equals(mailbox);
        Wakeup wakeup = streams.open(caller.id());
        AutoCloseable subscription =
                mailbox.map(m -> events.subscribe(m, type -> wakeup.changed())).orElse(() -> {});
        mailbox.ifPresent(replica::refresh);
        return new StateFeed(
                wakeup,
                () -> viewer.map(states::of).orElse(Snapshot.NONE),
                isWelcome,
                () -> {
                    streams.close(caller.id(), wakeup);
                    close(subscription);
                });
    }

    private Optional<MailboxId> mailbox(Caller caller) {
        return access.link(caller).map(Link::mailbox);
    }

    private static void close(AutoCloseable subscription) {
        try {
            subscription.close();
        } catch (Exception e) {
            throw new IllegalStateException("a subscription does not end", e);
        }
    }
}
