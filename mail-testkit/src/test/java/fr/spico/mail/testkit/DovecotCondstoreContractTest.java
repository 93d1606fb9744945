package fr.spico.mail.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import fr.spico.mail.testkit.DovecotServer.Storage;
import org.junit.jupiter.api.Test;

/// A server that has CONDSTORE without QRESYNC, and IDLE without NOTIFY.
class DovecotCondstoreContractTest extends DovecotContract {

    DovecotCondstoreContractTest() {
        super(Storage.MDBOX, "QRESYNC", "NOTIFY", "LIST-STATUS");
    }

    @Test
    void itOffersCondstoreAlone() {
        assertThat(store.features().qresync()).isFalse();
        assertThat(store.features().condstore()).isTrue();
        assertThat(store.features().notifies()).isFalse();
    }
}
