package fr.spico.directory;

import fr.spico.directory.DirectoryVersion.Counts;
import fr.spico.directory.DirectoryVersion.Origin;
import fr.spico.directory.annuaire.AnnuaireSettings;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;

/// The decisions about imports, all pure.
final class DirectoryImportRules {

    /// Where care happens and « 03:30 » means something.
    static final ZoneId ZONE = ZoneId.of("Europe/Paris");

    /// How long a dry run waits for a decision before the schedule gives it up.
    private static final Duration PATIENCE = Duration.ofHours(12);

    private DirectoryImportRules() {}

    /// A version that forgets, or cannot read, that many is more likely broken than true.
    ///
    /// @param before entries of the version that it would replace
    static Optional<DirectoryTrouble> refusal(
            Origin origin, Counts counts, int before, DirectorySettings settings) {
        if (counts.removed() > before * settings.maxRemovedShare()) {
            return Optional.of(
                    DirectorySentences.removesTooMany(
                            counts.removed(), before, settings.maxRemovedShare()));
        }
        int rows = counts.entries() + counts.rejected();
        if (counts.rejected() > rows * settings.maxRejectedShare()) {
            return Optional.of(
                    DirectorySentences.rejectsTooMany(
                            origin, counts.rejected(), rows, settings.maxRejectedShare()));
        }
        return Optional.empty();
    }

    /// What the daily import reads: the changes if that is wanted and possible, otherwise, and from
    /// time to time, the whole.
    ///
    /// @param whole where the whole is
    /// @param lastWhole beginning of the last import of the whole
    static Optional<Origin> scheduled(
            Optional<Origin> whole,
            Optional<AnnuaireSettings> annuaire,
            Optional<DirectoryVersion> current,
            Optional<Instant> lastWhole,
            Instant now) {
        boolean delta =
                annuaire.filter(AnnuaireSettings::daily).isPresent()
                        && current.filter(version -> reaches(version, now)).isPresent()
                        && (whole.isEmpty()
                                || lastWhole
                                        .filter(last -> isRecent(last, annuaire.get(), now))
                                        .isPresent());
        return delta ? Optional.of(Origin.DELTA) : whole;
    }

    private static boolean isRecent(Instant last, AnnuaireSettings annuaire, Instant now) {
        return last.plus(annuaire.wholeEvery()).isAfter(now);
    }

    /// Whether the Annuaire Santé still knows what changed since a version.
    static boolean reaches(DirectoryVersion version, Instant now) {
        return knownUntil(version, now).plus(AnnuaireSettings.REACH).isAfter(now);
    }

    /// Where a delta on a version begins.
    static Instant since(DirectoryVersion version, Duration overlap, Instant now) {
        Instant wanted = knownUntil(version, now).minus(overlap);
        Instant farthest = now.minus(AnnuaireSettings.REACH);
        return wanted.isAfter(farthest) ? wanted : farthest;
    }

    /// A file may be from tomorrow.
    private static Instant knownUntil(DirectoryVersion version, Instant now) {
        Instant asOf = version.asOf();
        return asOf == null || asOf.isAfter(now) ? version.startedAt() : asOf;
    }

    /// When the daily import is due: now if the last occurrence was missed, as the platform was
    /// down, otherwise at the next.
    ///
    /// @param last beginning of the last import that came by itself
    static Instant due(Optional<Instant> last, LocalTime daily, Instant now) {
        ZonedDateTime today = now.atZone(ZONE).with(daily);
        ZonedDateTime latest = today.toInstant().isAfter(now) ? today.minusDays(1) : today;
        boolean missed = last.isPresent() && last.get().isBefore(latest.toInstant());
        return missed ? now : latest.plusDays(1).toInstant();
    }

    /// Whether a dry run has waited so long for a decision that nobody will take it.
    static boolean isAbandoned(DirectoryVersion version, Instant now) {
        Instant ended = version.endedAt();
        return version.state() == DirectoryVersion.State.READY
                && ended != null
                && ended.plus(PATIENCE).isBefore(now);
    }
}
