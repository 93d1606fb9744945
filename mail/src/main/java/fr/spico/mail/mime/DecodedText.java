package fr.spico.mail.mime;

import java.util.Set;

/// Text as it reads, and what was wrong with its octets.
///
/// @param octets of the text in its charset, transfer encoding undone
public record DecodedText(String text, int octets, Set<MimeProblem> problems) {

    public DecodedText {
        problems = Set.copyOf(problems);
    }

    /// Says nothing: it is somebody's letter.
    @Override
    public String toString() {
        return "DecodedText[…]";
    }
}
