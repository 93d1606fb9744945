package fr.spico.replica;

import static org.assertj.core.api.Assertions.assertThat;

import fr.spico.mail.MailException;
import fr.spico.mail.MailStore;
import fr.spico.mail.MailStore.FolderPath;
import fr.spico.mail.MailStores;
import fr.spico.mail.MssAddress;
import fr.spico.mail.testkit.InMemoryOperator;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

class ReplicaConnectionsTest {

    private static final MailboxId MAILBOX = new MailboxId(1);
    private static final MssAddress HELENE = new MssAddress("helene@medimail.mssante.test");

    private final InMemoryOperator operator = new InMemoryOperator(Clock.systemUTC());
    private final List<MailStore> opened = new ArrayList<>();
    private final MailStores stores =
            address -> {
                MailStore store = operator.stores().open(address);
                opened.add(store);
                return store;
            };
    private final ReplicaConnections connections =
            new ReplicaConnections(stores, settings(), Clock.systemUTC());

    @Test
    void aConnectionIsUsedAgain() throws Exception {
        operator.createMailbox(HELENE);
        assertThat(work()).isEqualTo(work());
        assertThat(opened).hasSize(1);
    }

    @Test
    void aConnectionThatIsInUseWhenItsMailboxLeavesIsClosedAfterwards() throws Exception {
        operator.createMailbox(HELENE);
        connections.<Boolean, RuntimeException>on(
                MAILBOX,
                HELENE,
                store -> {
                    connections.close(MAILBOX);
                    return true;
                });
        Assertions.assertThatThrownBy(() -> opened.getFirst().status(FolderPath.INBOX))
                .isInstanceOf(MailException.class);
    }

    private long work() throws MailException {
        return connections.<Long, RuntimeException>on(
                MAILBOX, HELENE, store -> store.status(FolderPath.INBOX).uidValidity());
    }

    private static ReplicaSettings settings() {
        Duration minute = Duration.ofMinutes(1);
        return new ReplicaSettings(
                true, 50, 200, 1000, 4, minute, minute, 3, minute, minute, minute, minute, minute);
    }
}
