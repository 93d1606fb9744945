package fr.spico.replica;

import static org.awaitility.Awaitility.await;

import fr.spico.mail.MailException;
import fr.spico.mail.MailStore;
import fr.spico.mail.MailStore.FolderPath;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/// A node that watches no mailbox serves them all.
@TestPropertySource(
        properties = {
            "spico.replica.watch=false",
            "spico.replica.lease=300ms",
            "spico.replica.connection-idle=50ms"
        })
class ReplicaServingOnlyTest extends ReplicaScene {

    @Test
    void connectionsThatNobodyUsesAnyMoreAreClosedThereToo() throws Exception {
        List<MailStore> opened = new CopyOnWriteArrayList<>();
        ELSEWHERE.put(
                address,
                a -> {
                    MailStore store = OPERATOR.stores().open(a);
                    opened.add(store);
                    return store;
                });
        attach();
        replica.quotas(everything());
        await().until(() -> opened.size() == 1 && isClosed(opened.getFirst()));
        database.run(tx -> replica.detach(tx, mailbox));
        ELSEWHERE.remove(address);
    }

    private static boolean isClosed(MailStore store) {
        try {
            store.status(FolderPath.INBOX);
            return false;
        } catch (MailException e) {
            return true;
        }
    }
}
