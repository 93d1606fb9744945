package fr.spico.mail.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import fr.spico.mail.testkit.DovecotServer.Storage;
import org.junit.jupiter.api.Test;

/// A server of 2003: IMAP4rev1 and nothing else.
class DovecotPlainContractTest extends DovecotContract {

    DovecotPlainContractTest() {
        super(
                Storage.MAILDIR,
                "QRESYNC",
                "CONDSTORE",
                "ENABLE",
                "NOTIFY",
                "IDLE",
                "MOVE",
                "UIDPLUS",
                "SPECIAL-USE",
                "LIST-EXTENDED",
                "LIST-STATUS",
                "LITERAL+",
                "NAMESPACE",
                "ESEARCH",
                "SASL-IR");
    }

    @Test
    void itOffersNothing() {
        assertThat(store.features().condstore()).isFalse();
        assertThat(store.features().idle()).isFalse();
        assertThat(store.features().move()).isFalse();
        assertThat(store.features().uidplus()).isFalse();
    }
}
