package fr.spico.exchange.xdm;

import fr.spico.exchange.PatientTraits;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a document's file is called when it is downloaded (ECO.2.1.6): day of the act, type, name,
/// first name.
final class FileNames {

    private static final Pattern IMPOSSIBLE = Pattern.compile("[\\\\/:*?\"<>|_\\p{Cntrl}]+");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyyMMdd");

    private FileNames() {}

    /// Without extension.
    static String of(Optional<LocalDate> date, String type, PatientTraits patient) {
        String name =
                Stream.of(
                                date.map(DAY::format).orElse(""),
                                type,
                                patient.birthName(),
                                patient.firstBirthFirstName())
                        .map(part -> IMPOSSIBLE.matcher(part).replaceAll(" ").strip())
                        .filter(part -> !part.isEmpty())
                        .collect(Collectors.joining("_"));
        return name.isEmpty() ? "document" : name.substring(0, Math.min(name.length(), 150));
    }
}
