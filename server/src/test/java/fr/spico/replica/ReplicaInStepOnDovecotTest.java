package fr.spico.replica;

import fr.spico.mail.MailStore.FolderPath;
import fr.spico.mail.imap.ImapMailStores;
import fr.spico.mail.testkit.CuttingProxy;
import fr.spico.mail.testkit.DovecotServer;
import fr.spico.mail.testkit.DovecotServer.Setup;
import fr.spico.mail.testkit.DovecotServer.Storage;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// With a real Dovecot and connections that are cut anywhere in an answer: once with all that it
/// offers, once with CONDSTORE alone, once with nothing but UIDs and flags to compare. The seed is
/// printed.
class ReplicaInStepOnDovecotTest extends InStepScene {

    private @Nullable CuttingProxy proxy;

    static Stream<Arguments> setups() {
        return Stream.of(
                Arguments.of("QRESYNC and NOTIFY, Maildir", Setup.of(Storage.MAILDIR)),
                Arguments.of(
                        "CONDSTORE and IDLE, mdbox", Setup.of(Storage.MDBOX, "QRESYNC", "NOTIFY")),
                Arguments.of(
                        "UIDs and flags, mdbox",
                        Setup.of(Storage.MDBOX, "QRESYNC", "CONDSTORE", "NOTIFY", "IDLE", "MOVE")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("setups")
    void randomWorkHereAndThereEndsInStep(String name, Setup setup) {
        Assumptions.assumeTrue(DovecotServer.isInstalled(), DovecotServer.MISSING);
        long seed = ThreadLocalRandom.current().nextLong();
        System.out.println("ReplicaInStepOnDovecotTest, " + name + ": seed " + seed);
        try (DovecotServer dovecot = DovecotServer.start(setup);
                CuttingProxy cutting = new CuttingProxy(dovecot.port())) {
            proxy = cutting;
            ELSEWHERE.put(address, new ImapMailStores(dovecot.operator(cutting.port())));
            elsewhere(
                    FolderPath.INBOX,
                    store -> {
                        for (String folder : FOLDERS.subList(1, FOLDERS.size())) {
                            store.createFolder(new FolderPath(folder));
                        }
                    });
            workAtRandom(seed, 30, 45);
        } finally {
            ELSEWHERE.remove(address);
        }
    }

    @Override
    void disconnect(Random random) {
        Objects.requireNonNull(proxy).cutAfter(random.nextInt(6_000));
    }
}
