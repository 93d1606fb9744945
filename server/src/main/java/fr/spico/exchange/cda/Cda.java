package fr.spico.exchange.cda;

import fr.spico.exchange.Code;
import fr.spico.exchange.PatientTraits;
import fr.spico.exchange.xml.XmlElement;
import java.time.LocalDate;
import java.util.Optional;

/// A clinical document as it was read; what it does not say is empty.
///
/// @param date of the act; of the document, if the act's is unknown
/// @param file what it holds as a file: its whole content at level 1, the PDF of the same content
///   at level 3
/// @param structuredBody at level 3
public record Cda(
        Code type,
        String title,
        Optional<LocalDate> date,
        String author,
        String structure,
        PatientTraits patient,
        Optional<Embedded> file,
        Optional<XmlElement> structuredBody) {

    /// A file within.
    ///
    /// @param octets empty if they are not there or cannot be decoded
    public record Embedded(String mediaType, Optional<byte[]> octets) {
        @Override
        public String toString() {
            return "Embedded[" + mediaType + "]";
        }
    }

    @Override
    public String toString() {
        return "Cda[…]";
    }
}
