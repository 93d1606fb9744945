package fr.spico.exchange;

import java.util.Locale;
import java.util.Optional;

/// What a CDA document of level 1 may hold (ASS_A12), and the format code that says so (JDV_J10).
public enum CdaMedia {
    PDF("application/pdf", "urn:ihe:iti:xds-sd:pdf:2008", "Pdf/A-1", "pdf"),
    TEXT("text/plain", "urn:ihe:iti:xds-sd:text:2008", "texte brut", "txt"),
    RTF("text/rtf", "urn:ihe:iti-fr:xds-sd:rtf:2010", "format rtf", "rtf"),
    JPEG("image/jpeg", "urn:ihe:iti-fr:xds-sd:jpeg:2010", "format jpeg", "jpg"),
    TIFF("image/tiff", "urn:ihe:iti-fr:xds-sd:tiff:2010", "format tiff", "tif");

    private static final String FORMAT_SYSTEM = "1.3.6.1.4.1.19376.1.2.3";

    private final String type;
    private final Code format;
    private final String extension;

    CdaMedia(String type, String format, String what, String extension) {
        this.type = type;
        this.format = new Code(format, FORMAT_SYSTEM, "Document à corps non structuré en " + what);
        this.extension = extension;
    }

    /// Empty if no CDA may hold such a file.
    public static Optional<CdaMedia> of(String mediaType) {
        String bare = mediaType.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT);
        for (CdaMedia media : values()) {
            if (media.type.equals(bare)) {
                return Optional.of(media);
            }
        }
        return bare.equals("application/rtf") ? Optional.of(RTF) : Optional.empty();
    }

    public String type() {
        return type;
    }

    public Code format() {
        return format;
    }

    public String extension() {
        return extension;
    }
}
