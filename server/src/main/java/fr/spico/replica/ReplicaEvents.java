package fr.spico.replica;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/// Tells listeners on this node that a mailbox's data changed. Called after the commit, on the
/// committing thread: listeners only take note. Other features announce their own types
/// (`EmailSubmission`) through it too.
@Component
public class ReplicaEvents {

    private final Map<MailboxId, CopyOnWriteArrayList<Consumer<String>>> listeners =
            new ConcurrentHashMap<>();

    /// @param listener gets the JMAP type name that changed: `Email`, `Mailbox`, `Thread`,
    ///   `EmailSubmission`…
    /// @return closes the subscription
    public AutoCloseable subscribe(MailboxId mailbox, Consumer<String> listener) {
        listeners.computeIfAbsent(mailbox, m -> new CopyOnWriteArrayList<>()).add(listener);
        return () ->
                listeners.computeIfPresent(
                        mailbox,
                        (m, all) -> {
                            all.remove(listener);
                            return all.isEmpty() ? null : all;
                        });
    }

    /// Whether somebody wants to know of changes at once.
    public boolean hasListeners(MailboxId mailbox) {
        return listeners.containsKey(mailbox);
    }

    public void announce(MailboxId mailbox, String type) {
        listeners
                .getOrDefault(mailbox, new CopyOnWriteArrayList<>())
                .forEach(listener -> listener.accept(type));
    }
}
