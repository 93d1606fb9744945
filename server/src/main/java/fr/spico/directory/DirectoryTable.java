package fr.spico.directory;

import fr.spico.mail.MssAddress;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.function.IntToLongFunction;
import java.util.zip.CRC32C;

/// What a comparison has to know of the rows of a version: each one's address, a digest of what it
/// says, and a digest of the line that said so (0 if unknown). Arrays, for there are half a
/// million.
final class DirectoryTable {

    private byte[] octets;

    /// Of each address.
    private int[] ends;

    private long[] digests;
    private long[] lines;
    private int count;

    private Finder byAddress = new Finder(0);
    private Finder byLine = new Finder(0);

    DirectoryTable() {
        this(0, 0);
    }

    /// With room for so many rows and octets of addresses.
    private DirectoryTable(int rows, int octets) {
        this.octets = new byte[octets];
        this.ends = new int[rows];
        this.digests = new long[rows];
        this.lines = new long[rows];
    }

    int count() {
        return count;
    }

    MssAddress address(int row) {
        int start = start(row);
        return new MssAddress(
                new String(octets, start, ends[row] - start, StandardCharsets.US_ASCII));
    }

    long digest(int row) {
        return digests[row];
    }

    void set(int row, long digest, long line) {
        digests[row] = digest;
        lines[row] = line;
    }

    void add(MssAddress address, long digest, long line) {
        byte[] value = address.value().getBytes(StandardCharsets.US_ASCII);
        add(value, 0, value.length, digest, line);
    }

    /// The row of an address, or -1.
    int find(MssAddress address) {
        byte[] value = address.value().getBytes(StandardCharsets.US_ASCII);
        byAddress = byAddress.with(count, this::addressHash);
        return byAddress.find(
                hash(value, 0, value.length),
                row -> Arrays.equals(value, 0, value.length, octets, start(row), ends[row]));
    }

    /// The row that a line said when lines were looked for first, or -1.
    int findLine(long line) {
        if (byLine.isEmpty()) {
            byLine = byLine.with(count, row -> lines[row]);
        }
        return line == 0 ? -1 : byLine.find(line, row -> lines[row] == line);
    }

    /// The table without some rows.
    DirectoryTable without(BitSet gone) {
        DirectoryTable rest = new DirectoryTable(count, start(count));
        for (int row = gone.nextClearBit(0); row < count; row = gone.nextClearBit(row + 1)) {
            rest.add(octets, start(row), ends[row], digests[row], lines[row]);
        }
        return rest;
    }

    void write(Path file) throws IOException {
        int size = start(count);
        ByteBuffer all =
                ByteBuffer.allocate(
                        Integer.BYTES * (2 + count) + 2 * Long.BYTES * count + size + Long.BYTES);
        all.putInt(count).putInt(size);
        all.slice().asIntBuffer().put(ends, 0, count);
        all.position(all.position() + Integer.BYTES * count);
        all.slice().asLongBuffer().put(digests, 0, count).put(lines, 0, count);
        all.position(all.position() + 2 * Long.BYTES * count);
        all.put(octets, 0, size);
        all.putLong(sum(all));
        Files.write(file, all.array());
    }

    /// @throws IOException if the file is missing or damaged
    static DirectoryTable read(Path file) throws IOException {
        ByteBuffer all = ByteBuffer.wrap(Files.readAllBytes(file));
        int end = all.limit() - Long.BYTES;
        if (end < 2 * Integer.BYTES || sum(all.slice(0, end).position(end)) != all.getLong(end)) {
            throw new IOException("directory table: damaged");
        }
        int count = all.getInt();
        DirectoryTable table = new DirectoryTable(count, all.getInt());
        table.count = count;
        all.slice().asIntBuffer().get(table.ends);
        all.position(all.position() + Integer.BYTES * count);
        all.slice().asLongBuffer().get(table.digests).get(table.lines);
        all.position(all.position() + 2 * Long.BYTES * count);
        all.get(table.octets);
        return table;
    }

    private static long sum(ByteBuffer before) {
        CRC32C sum = new CRC32C();
        sum.update(before.duplicate().flip());
        return sum.getValue();
    }

    private void add(byte[] from, int start, int end, long digest, long line) {
        int at = start(count);
        if (count == ends.length) {
            int more = Math.max(1 << 8, count * 2);
            ends = Arrays.copyOf(ends, more);
            digests = Arrays.copyOf(digests, more);
            lines = Arrays.copyOf(lines, more);
        }
        if (at + end - start > octets.length) {
            octets = Arrays.copyOf(octets, Math.max(octets.length * 2, at + end - start));
        }
        System.arraycopy(from, start, octets, at, end - start);
        ends[count] = at + end - start;
        set(count++, digest, line);
    }

    private int start(int row) {
        return row == 0 ? 0 : ends[row - 1];
    }

    private long addressHash(int row) {
        return hash(octets, start(row), ends[row]);
    }

    private static long hash(byte[] octets, int start, int end) {
        long hash = 0;
        for (int i = start; i < end; i++) {
            hash = Lines.mixed(hash, octets[i]);
        }
        return hash | 1;
    }

    /// Rows by a number that hardly two of them share.
    private static final class Finder {

        private interface Row {
            boolean test(int row);
        }

        /// Rows, counted from 1; at least every second place is free.
        private final int[] places;

        private int known;

        Finder(int rows) {
            places = new int[Integer.highestOneBit(rows + 1) * 4];
        }

        boolean isEmpty() {
            return known == 0;
        }

        /// With all rows until `count`.
        Finder with(int count, IntToLongFunction hash) {
            Finder finder = this;
            if (count * 2 > places.length) {
                finder = new Finder(count);
            }
            for (; finder.known < count; finder.known++) {
                finder.put(hash.applyAsLong(finder.known));
            }
            return finder;
        }

        int find(long hash, Row wanted) {
            for (int at = place(hash); places[at] != 0; at = at + 1 & places.length - 1) {
                if (wanted.test(places[at] - 1)) {
                    return places[at] - 1;
                }
            }
            return -1;
        }

        /// What has no number is not found.
        private void put(long hash) {
            if (hash == 0) {
                return;
            }
            int at = place(hash);
            while (places[at] != 0) {
                at = at + 1 & places.length - 1;
            }
            places[at] = known + 1;
        }

        private int place(long hash) {
            return (int) (hash ^ hash >>> 32) & places.length - 1;
        }
    }
}
