package fr.spico.exchange;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/// Archives as strangers make them.
final class Archives {

    static final String FOLDER = "IHE_XDM/SUBSET01/";

    private final Map<String, byte[]> files = new LinkedHashMap<>();

    /// An archive of ours, to be changed.
    static Archives of(OutgoingXdm xdm) {
        Archives archives = new Archives();
        archives.files.putAll(unzipped(ExchangeCast.archive(xdm)));
        return archives;
    }

    /// One document whose file the metadata describe rightly.
    static Archives with(byte[] document) {
        return of(ExchangeCast.simonesReport()).replaced("DOC00001.XML", document).described();
    }

    static Archives with(String document) {
        return with(document.getBytes(StandardCharsets.UTF_8));
    }

    Archives put(String path, byte[] content) {
        files.put(path, content);
        return this;
    }

    Archives without(String name) {
        files.remove(FOLDER + name);
        return this;
    }

    Set<String> paths() {
        return files.keySet();
    }

    /// A file beside METADATA.XML.
    Archives replaced(String name, byte[] content) {
        return put(FOLDER + name, content);
    }

    byte[] file(String name) {
        return at(FOLDER + name);
    }

    byte[] at(String path) {
        return files.getOrDefault(path, new byte[0]);
    }

    Archives metadata(String before, String after) {
        String changed = metadata().replace(before, after);
        return replaced("METADATA.XML", changed.getBytes(StandardCharsets.UTF_8));
    }

    String metadata() {
        return new String(file("METADATA.XML"), StandardCharsets.UTF_8);
    }

    byte[] zip() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static Map<String, byte[]> unzipped(byte[] archive) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), zip.readAllBytes());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    /// Makes size and hash of the first document right.
    private Archives described() {
        byte[] document = file("DOC00001.XML");
        String changed =
                metadata()
                        .replaceFirst(
                                "<Value>[0-9a-f]{40}</Value>",
                                "<Value>" + sha1(document) + "</Value>")
                        .replaceFirst(
                                "(?s)(<Slot name=\"size\">\\s*<ValueList>\\s*<Value>)\\d+",
                                "$1" + document.length);
        return replaced("METADATA.XML", changed.getBytes(StandardCharsets.UTF_8));
    }

    private static String sha1(byte[] octets) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(octets));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
