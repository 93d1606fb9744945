package fr.spico.filing;

import fr.spico.exchange.PatientTraits;

/// What tells whose a document is.
sealed interface Evidence {

    /// What its sender's software says.
    record Metadata(PatientTraits patient) implements Evidence {

        @Override
        public String toString() {
            return "Metadata[…]";
        }
    }

    /// What people wrote in it and around it.
    ///
    /// @param subject as people read it
    /// @param text of the mail and of the document, the beginning of each
    record Texts(String from, String subject, String fileName, String text) implements Evidence {

        String all() {
            return String.join("\n", from, subject, fileName.replace('_', ' '), text);
        }

        @Override
        public String toString() {
            return "Texts[…]";
        }
    }
}
