package fr.spico.jmap.push;

import fr.spico.account.AccountEvent;
import fr.spico.account.AccountId;
import fr.spico.jmap.core.JmapSettings;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// The event streams that are open on this node. A revoked token or a sign-out ends all streams of
/// the account: those still welcome come back by themselves and prove themselves anew. So does one
/// stream too many with the oldest: most often its reader has left without a word, a closed tab.
@Component
class EventStreams {

    private final Map<AccountId, List<Wakeup>> open = new ConcurrentHashMap<>();
    private final int max;

    EventStreams(JmapSettings settings) {
        this.max = settings.maxEventSources();
    }

    Wakeup open(AccountId account) {
        Wakeup wakeup = new Wakeup();
        open.compute(
                account,
                (a, streams) -> {
                    List<Wakeup> all = streams == null ? new CopyOnWriteArrayList<>() : streams;
                    if (all.size() >= max) {
                        all.removeFirst().end();
                    }
                    all.add(wakeup);
                    return all;
                });
        return wakeup;
    }

    void close(AccountId account, Wakeup wakeup) {
        open.computeIfPresent(
                account,
                (a, streams) -> {
                    streams.remove(wakeup);
                    return streams.isEmpty() ? null : streams;
                });
    }

    @EventListener
    void on(AccountEvent event) {
        switch (event.action()) {
            case TOKEN_REVOKED, SIGNED_OUT ->
                    open.getOrDefault(event.who(), List.of()).forEach(Wakeup::end);
            case SIGNED_IN, TOKEN_CREATED -> {}
        }
    }

    /// A graceful stop would otherwise wait for readers who never leave.
    @EventListener(ContextClosedEvent.class)
    void endAll() {
        open.values().forEach(streams -> streams.forEach(Wakeup::end));
    }
}
