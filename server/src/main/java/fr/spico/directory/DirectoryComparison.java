package fr.spico.directory;

import fr.spico.directory.DirectoryVersion.Counts;
import fr.spico.mail.MssAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.List;
import java.util.function.ObjLongConsumer;
import java.util.function.Predicate;

/// The rows of a new version beside those of its base: what is new or changed goes on to be stored,
/// what is the same stays where it is.
final class DirectoryComparison implements DirectoryRowTaker {

    /// The rows of the base, then those that are new.
    private final DirectoryTable rows;

    private final int before;

    /// Rows that the new version has.
    private final BitSet seen = new BitSet();

    private final BitSet gone = new BitSet();
    private final ObjLongConsumer<DirectoryEntry> different;
    private final MessageDigest sha256;
    private final List<MssAddress> changed = new ArrayList<>();

    /// @param base the rows of the base, none for a first version; becomes those of the new one
    /// @param different is given what has to be stored, with its digest
    DirectoryComparison(DirectoryTable base, ObjLongConsumer<DirectoryEntry> different) {
        this.rows = base;
        this.before = base.count();
        this.different = different;
        try {
            this.sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public boolean knows(long line) {
        int row = rows.findLine(line);
        boolean first = row >= 0 && !seen.get(row);
        if (first) {
            seen.set(row);
        }
        return first;
    }

    @Override
    public boolean take(DirectoryEntry entry, long line) {
        int row = rows.find(entry.address());
        if (row >= 0 && seen.get(row)) {
            return false;
        }
        long digest = digest(entry);
        if (row < 0) {
            seen.set(rows.count());
            rows.add(entry.address(), digest, line);
            different.accept(entry, digest);
            return true;
        }
        seen.set(row);
        if (rows.digest(row) != digest) {
            changed.add(entry.address());
            different.accept(entry, digest);
        }
        rows.set(row, digest, line);
        return true;
    }

    /// The addresses of the base that end with it, once every row was taken.
    List<MssAddress> ended(Predicate<MssAddress> forgotten) {
        List<MssAddress> ended = new ArrayList<>(changed);
        for (int row = seen.nextClearBit(0); row < before; row = seen.nextClearBit(row + 1)) {
            MssAddress address = rows.address(row);
            if (forgotten.test(address)) {
                ended.add(address);
                gone.set(row);
            }
        }
        return ended;
    }

    Counts counts(DirectoryFile.Outcome.Complete outcome) {
        int removed = gone.cardinality();
        return new Counts(
                rows.count() - removed,
                rows.count() - before,
                changed.size(),
                removed,
                outcome.rejected(),
                outcome.redListed());
    }

    /// The same for the same rows, whatever their order and wherever they come from.
    String contentDigest() {
        long sum = 0;
        for (int row = gone.nextClearBit(0); row < rows.count(); row = gone.nextClearBit(row + 1)) {
            sum += rows.digest(row);
        }
        return HexFormat.of().toHexDigits(sum) + "-" + (rows.count() - gone.cardinality());
    }

    /// The rows of the new version.
    DirectoryTable result() {
        return rows.without(gone);
    }

    private long digest(DirectoryEntry entry) {
        String cells =
                String.join(
                        "|",
                        entry.address().value(),
                        entry.type().name(),
                        entry.title(),
                        entry.lastName(),
                        entry.firstName(),
                        entry.profession(),
                        entry.specialty(),
                        entry.structure(),
                        entry.service(),
                        entry.town(),
                        entry.postalCode(),
                        entry.department(),
                        entry.rpps().orElse(""),
                        entry.owner().orElse(""));
        return ByteBuffer.wrap(sha256.digest(cells.getBytes(StandardCharsets.UTF_8))).getLong();
    }
}
