package fr.spico.document;

import fr.spico.platform.zip.ZipSigns;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Types of files that a dossier takes, recognised by their content whatever their name says.
public enum FileType {
    PDF("application/pdf", "pdf"),
    JPEG("image/jpeg", "jpg"),
    PNG("image/png", "png"),
    GIF("image/gif", "gif"),
    WEBP("image/webp", "webp"),
    TIFF("image/tiff", "tif"),
    DOCX("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
    ODT("application/vnd.oasis.opendocument.text", "odt"),
    CDA("application/hl7-cda+xml", "xml");

    /// Octets of the beginning that are enough to recognise every type but an archive's, which is
    /// told by its directory at the end.
    static final int BEGINNING = 64 << 10;

    private static final Map<String, FileType> BY_MEDIA_TYPE =
            Arrays.stream(values()).collect(Collectors.toMap(t -> t.mediaType, t -> t));

    private static final String UNKNOWN = "Ce type de fichier n’est pas accepté.";

    /// After a byte order mark or blanks.
    private static final Pattern PDF_START =
            Pattern.compile("(?:\u00ef\u00bb\u00bf)?[\\s\\x00]{0,1019}%PDF-");

    private static final Pattern CDA_ROOT =
            Pattern.compile("<(\\w{1,20}:)?ClinicalDocument\\b[^>]*urn:hl7-org:v3");

    private final String mediaType;
    private final String extension;

    FileType(String mediaType, String extension) {
        this.mediaType = mediaType;
        this.extension = extension;
    }

    public String mediaType() {
        return mediaType;
    }

    public String extension() {
        return extension;
    }

    public static Optional<FileType> of(String mediaType) {
        return Optional.ofNullable(BY_MEDIA_TYPE.get(mediaType));
    }

    /// A type, or the sentence that says what the file is and what to do.
    sealed interface Recognition {
        record Taken(FileType type) implements Recognition {}

        record Refused(String sentence) implements Recognition {}
    }

    /// @param octets the whole file; of what is no archive, the first [#BEGINNING] octets are
    ///   enough
    static Recognition recognise(byte[] octets) {
        byte[] beginning = octets.length > BEGINNING ? Arrays.copyOf(octets, BEGINNING) : octets;
        String latin = new String(beginning, StandardCharsets.ISO_8859_1);
        if (PDF_START.matcher(latin).lookingAt()) {
            return new Recognition.Taken(PDF);
        }
        if (latin.startsWith("\u00ff\u00d8\u00ff")) {
            return new Recognition.Taken(JPEG);
        }
        if (latin.startsWith("\u0089PNG\r\n\u001a\n")) {
            return new Recognition.Taken(PNG);
        }
        if (latin.startsWith("GIF87a") || latin.startsWith("GIF89a")) {
            return new Recognition.Taken(GIF);
        }
        if (latin.startsWith("RIFF") && latin.startsWith("WEBP", 8)) {
            return new Recognition.Taken(WEBP);
        }
        if (latin.startsWith("II*\0") || latin.startsWith("MM\0*")) {
            return new Recognition.Taken(TIFF);
        }
        if (ZipSigns.isZip(beginning)) {
            return archive(octets);
        }
        return text(beginning, latin);
    }

    private static Recognition text(byte[] beginning, String latin) {
        String text = new String(beginning, OfficeArchive.charset(beginning)).replace("\ufeff", "");
        if (CDA_ROOT.matcher(text).region(root(text), text.length()).lookingAt()) {
            return new Recognition.Taken(CDA);
        }
        String refusal = refusal(latin);
        if (refusal.equals(UNKNOWN) && isPdfAfterNoise(latin)) {
            return new Recognition.Taken(PDF);
        }
        return new Recognition.Refused(
                refusal
                        + " Un dossier prend des PDF, des images (JPEG,"
                        + " PNG, GIF, WebP, TIFF), des textes Word (.docx) ou OpenDocument (.odt) et des CDA.");
    }

    /// Scanners and printers put lines of their own before it, and readers look that far; a page
    /// that only speaks of it is none.
    private static boolean isPdfAfterNoise(String latin) {
        int at = latin.substring(0, Math.min(latin.length(), 1024)).indexOf("%PDF-");
        return at >= 0 && latin.lastIndexOf('<', at) < 0;
    }

    /// Where the first element of an XML text begins: after its declaration and comments, one by
    /// one, as an expression for it could be made to search for ever.
    private static int root(String text) {
        int at = 0;
        while (at < text.length()) {
            String end =
                    text.startsWith("<?", at) ? "?>" : text.startsWith("<!--", at) ? "-->" : "";
            if (!end.isEmpty()) {
                int found = text.indexOf(end, at + 2);
                if (found < 0) {
                    return text.length();
                }
                at = found + end.length();
            } else if (Character.isWhitespace(text.charAt(at))) {
                at++;
            } else {
                return at;
            }
        }
        return at;
    }

    private static String refusal(String latin) {
        if (latin.startsWith("\u00d0\u00cf\u0011\u00e0")) {
            return "Ce fichier vient d’un ancien Word, Excel ou Outlook : enregistrez-le en PDF.";
        }
        if (latin.startsWith("ftyphe", 4) || latin.startsWith("ftypmif1", 4)) {
            return "Cette photo est au format HEIC : enregistrez-la en JPEG.";
        }
        if (latin.startsWith("MZ") || latin.startsWith("\u007fELF") || latin.startsWith("#!")) {
            return "Ce fichier est un programme : il est refusé.";
        }
        String lower = latin.stripLeading().toLowerCase(Locale.ROOT);
        if (lower.startsWith("<!doctype html") || lower.startsWith("<html")) {
            return "Ce fichier est une page web : enregistrez-la en PDF.";
        }
        return UNKNOWN;
    }

    private static Recognition archive(byte[] octets) {
        OfficeArchive archive;
        try {
            archive = OfficeArchive.read(octets);
        } catch (IOException _) {
            return new Recognition.Refused(
                    "Ce fichier est abîmé ou incomplet : ouvrez-le et enregistrez-le à nouveau, ou en"
                            + " PDF.");
        }
        if (archive.hasMacros()) {
            return new Recognition.Refused(
                    "Ce fichier contient des macros : enregistrez-le sans elles, ou en PDF.");
        }
        if (archive.mimetype().equals(ODT.mediaType)) {
            return new Recognition.Taken(ODT);
        }
        boolean office = archive.has(OfficeArchive.CONTENT_TYPES);
        if (office && archive.has("word/")) {
            return new Recognition.Taken(DOCX);
        }
        return new Recognition.Refused(
                office
                        ? "Ce fichier vient d’Excel ou de PowerPoint : enregistrez-le en PDF."
                        : "Ce fichier est une archive : ajoutez un à un les documents qu’elle contient.");
    }
}
