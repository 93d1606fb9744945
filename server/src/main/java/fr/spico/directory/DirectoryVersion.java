package fr.spico.directory;

import fr.spico.account.AccountId;
import fr.spico.directory.DirectoryRules.Source;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One reading of a source and what came of it. A version that was switched to stays for a while
/// beside its successors, to go back to.
///
/// @param automatic it is switched to by itself if nothing forbids it
/// @param askedBy the administrator; empty for the schedule
/// @param base the version that it was compared with
/// @param digest tells contents apart
/// @param asOf up to when the source was known
/// @param progress of what is going on, 0–1
/// @param rejections the first rows that could not be used
/// @param trouble why it was refused or failed
/// @param kept its rows are still there
record DirectoryVersion(
        long id,
        Source source,
        Origin origin,
        State state,
        boolean automatic,
        Optional<AccountId> askedBy,
        @Nullable Long base,
        String digest,
        @Nullable Instant asOf,
        double progress,
        Counts counts,
        List<DirectoryFile.Problem> rejections,
        Optional<DirectoryTrouble> trouble,
        Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable Instant switchedAt,
        boolean kept) {

    /// Where its rows come from.
    enum Origin {
        FILE,
        URL,
        UPLOAD,
        LDAP,
        /// What changed since the current version, asked of the Annuaire Santé.
        DELTA;

        String stored() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    enum State {
        READING,
        /// Read and compared; waits for somebody to switch to it.
        READY,
        SWITCHING,
        /// It was current, and is unless another is.
        SWITCHED,
        /// The source says what the current version says.
        UNCHANGED,
        REFUSED,
        FAILED,
        DISCARDED;

        String stored() {
            return name().toLowerCase(Locale.ROOT);
        }

        /// One at a time in a source.
        boolean isOpen() {
            return this == READING || this == READY || this == SWITCHING;
        }
    }

    /// @param entries of the whole version
    /// @param added compared with its base, as are `changed` and `removed`
    /// @param rejected rows that could not be used
    /// @param redListed rows that may not be shown
    record Counts(int entries, int added, int changed, int removed, int rejected, int redListed) {

        static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0);

        boolean changesSomething() {
            return added + changed + removed > 0;
        }
    }
}
