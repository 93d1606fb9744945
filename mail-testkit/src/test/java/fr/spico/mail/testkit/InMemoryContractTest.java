package fr.spico.mail.testkit;

import fr.spico.mail.MailStores;
import fr.spico.mail.MssAddress;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;

class InMemoryContractTest extends MailStoreContract {

    private static final AtomicInteger COUNT = new AtomicInteger();
    private final InMemoryOperator operator = new InMemoryOperator(InstantSource.system());

    @Override
    protected MailStores stores() {
        return operator.stores();
    }

    @Override
    protected MailStores cutAfter(long octets) {
        return address -> operator.openUntil(address, octets);
    }

    @Override
    protected void fill(MssAddress full) {
        operator.createMailbox(full).quota(1_000);
    }

    @Override
    protected MssAddress emptyMailbox() {
        MssAddress mailbox =
                MssAddress.parse("memoire" + COUNT.incrementAndGet() + "@medimail.mssante.test")
                        .orElseThrow();
        operator.createMailbox(mailbox);
        return mailbox;
    }
}
