package fr.spico.exchange.xdm;

import fr.spico.exchange.ReceivedFile;
import fr.spico.exchange.cda.Cda;
import fr.spico.exchange.cda.Cda.Embedded;
import fr.spico.exchange.cda.CdaPage;
import fr.spico.exchange.cda.CdaReader;
import fr.spico.exchange.xml.XmlElement;
import fr.spico.exchange.xml.XmlInput;
import fr.spico.exchange.xml.XmlProblem;
import fr.spico.platform.zip.ZipSigns;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/// A file of an archive that the metadata announce.
///
/// @param octets as they are in the archive
/// @param type media type that the metadata say
/// @param cda if it is a clinical document
/// @param problem why it cannot be shown
record XdmPart(byte[] octets, String type, Optional<Cda> cda, Optional<String> problem) {

    private static final Map<String, String> EXTENSIONS =
            Map.of(
                    "application/pdf",
                    ".pdf",
                    "text/plain",
                    ".txt",
                    "text/rtf",
                    ".rtf",
                    "application/rtf",
                    ".rtf",
                    "image/jpeg",
                    ".jpg",
                    "image/tiff",
                    ".tif",
                    "image/png",
                    ".png",
                    "image/gif",
                    ".gif",
                    "text/xml",
                    ".xml",
                    "application/xml",
                    ".xml");

    static XdmPart read(XdmArchive archive, String path, MetadataEntry entry) throws IOException {
        Optional<InputStream> content = archive.read(path);
        if (content.isEmpty()) {
            return unread(
                    new byte[0],
                    entry,
                    archive.has(path)
                            ? "Ce document est compressé d’une façon que Spico ne connaît pas."
                            : "Ce document est annoncé, mais son fichier manque dans l’archive.");
        }
        try (InputStream in = content.get()) {
            byte[] octets = in.readAllBytes();
            return isAsAnnounced(octets, entry)
                    ? understood(octets, entry)
                    : unread(
                            octets,
                            entry,
                            "Ce document ne correspond pas à son empreinte : il a été abîmé ou modifié en route.");
        }
    }

    /// @param name without extension
    ReceivedFile file(String name) {
        Optional<Embedded> within = problem.isPresent() ? Optional.empty() : cda.flatMap(Cda::file);
        return within.filter(file -> file.octets().isPresent())
                .map(file -> embedded(name, file.mediaType(), file.octets().orElseThrow()))
                .orElseGet(() -> file(name, type, octets));
    }

    /// @param name without extension
    ReceivedFile original(String name) {
        return file(name, type, octets);
    }

    private static ReceivedFile embedded(String name, String said, byte[] octets) {
        return file(name, MediaTypes.of(octets, said), octets);
    }

    private static ReceivedFile file(String name, String type, byte[] octets) {
        String extension = EXTENSIONS.getOrDefault(type, "");
        return new ReceivedFile(new ReceivedFile.Kind(type, name + extension), octets);
    }

    private static XdmPart understood(byte[] octets, MetadataEntry entry) {
        if (ZipSigns.isZip(octets)) {
            return unread(
                    octets,
                    entry,
                    "Ce document est lui-même une archive : Spico n’ouvre pas une archive dans une archive.");
        }
        return looksLikeXml(octets) ? cda(octets, entry) : file(octets, entry);
    }

    private static XdmPart file(byte[] octets, MetadataEntry entry) {
        return new XdmPart(octets, type(octets, entry), Optional.empty(), Optional.empty());
    }

    private static XdmPart cda(byte[] octets, MetadataEntry entry) {
        try {
            XmlElement root = XmlInput.read(new ByteArrayInputStream(octets));
            Optional<Cda> cda = CdaReader.read(root);
            return new XdmPart(octets, "text/xml", cda, problem(cda));
        } catch (XmlProblem e) {
            return unread(octets, entry, sentence(e.reason()));
        } catch (IOException e) {
            return unread(octets, entry, sentence(XmlProblem.Reason.MALFORMED));
        }
    }

    private static String sentence(XmlProblem.Reason reason) {
        return switch (reason) {
            case MALFORMED -> "Ce document est illisible : son XML est abîmé.";
            case DOCTYPE ->
                    "Ce document contient des instructions interdites (DOCTYPE) : il n’a pas été lu.";
            case TOO_MUCH -> "Ce document est démesuré : il n’a pas été lu.";
        };
    }

    private static Optional<String> problem(Optional<Cda> cda) {
        if (cda.isEmpty()) {
            return Optional.of("Ce fichier XML n’est pas un document clinique (CDA).");
        }
        Optional<Embedded> file = cda.get().file();
        if (file.filter(f -> f.octets().filter(o -> !isWhatItSays(f, o)).isPresent()).isPresent()) {
            return Optional.of("Le contenu de ce document n’est pas le PDF qu’il prétend être.");
        }
        boolean something =
                CdaPage.isReadable(cda.get()) || file.flatMap(Embedded::octets).isPresent();
        return something
                ? Optional.empty()
                : Optional.of("Le contenu de ce document manque, ou son codage est inconnu.");
    }

    private static boolean isWhatItSays(Embedded file, byte[] octets) {
        return !file.mediaType().equals("application/pdf") || MediaTypes.isPdf(octets);
    }

    private static XdmPart unread(byte[] octets, MetadataEntry entry, String problem) {
        return new XdmPart(octets, type(octets, entry), Optional.empty(), Optional.of(problem));
    }

    /// What the content says of itself goes before what the metadata say.
    private static String type(byte[] octets, MetadataEntry entry) {
        String type = MediaTypes.of(octets, entry.mimeType());
        return EXTENSIONS.containsKey(type) ? type : "application/octet-stream";
    }

    private static boolean isAsAnnounced(byte[] octets, MetadataEntry entry) {
        boolean sameSize = entry.size().filter(size -> size != octets.length).isEmpty();
        boolean hashed = entry.hash().matches("[0-9a-f]{40}");
        return sameSize && (!hashed || entry.hash().equals(sha1(octets)));
    }

    private static String sha1(byte[] octets) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(octets));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-1", e);
        }
    }

    private static boolean looksLikeXml(byte[] octets) {
        String start =
                new String(
                        Arrays.copyOf(octets, Math.min(octets.length, 200)),
                        StandardCharsets.ISO_8859_1);
        String plain = start.replaceAll("[^<?!\\w]", "");
        return plain.startsWith("<");
    }

    @Override
    public String toString() {
        return "XdmPart[" + type + "]";
    }
}
