package fr.spico.replica;

import static org.assertj.core.api.Assertions.assertThat;

import fr.spico.mail.MailStore.FetchedMessage;
import fr.spico.mail.MailStore.FetchedPart;
import fr.spico.mail.MssAddress;
import fr.spico.mail.mime.BodyPart;
import fr.spico.mail.mime.MessageParser;
import fr.spico.mail.mime.MimeProblem;
import fr.spico.mail.mime.ParsedMessage;
import fr.spico.platform.config.PatientDomain;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReplicaReadingTest {

    private final ReplicaReading reading =
            new ReplicaReading(
                    new MssAddress("tilleuls@medimail.mssante.test"),
                    new PatientDomain("patient.mssante.test"),
                    1 << 18);

    @Test
    void aMessageThatBreaksItsReaderIsThereWithoutContentAndForNobodyButThoseInRpps() {
        BodyPart endless = part("text/plain", List.of());
        for (int i = 0; i < 100_000; i++) {
            endless = part("multipart/mixed", List.of(endless));
        }
        NewEmail email = read("From: a@b.test\r\nSubject: x\r\n\r\n", endless, List.of());

        assertThat(email.problems()).contains(MimeProblem.BAD_STRUCTURE);
        assertThat(email.type()).isEqualTo(MessageType.PATIENT);
        assertThat(email.header()).isEmpty();
    }

    @Test
    void aReportOnAMailToAPatientIsAnExchangeWithPatients() {
        String report =
                """
                From: MAILER-DAEMON@medimail.mssante.test
                To: tilleuls@medimail.mssante.test
                Subject: Message non distribué
                Content-Type: multipart/report; report-type=delivery-status; boundary=b

                --b
                Content-Type: text/plain

                Votre message n'a pas pu être remis à 279035121518989@patient.mssante.test parce que
                sa messagerie est fermée.
                --b
                Content-Type: message/delivery-status

                Final-Recipient: rfc822; 279035121518989@patient.mssante.test
                --b--
                """;

        assertThat(read(report).type()).isEqualTo(MessageType.PATIENT);
        assertThat(read(report.replace("@patient.", "@liberal.")).type())
                .isEqualTo(MessageType.PROFESSIONAL);
    }

    @Test
    void aHeaderThatIsCutBeforeItsAuthorMayBeAPatients() {
        ParsedMessage message =
                MessageParser.parse("X-A: b\r\n\r\n".getBytes(StandardCharsets.UTF_8));
        FetchedMessage cut =
                fetched(
                        message.headerBlock(),
                        message.root(),
                        List.of(MimeProblem.HEADER_TOO_LONG));

        assertThat(reading.read(cut, List.of(), Optional.empty(), Optional.empty()).type())
                .isEqualTo(MessageType.PATIENT);
    }

    private NewEmail read(String message) {
        ParsedMessage parsed = MessageParser.parse(message.getBytes(StandardCharsets.UTF_8));
        List<FetchedPart> parts =
                ReplicaReading.textParts(parsed.root()).stream()
                        .map(p -> String.valueOf(p.partId()))
                        .map(id -> new FetchedPart(1, id, parsed.encoded(id).orElseThrow()))
                        .toList();
        return read(new String(parsed.headerBlock(), StandardCharsets.UTF_8), parsed.root(), parts);
    }

    private NewEmail read(String header, BodyPart structure, List<FetchedPart> parts) {
        return reading.read(
                fetched(header.getBytes(StandardCharsets.UTF_8), structure, List.of()),
                parts,
                Optional.empty(),
                Optional.empty());
    }

    private static FetchedMessage fetched(
            byte[] header, BodyPart structure, List<MimeProblem> problems) {
        return new FetchedMessage(
                1,
                Set.of(),
                0,
                Instant.parse("2026-11-25T08:00:00Z"),
                header.length,
                Optional.empty(),
                header,
                structure,
                problems);
    }

    private static BodyPart part(String type, List<BodyPart> children) {
        return new BodyPart(
                children.isEmpty() ? "1" : null,
                0,
                null,
                type,
                null,
                "7bit",
                null,
                null,
                null,
                null,
                children);
    }
}
