package fr.spico.sandbox.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;

/// Two files: `journal.tsv`, one line per change, and `contents.bin`, the mails one after the
/// other. A change is written before its call returns; a killed process loses nothing that was
/// answered, at most a torn last line, which reading ignores. Opening rewrites the journal without
/// its history. Thread-safe.
///
/// Lines, separated by tabs: `B id uidvalidity lastuid modseq owner name` folder, `M folder uid id
/// date offset length modseq flags` mail, `F folder uid modseq flags` flags, `X folder uid modseq`
/// gone, `R folder name` renamed, `D folder` deleted.
public final class Journal implements AutoCloseable {
    private final Path directory;
    private final Map<Long, Folder> folders = new TreeMap<>();
    private final Map<Long, Letter> byId = new HashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final FileChannel lines;
    private final FileChannel contents;

    private Journal(Path directory) throws IOException {
        this.directory = directory;
        Files.createDirectories(directory);
        read();
        compact();
        lines = open("journal.tsv", StandardOpenOption.APPEND);
        contents = open("contents.bin", StandardOpenOption.READ, StandardOpenOption.WRITE);
        contents.position(contents.size());
    }

    public static Journal open(Path directory) throws IOException {
        return new Journal(directory);
    }

    public static boolean exists(Path directory) {
        return Files.exists(directory.resolve("journal.tsv"));
    }

    public boolean isEmpty() {
        return folders.isEmpty();
    }

    /// The folders at the time of opening and everything written since, by ascending id.
    public Collection<Folder> folders() {
        return folders.values();
    }

    public byte[] content(Letter letter) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(letter.length());
        while (buffer.hasRemaining()) {
            if (contents.read(buffer, letter.offset() + buffer.position()) < 0) {
                throw new IOException("the file of contents is shorter than the journal says");
            }
        }
        return buffer.array();
    }

    /// True if the content of this mail is already kept, for another copy of it.
    public boolean hasContent(long id) {
        lock.lock();
        try {
            return byId.containsKey(id);
        } finally {
            lock.unlock();
        }
    }

    public void folder(long id, long uidValidity, String owner, String name) throws IOException {
        append(
                () -> folders.put(id, new Folder(id, uidValidity, owner, name)),
                "B",
                id,
                uidValidity,
                0,
                0,
                encode(owner),
                encode(name));
    }

    /// A new mail with a content of its own.
    public void letter(
            long folder,
            long uid,
            long id,
            long receivedAt,
            long modSeq,
            String flags,
            byte[] content)
            throws IOException {
        lock.lock();
        try {
            long offset = contents.position();
            writeFully(contents, ByteBuffer.wrap(content));
            letter(folder, new Letter(uid, id, receivedAt, offset, content.length, modSeq, flags));
        } finally {
            lock.unlock();
        }
    }

    /// A copy of a mail whose content is kept already.
    public void copy(long folder, long uid, long id, long receivedAt, long modSeq, String flags)
            throws IOException {
        lock.lock();
        try {
            Letter original = byId.get(id);
            if (original != null) {
                letter(
                        folder,
                        new Letter(
                                uid,
                                id,
                                receivedAt,
                                original.offset(),
                                original.length(),
                                modSeq,
                                flags));
            }
        } finally {
            lock.unlock();
        }
    }

    public void flags(long folder, long uid, long modSeq, String flags) throws IOException {
        append(() -> applyFlags(folder, uid, modSeq, flags), "F", folder, uid, modSeq, flags);
    }

    public void expunged(long folder, long uid, long modSeq) throws IOException {
        append(() -> applyExpunged(folder, uid, modSeq), "X", folder, uid, modSeq);
    }

    public void renamed(long folder, String name) throws IOException {
        append(() -> applyRenamed(folder, name), "R", folder, encode(name));
    }

    public void deleted(long folder) throws IOException {
        append(() -> folders.remove(folder), "D", folder);
    }

    @Override
    public void close() throws IOException {
        lines.close();
        contents.close();
    }

    private void letter(long folder, Letter letter) throws IOException {
        append(() -> applyLetter(folder, letter), fields(folder, letter));
    }

    private static Object[] fields(long folder, Letter l) {
        return new Object[] {
            "M",
            folder,
            l.uid(),
            l.id(),
            l.receivedAt(),
            l.offset(),
            l.length(),
            l.modSeq(),
            l.flags()
        };
    }

    private void append(Runnable change, Object... fields) throws IOException {
        lock.lock();
        try {
            writeFully(lines, ByteBuffer.wrap(line(fields).getBytes(UTF_8)));
            change.run();
        } finally {
            lock.unlock();
        }
    }

    private static String line(Object... fields) {
        return String.join("\t", List.of(fields).stream().map(Object::toString).toList()) + "\n";
    }

    private static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private void read() throws IOException {
        Path file = directory.resolve("journal.tsv");
        if (!Files.exists(file)) {
            return;
        }
        String text = Files.readString(file, UTF_8);
        text.substring(0, text.lastIndexOf('\n') + 1)
                .lines()
                .forEach(line -> apply(line.split("\t", -1)));
    }

    private void apply(String[] f) {
        long folder = Long.parseLong(f[1]);
        switch (f[0]) {
            case "B" -> {
                Folder opened = new Folder(folder, number(f, 2), decode(f[5]), decode(f[6]));
                opened.counters(number(f, 3), number(f, 4));
                folders.put(folder, opened);
            }
            case "M" ->
                    applyLetter(
                            folder,
                            new Letter(
                                    number(f, 2),
                                    number(f, 3),
                                    number(f, 4),
                                    number(f, 5),
                                    Integer.parseInt(f[6]),
                                    number(f, 7),
                                    f[8]));
            case "F" -> applyFlags(folder, number(f, 2), number(f, 3), f[4]);
            case "X" -> applyExpunged(folder, number(f, 2), number(f, 3));
            case "R" -> applyRenamed(folder, decode(f[2]));
            case "D" -> folders.remove(folder);
            default ->
                    throw new IllegalStateException(
                            "unknown line in the sandbox's journal: " + f[0]);
        }
    }

    private static long number(String[] fields, int index) {
        return Long.parseLong(fields[index]);
    }

    private void applyLetter(long folder, Letter letter) {
        Folder owner = folders.get(folder);
        if (owner != null) {
            owner.put(letter);
            byId.put(letter.id(), letter);
        }
    }

    private void applyFlags(long folder, long uid, long modSeq, String flags) {
        Folder owner = folders.get(folder);
        Letter letter = owner == null ? null : owner.letters().get(uid);
        if (owner != null && letter != null) {
            owner.put(letter.with(modSeq, flags));
        }
    }

    private void applyExpunged(long folder, long uid, long modSeq) {
        Folder owner = folders.get(folder);
        if (owner != null) {
            owner.remove(uid, modSeq);
        }
    }

    private void applyRenamed(long folder, String name) {
        Folder owner = folders.get(folder);
        if (owner != null) {
            owner.rename(name);
        }
    }

    private void compact() throws IOException {
        StringBuilder text = new StringBuilder();
        for (Folder folder : folders.values()) {
            text.append(
                    line(
                            "B",
                            folder.id,
                            folder.uidValidity,
                            folder.lastUid(),
                            folder.modSeq(),
                            encode(folder.owner),
                            encode(folder.name())));
            folder.letters()
                    .values()
                    .forEach(letter -> text.append(line(fields(folder.id, letter))));
        }
        Path fresh = directory.resolve("journal.new");
        Files.writeString(fresh, text, UTF_8);
        Files.move(
                fresh,
                directory.resolve("journal.tsv"),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    private FileChannel open(String name, StandardOpenOption... options) throws IOException {
        Path file = directory.resolve(name);
        if (!Files.exists(file)) {
            Files.createFile(file);
        }
        return FileChannel.open(file, options);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, UTF_8);
    }
}
