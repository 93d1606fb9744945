package fr.spico.sending;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Something in a mail that does not agree with the rest of it.
///
/// @param message one French sentence
/// @param address the recipient that it is about, if it is one
/// @param documentId the document that it is about, if it is one
record Difference(
        Code code, String message, @Nullable String address, @Nullable String documentId) {

    enum Code {
        SEVERAL_PATIENTS,
        OTHER_PATIENT,
        BIRTH_DATE,
        MATRICULE,
        NAME,
        OUTSIDE_CIRCLE,
        OPPOSITION,
        CONFIDENTIALITY,
        CANCELLED_VERSION;

        /// As docs/api.md has it.
        String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    static Difference of(Code code, String message) {
        return new Difference(code, message, null, null);
    }

    /// Whether it forbids sending, whatever the sender says.
    boolean blocking() {
        return code == Code.OPPOSITION;
    }

    @Override
    public String toString() {
        return "Difference[" + code + "]";
    }
}
