package fr.spico.jmap.push;

import fr.spico.jmap.core.Json;
import fr.spico.jmap.identity.Identities;
import fr.spico.outbox.Outbox;
import fr.spico.platform.db.Database;
import fr.spico.platform.db.ReadTx;
import fr.spico.replica.MailboxId;
import fr.spico.replica.Replica;
import fr.spico.replica.ReplicaChange.Type;
import fr.spico.replica.Viewer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/// The states of the types that can change, read now.
@Component
public class States {

    public static final Set<String> TYPES =
            Set.of("Email", "EmailDelivery", "Mailbox", "Thread", "EmailSubmission", "Identity");

    private final Database database;
    private final Replica replica;
    private final Outbox outbox;
    private final Identities identities;

    States(Database database, Replica replica, Outbox outbox, Identities identities) {
        this.database = database;
        this.replica = replica;
        this.outbox = outbox;
        this.identities = identities;
    }

    /// States of one mailbox by type, in a fixed order.
    public record Snapshot(Optional<MailboxId> mailbox, Map<String, String> byType) {

        static final Snapshot NONE = new Snapshot(Optional.empty(), Map.of());

        /// Types whose state is not that of `before`.
        public Snapshot since(Snapshot before, Predicate<String> wanted) {
            return since(before.byType, wanted);
        }

        public Snapshot since(Map<String, String> before, Predicate<String> wanted) {
            Map<String, String> changed = new LinkedHashMap<>();
            byType.forEach((type, state) -> {
                if (wanted.test(type) && !state.equals(before.get(type))) {
                    changed.put(type, state);
                }
            });
            return new Snapshot(mailbox, changed);
        }

        public boolean isEmpty() {
            return byType.isEmpty();
        }

        /// By which a reader that comes back says what it has seen.
        String id() {
            return mailbox.map(MailboxId::jmapId).orElse("none")
                    + byType.values().stream().map(s -> "." + s).collect(Collectors.joining());
        }

        /// StateChange (RFC 8620 §7.1).
        public ObjectNode json() {
            ObjectNode states = Json.object();
            byType.forEach(states::put);
            ObjectNode change = Json.object().put("@type", "StateChange");
            ObjectNode changed = change.putObject("changed");
            mailbox.ifPresent(m -> changed.set(m.jmapId(), states));
            return change;
        }
    }

    /// Which types a comma-separated list names; `*` stands for all.
    static Predicate<String> named(String types) {
        Set<String> wanted =
                Arrays.stream(types.split(",", -1)).map(String::strip).collect(Collectors.toSet());
        return wanted.contains("*") ? TYPES::contains : wanted::contains;
    }

    public Snapshot of(Viewer viewer) {
        return database.read(tx -> of(tx, viewer));
    }

    private Snapshot of(ReadTx tx, Viewer viewer) {
        MailboxId mailbox = viewer.mailbox();
        Map<String, String> states = new LinkedHashMap<>();
        states.put("Email", Long.toString(replica.state(tx, mailbox, Type.EMAIL)));
        states.put("EmailDelivery", Long.toString(replica.lastArrival(tx, viewer)));
        states.put("Mailbox", Long.toString(replica.state(tx, mailbox, Type.MAILBOX)));
        states.put("Thread", Long.toString(replica.state(tx, mailbox, Type.THREAD)));
        states.put("EmailSubmission", Long.toString(outbox.state(tx, mailbox)));
        states.put("Identity", identities.state(tx, viewer));
        return new Snapshot(Optional.of(mailbox), states);
    }
}
