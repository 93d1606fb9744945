package fr.spico.directory.search;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.IntFunction;
import java.util.zip.CRC32C;

/// An index on disk: its arrays in the order of [IndexData], each behind its size, then a checksum.
/// Numbers are big-endian, so that any machine may read what another wrote. Nobody waits for the
/// disk: a file that did not reach it whole is found damaged and made anew.
final class IndexFile {

    private static final int MAGIC = 0x53504449;
    private static final int FORMAT = 1;
    private static final int PIECE = 1 << 20;

    private IndexFile() {}

    static void write(Path path, IndexData data) throws IOException {
        try (FileChannel file =
                FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            Out out = new Out(file);
            out.number(MAGIC);
            out.number(FORMAT);
            out.bytes(data.shelf());
            out.bytes(data.type());
            out.longs(data.rpps());
            out.numbers(data.byRpps());
            out.numbers(data.byAddress());
            out.texts(data.localParts());
            out.numbers(data.slots());
            out.numbers(data.fieldStarts());
            out.texts(data.values());
            out.numbers(data.entriesStarts());
            out.numbers(data.entries());
            out.tree(data.words());
            out.numbers(data.usesStarts());
            out.numbers(data.uses());
            out.tree(data.sounds());
            out.numbers(data.soundingStarts());
            out.numbers(data.sounding());
            out.end();
        }
    }

    /// @throws IOException if the file is damaged, too
    static IndexData read(Path path) throws IOException {
        try (FileChannel file = FileChannel.open(path)) {
            if (file.size() > Integer.MAX_VALUE || file.size() < 2 * Integer.BYTES + Long.BYTES) {
                throw new IOException("directory index: not an index");
            }
            ByteBuffer all = file.map(FileChannel.MapMode.READ_ONLY, 0, file.size());
            check(all);
            In in = new In(all);
            if (in.number() != MAGIC || in.number() != FORMAT) {
                throw new IOException("directory index: of another format");
            }
            return new IndexData(
                    in.bytes(),
                    in.bytes(),
                    in.longs(),
                    in.numbers(),
                    in.numbers(),
                    in.texts(),
                    in.numbers(),
                    in.numbers(),
                    in.texts(),
                    in.numbers(),
                    in.numbers(),
                    in.tree(),
                    in.numbers(),
                    in.numbers(),
                    in.tree(),
                    in.numbers(),
                    in.numbers());
        }
    }

    private static void check(ByteBuffer all) throws IOException {
        CRC32C sum = new CRC32C();
        int end = all.limit() - Long.BYTES;
        sum.update(all.slice(0, end));
        if (sum.getValue() != all.getLong(end)) {
            throw new IOException("directory index: damaged");
        }
    }

    private static final class In {
        private final ByteBuffer all;

        In(ByteBuffer all) {
            this.all = all;
        }

        int number() {
            return all.getInt();
        }

        byte[] bytes() {
            byte[] bytes = new byte[number()];
            all.get(bytes);
            return bytes;
        }

        int[] numbers() {
            return array(
                    Integer.BYTES,
                    size -> {
                        int[] numbers = new int[size];
                        all.asIntBuffer().get(numbers);
                        return numbers;
                    });
        }

        long[] longs() {
            return array(
                    Long.BYTES,
                    size -> {
                        long[] longs = new long[size];
                        all.asLongBuffer().get(longs);
                        return longs;
                    });
        }

        char[] chars() {
            return array(
                    Character.BYTES,
                    size -> {
                        char[] chars = new char[size];
                        all.asCharBuffer().get(chars);
                        return chars;
                    });
        }

        Texts texts() {
            int[] starts = numbers();
            int size = number();
            ByteBuffer bytes = all.slice(all.position(), size);
            all.position(all.position() + size);
            return new Texts(starts, bytes);
        }

        WordTree tree() {
            return new WordTree(chars(), numbers(), numbers());
        }

        private <T> T array(int width, IntFunction<T> reader) {
            int size = number();
            T array = reader.apply(size);
            all.position(all.position() + size * width);
            return array;
        }
    }

    private static final class Out {
        private final FileChannel file;
        private final CRC32C sum = new CRC32C();
        private final ByteBuffer piece = ByteBuffer.allocateDirect(PIECE);

        Out(FileChannel file) {
            this.file = file;
        }

        void number(int number) throws IOException {
            room(Integer.BYTES).putInt(number);
        }

        void numbers(int[] numbers) throws IOException {
            number(numbers.length);
            for (int at = 0; at < numbers.length; ) {
                ByteBuffer room = room(Integer.BYTES);
                int some = Math.min(room.remaining() / Integer.BYTES, numbers.length - at);
                room.asIntBuffer().put(numbers, at, some);
                room.position(room.position() + some * Integer.BYTES);
                at += some;
            }
        }

        void longs(long[] longs) throws IOException {
            number(longs.length);
            for (long each : longs) {
                room(Long.BYTES).putLong(each);
            }
        }

        void bytes(byte[] bytes) throws IOException {
            number(bytes.length);
            raw(ByteBuffer.wrap(bytes));
        }

        void texts(Texts texts) throws IOException {
            numbers(texts.starts());
            int size = texts.starts()[texts.count()];
            number(size);
            raw(texts.bytes().slice(0, size));
        }

        void tree(WordTree tree) throws IOException {
            number(tree.letter().length);
            for (char c : tree.letter()) {
                room(Character.BYTES).putChar(c);
            }
            numbers(tree.end());
            numbers(tree.firstWord());
        }

        void end() throws IOException {
            flush();
            piece.putLong(sum.getValue()).flip();
            writeAll(piece);
        }

        private void raw(ByteBuffer bytes) throws IOException {
            flush();
            sum.update(bytes.duplicate());
            writeAll(bytes);
        }

        private ByteBuffer room(int size) throws IOException {
            if (piece.remaining() < size) {
                flush();
            }
            return piece;
        }

        private void flush() throws IOException {
            piece.flip();
            sum.update(piece.duplicate());
            writeAll(piece);
            piece.clear();
        }

        private void writeAll(ByteBuffer bytes) throws IOException {
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
        }
    }
}
