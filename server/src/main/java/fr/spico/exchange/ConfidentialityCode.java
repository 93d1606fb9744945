package fr.spico.exchange;

import java.util.Optional;

/// To whom a document may not be shown (standards §3.3).
public enum ConfidentialityCode {
    MASKED_FROM_PROFESSIONALS("MASQUE_PS", "Masqué aux professionnels de santé"),
    INVISIBLE_TO_PATIENT("INVISIBLE_PATIENT", "Non visible par le patient"),
    INVISIBLE_TO_REPRESENTATIVES(
            "INVISIBLE_REPRESENTANTS_LEGAUX", "Non visible par représentants légaux du patient");

    /// What every document of the field bears, whatever else it bears (HL7 Confidentiality).
    public static final Code NORMAL = new Code("N", "2.16.840.1.113883.5.25", "Normal");

    private static final String STATUS_SYSTEM = "1.2.250.1.213.1.1.4.13";

    private final Code code;

    ConfidentialityCode(String value, String label) {
        this.code = new Code(value, STATUS_SYSTEM, label);
    }

    public static Optional<ConfidentialityCode> of(String value) {
        for (ConfidentialityCode each : values()) {
            if (each.code.value().equals(value)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    public Code code() {
        return code;
    }
}
