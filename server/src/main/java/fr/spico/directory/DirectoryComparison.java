package fr.spico.directory;

import fr.spico.directory.DirectoryEntryQueries.Known;
import fr.spico.directory.DirectoryVersion.Counts;
import fr.spico.mail.MssAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.ObjLongConsumer;
import java.util.function.Predicate;

/// The rows of a new version beside those of its base: what is new or changed goes on to be stored,
/// what is the same stays where it is. Keeps one address per row in memory.
final class DirectoryComparison {

    private final Map<MssAddress, Known> known;
    private final ObjLongConsumer<DirectoryEntry> different;
    private final MessageDigest sha256;
    private final List<MssAddress> changed = new ArrayList<>();
    private int added;
    private int removed;

    /// @param known the rows of the base, none for a first version
    /// @param different is given what has to be stored, with its digest
    DirectoryComparison(Map<MssAddress, Known> known, ObjLongConsumer<DirectoryEntry> different) {
        this.known = known;
        this.different = different;
        try {
            this.sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /// @return whether the address comes for the first time
    boolean take(DirectoryEntry entry) {
        long digest = digest(entry);
        Known former = known.putIfAbsent(entry.address(), new Known(digest, true));
        if (former == null) {
            added++;
            different.accept(entry, digest);
            return true;
        }
        if (former.seen) {
            return false;
        }
        former.seen = true;
        if (former.digest != digest) {
            former.digest = digest;
            changed.add(entry.address());
            different.accept(entry, digest);
        }
        return true;
    }

    /// The addresses of the base that end with it, once every row was taken.
    List<MssAddress> ended(Predicate<MssAddress> gone) {
        List<MssAddress> ended = new ArrayList<>(changed);
        known.entrySet()
                .removeIf(row -> {
                    boolean leaves = !row.getValue().seen && gone.test(row.getKey());
                    if (leaves) {
                        ended.add(row.getKey());
                    }
                    return leaves;
                });
        removed = ended.size() - changed.size();
        return ended;
    }

    Counts counts(DirectoryFile.Outcome.Complete outcome) {
        return new Counts(
                known.size(),
                added,
                changed.size(),
                removed,
                outcome.rejected(),
                outcome.redListed());
    }

    /// The same for the same rows, whatever their order and wherever they come from.
    String contentDigest() {
        long sum = known.values().stream().mapToLong(row -> row.digest).sum();
        return HexFormat.of().toHexDigits(sum) + "-" + known.size();
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
