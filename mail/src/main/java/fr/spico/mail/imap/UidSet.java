package fr.spico.mail.imap;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// UID sets of IMAP (RFC 9051 §9 `sequence-set`): `1:5,7`.
final class UidSet {

    /// Commands stay under 8 KiB (RFC 7162 §4) with room for the rest of the command.
    private static final int MAX_LENGTH = 7000;

    /// No answer of an honest server copies more messages at once.
    private static final int MAX_EXPANDED = 10_000_000;

    record Range(long first, long last) {
        boolean contains(long uid) {
            return first <= uid && uid <= last;
        }
    }

    private UidSet() {}

    /// The sets that name these UIDs, each short enough for a command.
    static List<String> of(Collection<Long> uids) {
        long[] sorted = uids.stream().mapToLong(Long::longValue).sorted().distinct().toArray();
        List<String> sets = new ArrayList<>();
        StringBuilder set = new StringBuilder();
        for (int i = 0; i < sorted.length; i++) {
            int start = i;
            while (i + 1 < sorted.length && sorted[i + 1] == sorted[i] + 1) {
                i++;
            }
            if (set.length() > MAX_LENGTH) {
                sets.add(set.toString());
                set.setLength(0);
            }
            set.append(set.isEmpty() ? "" : ",").append(sorted[start]);
            if (i > start) {
                set.append(':').append(sorted[i]);
            }
        }
        if (!set.isEmpty()) {
            sets.add(set.toString());
        }
        return sets;
    }

    /// Ranges in the order given. Not expanded: `1:4294967295` is a legal answer.
    static List<Range> ranges(String set) {
        List<Range> ranges = new ArrayList<>();
        for (String piece : set.split(",")) {
            String[] ends = piece.strip().split(":", 2);
            try {
                long a = Long.parseLong(ends[0]);
                long b = ends.length == 2 ? Long.parseLong(ends[1]) : a;
                ranges.add(new Range(Math.min(a, b), Math.max(a, b)));
            } catch (NumberFormatException e) {
                throw new Tokens.Malformed("not a UID set");
            }
        }
        return ranges;
    }

    static List<Long> expand(String set) {
        List<Long> uids = new ArrayList<>();
        for (Range range : ranges(set)) {
            if (range.last() - range.first() + uids.size() > MAX_EXPANDED) {
                throw new Tokens.Malformed("UID set too large");
            }
            for (long uid = range.first(); uid <= range.last(); uid++) {
                uids.add(uid);
            }
        }
        return uids;
    }
}
