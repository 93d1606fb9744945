package fr.spico.dossier;

import java.util.Locale;
import java.util.Optional;

/// Who of a care circle a document is for; set by who puts it in.
public enum Confidentiality {
    NORMAL("Normale"),
    RESTRICTED("Restreinte"),
    /// MASQUE_PS (standards §3.3).
    MASKED("Masquée aux professionnels");

    private final String label;

    Confidentiality(String label) {
        this.label = label;
    }

    public static Optional<Confidentiality> parse(String code) {
        for (Confidentiality value : values()) {
            if (value.code().equals(code)) {
                return Optional.of(value);
            }
        }
        return Optional.empty();
    }

    /// As docs/api.md has it.
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String label() {
        return label;
    }
}
