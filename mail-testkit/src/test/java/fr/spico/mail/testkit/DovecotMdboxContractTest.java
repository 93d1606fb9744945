package fr.spico.mail.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import fr.spico.mail.testkit.DovecotServer.Storage;
import org.junit.jupiter.api.Test;

/// All that Dovecot offers, over its other storage.
class DovecotMdboxContractTest extends DovecotContract {

    DovecotMdboxContractTest() {
        super(Storage.MDBOX);
    }

    @Test
    void itOffersQresync() {
        assertThat(store.features().qresync()).isTrue();
    }
}
