package fr.spico.directory;

import static org.assertj.core.api.Assertions.assertThat;

import fr.spico.directory.DirectoryVersion.Counts;
import fr.spico.directory.DirectoryVersion.Origin;
import fr.spico.directory.annuaire.AnnuaireSettings;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DirectoryImportRulesTest {

    private static final DirectorySettings SETTINGS =
            new DirectorySettings(
                    new DirectorySettings.Place(null, null, null, Duration.ofSeconds(1), null),
                    new DirectorySettings.Place(null, null, null, Duration.ofSeconds(1), null),
                    0.3,
                    0.1,
                    7,
                    null,
                    Duration.ofSeconds(1),
                    null);

    @ParameterizedTest
    @CsvSource({
        "removed:30 before:100, 30, 100, 0, 70, ",
        "removed:31 before:100, 31, 100, 0, 69, removes-too-many",
        "the first version removes nothing, 0, 0, 0, 10, ",
        "one row in ten is unusable, 0, 0, 10, 90, ",
        "a little more, 0, 0, 11, 89, rejects-too-many"
    })
    void aVersionThatForgetsOrCannotReadTooMuchIsRefused(
            String why,
            int removed,
            int before,
            int rejected,
            int entries,
            @Nullable String refusal) {
        Counts counts = new Counts(entries, 0, 0, removed, rejected, 0);
        assertThat(
                        DirectoryImportRules.refusal(Origin.FILE, counts, before, SETTINGS)
                                .map(DirectoryTrouble::word))
                .as(why)
                .isEqualTo(Optional.ofNullable(refusal));
    }

    @Test
    void theDailyImportIsDueAtTheNextOccurrenceInParis() {
        Instant noonUtc = Instant.parse("2026-11-25T12:00:00Z");
        assertThat(due(null, noonUtc)).isEqualTo("2026-11-26T02:30:00Z");
        assertThat(due("2026-11-25T02:30:05Z", noonUtc)).isEqualTo("2026-11-26T02:30:00Z");
        assertThat(due(null, Instant.parse("2026-11-25T01:00:00Z")))
                .isEqualTo("2026-11-25T02:30:00Z");
    }

    @Test
    void anOccurrenceThatWasMissedWhileThePlatformWasDownIsDueAtOnce() {
        Instant noonUtc = Instant.parse("2026-11-25T12:00:00Z");
        assertThat(due("2026-11-24T02:30:05Z", noonUtc)).isEqualTo(noonUtc);
    }

    @Test
    void theHourIsTheSameOnBothSidesOfTheChangeOfClocks() {
        assertThat(due(null, Instant.parse("2026-10-24T12:00:00Z")))
                .isEqualTo("2026-10-25T02:30:00Z");
        assertThat(due(null, Instant.parse("2026-10-23T12:00:00Z")))
                .isEqualTo("2026-10-24T01:30:00Z");
    }

    @Test
    void theDailyImportIsADeltaIfThatIsWantedAndPossibleAndTheWholeFromTimeToTime() {
        Instant now = Instant.parse("2026-11-25T12:00:00Z");
        Instant yesterday = now.minus(Duration.ofDays(1));
        Optional<Origin> file = Optional.of(Origin.FILE);
        assertThat(scheduled(true, file, current(yesterday), yesterday, now))
                .contains(Origin.DELTA);
        assertThat(scheduled(false, file, current(yesterday), yesterday, now))
                .as("not wanted")
                .contains(Origin.FILE);
        assertThat(scheduled(true, file, Optional.empty(), null, now))
                .as("nothing to add to")
                .contains(Origin.FILE);
        assertThat(scheduled(true, file, current(yesterday), now.minus(Duration.ofDays(8)), now))
                .as("a week ago the whole was read")
                .contains(Origin.FILE);
        Instant longAgo = now.minus(Duration.ofDays(31));
        assertThat(scheduled(true, file, current(longAgo), yesterday, now))
                .as("the API has forgotten")
                .contains(Origin.FILE);
        assertThat(scheduled(true, Optional.empty(), current(yesterday), null, now))
                .contains(Origin.DELTA);
        assertThat(scheduled(true, Optional.empty(), Optional.empty(), null, now)).isEmpty();
    }

    @Test
    void aDeltaBeginsSomewhatBeforeTheCurrentVersionButNotBeforeTheApiRemembers() {
        Instant now = Instant.parse("2026-11-25T12:00:00Z");
        Duration day = Duration.ofDays(1);
        assertThat(DirectoryImportRules.since(version(now.minus(day)), day, now))
                .isEqualTo(now.minus(Duration.ofDays(2)));
        assertThat(
                        DirectoryImportRules.since(
                                version(now.minus(Duration.ofDays(29))), day.multipliedBy(3), now))
                .isEqualTo(now.minus(Duration.ofDays(30)));
        assertThat(DirectoryImportRules.since(version(now.plus(day)), day, now))
                .as("a file from tomorrow")
                .isBefore(now);
    }

    private static Optional<Origin> scheduled(
            boolean daily,
            Optional<Origin> whole,
            Optional<DirectoryVersion> current,
            @Nullable Instant lastWhole,
            Instant now) {
        AnnuaireSettings annuaire =
                new AnnuaireSettings(
                        URI.create("https://annuaire.test/fhir/v2"),
                        "key",
                        null,
                        Duration.ofSeconds(30),
                        17,
                        50,
                        5,
                        Duration.ofSeconds(1),
                        Duration.ofDays(1),
                        1_000,
                        daily,
                        Duration.ofDays(7));
        return DirectoryImportRules.scheduled(
                whole, Optional.of(annuaire), current, Optional.ofNullable(lastWhole), now);
    }

    @Test
    void aDryRunThatNobodyDecidesAboutIsGivenUpAfterHalfADay() {
        Instant noon = Instant.parse("2026-11-20T12:00:00Z");
        DirectoryVersion ready = version(DirectoryVersion.State.READY, noon);
        assertThat(DirectoryImportRules.isAbandoned(ready, noon.plus(Duration.ofHours(11))))
                .isFalse();
        assertThat(DirectoryImportRules.isAbandoned(ready, noon.plus(Duration.ofHours(13))))
                .isTrue();
        DirectoryVersion switched = version(DirectoryVersion.State.SWITCHED, noon);
        assertThat(DirectoryImportRules.isAbandoned(switched, noon.plus(Duration.ofHours(13))))
                .isFalse();
    }

    private static Optional<DirectoryVersion> current(Instant asOf) {
        return Optional.of(version(asOf));
    }

    private static DirectoryVersion version(Instant asOf) {
        return version(DirectoryVersion.State.SWITCHED, asOf);
    }

    private static DirectoryVersion version(DirectoryVersion.State state, Instant asOf) {
        return new DirectoryVersion(
                1,
                DirectoryRules.Source.NATIONAL,
                Origin.FILE,
                state,
                false,
                Optional.empty(),
                null,
                "",
                asOf,
                0,
                Counts.NONE,
                List.of(),
                Optional.empty(),
                Instant.parse("2026-11-20T12:00:00Z"),
                asOf,
                null,
                true);
    }

    private static Instant due(@Nullable String last, Instant now) {
        return DirectoryImportRules.due(
                Optional.ofNullable(last).map(Instant::parse), LocalTime.of(3, 30), now);
    }
}
