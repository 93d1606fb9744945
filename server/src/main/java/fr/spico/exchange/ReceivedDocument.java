package fr.spico.exchange;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// A document of a received archive. What nobody said is empty.
///
/// @param number from 1, in the order of the archive
/// @param id the sender's identifier of this version (XDS uniqueId)
/// @param replaces the sender's entry that this version cancels and replaces
/// @param date of the act; of the document, if the act's is unknown
/// @param author name of whom wrote it
/// @param structure where the author works
/// @param problem one French sentence: why it cannot be shown; it can still be downloaded
/// @param doubt one French sentence: what should be looked at before it is trusted
public record ReceivedDocument(
        int number,
        String id,
        Optional<String> replaces,
        Code type,
        String title,
        Optional<LocalDate> date,
        String author,
        String structure,
        PatientTraits patient,
        List<Code> confidentiality,
        Shown shown,
        ReceivedFile.Kind file,
        Optional<String> problem,
        Optional<String> doubt) {

    /// How it can be looked at in a browser.
    public enum Shown {
        /// The file is a PDF.
        PDF,
        /// The file is a picture that browsers know.
        PICTURE,
        /// Its page can be read.
        PAGE,
        /// Only downloaded.
        NOT
    }

    @Override
    public String toString() {
        return "ReceivedDocument[" + number + "]";
    }
}
