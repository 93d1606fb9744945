package fr.spico.mail.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import fr.spico.mail.testkit.DovecotServer.Storage;
import org.junit.jupiter.api.Test;

/// All that Dovecot offers: QRESYNC, NOTIFY, MOVE, UIDPLUS.
class DovecotMaildirContractTest extends DovecotContract {

    DovecotMaildirContractTest() {
        super(Storage.MAILDIR);
    }

    @Test
    void itOffersQresyncAndNotify() {
        assertThat(store.features().qresync()).isTrue();
        assertThat(store.features().notifies()).isTrue();
    }
}
