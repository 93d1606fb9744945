package fr.spico.replica;

import static org.assertj.core.api.Assertions.assertThat;

import fr.spico.mail.MailStore.Role;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// With the operator in memory, which is quick: many seeds, and one that nobody chose.
class ReplicaInStepTest extends InStepScene {

    @ParameterizedTest
    @ValueSource(longs = {4, 5, 1, 2, 3, 6, 17, 18, 19, 20, 21, 22, 23, 24})
    void randomWorkHereAndThereEndsInStep(long seed) {
        workAtRandom(seed, 30, 120);
    }

    @Test
    void randomWorkOfAnySeedEndsInStep() {
        long seed = ThreadLocalRandom.current().nextLong();
        System.out.println("ReplicaInStepTest: seed " + seed);
        workAtRandom(seed, 30, 120);
    }

    /// Guards the test itself: the trash is one of the folders.
    @Test
    void theFoldersOfTheTestExist() {
        attachAndFill();
        assertThat(folder(Role.TRASH).path().value()).isIn(FOLDERS);
        database.run(tx -> replica.detach(tx, mailbox));
    }

    @Override
    void disconnect(Random random) {
        OPERATOR.unreachable(true);
        OPERATOR.unreachable(false);
    }
}
