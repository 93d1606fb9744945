package fr.spico.directory;

import fr.spico.directory.DirectoryFile.Outcome;
import fr.spico.platform.zip.ZipSigns;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.function.DoubleConsumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/// A flat file at hand, as it is or as the text in a ZIP.
final class DirectoryFileReading implements DirectoryReading {

    private final Path file;
    private final Stamp stamp;
    private final DirectoryLabels labels = new DirectoryLabels();

    private record Stamp(FileTime modified, long size) {}

    DirectoryFileReading(Path file) throws DirectorySourceException {
        this.file = file;
        this.stamp = stamp(file);
    }

    @Override
    public Instant asOf() {
        return stamp.modified.toInstant();
    }

    @Override
    public Outcome tell(DirectoryRowTaker rows, DoubleConsumer progress) throws IOException {
        try (InputStream in = text(watched(progress))) {
            Outcome outcome = DirectoryFile.read(in, rows, labels);
            if (!stamp(file).equals(stamp)) {
                DirectoryTrouble changing = DirectorySentences.changing();
                throw new DirectorySourceException(changing.word(), changing.sentence(), null);
            }
            return outcome;
        }
    }

    @Override
    public DirectoryLabels labels() {
        return labels;
    }

    private static Stamp stamp(Path file) throws DirectorySourceException {
        try {
            var attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new Stamp(attributes.lastModifiedTime(), attributes.size());
        } catch (NoSuchFileException e) {
            throw new DirectorySourceException(
                    "missing", "Le fichier configuré pour cet annuaire n’existe pas.", e);
        } catch (IOException e) {
            throw new DirectorySourceException(
                    "unreadable", "Le fichier configuré pour cet annuaire ne peut pas être lu.", e);
        }
    }

    private static InputStream text(InputStream in) throws IOException {
        in.mark(ZipSigns.BEGINNING);
        byte[] start = in.readNBytes(ZipSigns.BEGINNING);
        in.reset();
        return ZipSigns.isZip(start) ? textIn(new ZipInputStream(in)) : in;
    }

    /// The first file of the archive; nothing if there is none.
    private static InputStream textIn(ZipInputStream zip) throws IOException {
        ZipEntry entry = zip.getNextEntry();
        while (entry != null && entry.isDirectory()) {
            entry = zip.getNextEntry();
        }
        return new BufferedInputStream(zip, 65_536);
    }

    private InputStream watched(DoubleConsumer progress) throws IOException {
        double size = Math.max(1, stamp.size);
        return new BufferedInputStream(
                new FilterInputStream(Files.newInputStream(file)) {
                    private long read;

                    @Override
                    public int read(byte[] bytes, int from, int length) throws IOException {
                        int count = super.read(bytes, from, length);
                        read += Math.max(0, count);
                        progress.accept(Math.min(1, read / size));
                        return count;
                    }
                },
                65_536);
    }
}
