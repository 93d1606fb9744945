package fr.spico.sending;

import static org.assertj.core.api.Assertions.assertThat;

import fr.spico.document.DocumentCategory;
import fr.spico.dossier.Patient;
import fr.spico.mail.mime.FieldValue;
import fr.spico.mail.mime.MessageHeader;
import fr.spico.mail.mime.NewField;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Subjects of mails with archives, against `subjects.txt`.
class SubjectTest {

    static List<String> pairs() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(SubjectTest.class.getResourceAsStream("subjects.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void aSubjectIsThatOfItsPair(String pair) {
        String[] sides = pair.split(" => ");
        String[] cells = sides[0].split(" \\| ");
        String subject =
                SendingRules.exchangeSubject(
                        Arrays.stream(cells[0].split(","))
                                .map(code -> DocumentCategory.of(code).orElseThrow())
                                .toList(),
                        new Patient(
                                cells[1],
                                cells[2],
                                "",
                                "",
                                Patient.Sex.U,
                                LocalDate.parse(cells[3]),
                                "",
                                Optional.empty(),
                                Patient.State.PROVISIONAL));
        assertThat(subject).isEqualTo(sides[1]);
        NewField field = new NewField("Subject", new FieldValue.Text(subject));
        assertThat(MessageHeader.parse(field.written()).last("Subject").orElseThrow().asText())
                .as("as it comes out of the mail again")
                .isEqualTo(subject);
    }

    @ParameterizedTest
    @CsvSource({
        "Bilan,XDM/1.0/DDM+Bilan",
        "Re: XDM/1.0/DDM+Bilan,XDM/1.0/DDM+Re: Bilan",
        "xdm/1.0/ddm+Bilan,XDM/1.0/DDM+Bilan"
    })
    void thePrefixStandsInFrontOnce(String written, String sent) {
        assertThat(SendingRules.marked(written)).contains(sent);
        assertThat(SendingRules.marked(sent)).isEmpty();
    }

    @Test
    void anEmptySubjectIsThePrefixAlone() {
        assertThat(SendingRules.marked("")).contains("XDM/1.0/DDM+");
    }
}
