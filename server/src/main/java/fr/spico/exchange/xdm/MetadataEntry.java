package fr.spico.exchange.xdm;

import fr.spico.exchange.Code;
import fr.spico.exchange.PatientTraits;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// What METADATA.XML says of one document; what it does not say is empty.
///
/// @param uri the file, beside METADATA.XML
/// @param hash SHA-1 as hexadecimal digits
/// @param replaces entry that it replaces
record MetadataEntry(
        String id,
        String uri,
        String mimeType,
        String hash,
        Optional<Long> size,
        Code type,
        String title,
        Optional<LocalDate> date,
        String author,
        String structure,
        PatientTraits patient,
        List<Code> confidentiality,
        Optional<String> replaces) {

    @Override
    public String toString() {
        return "MetadataEntry[…]";
    }
}
