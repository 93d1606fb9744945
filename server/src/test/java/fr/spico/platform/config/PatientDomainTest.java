package fr.spico.platform.config;

import static org.assertj.core.api.Assertions.assertThat;

import fr.spico.mail.MssAddress;
import fr.spico.mail.mime.MessageHeader;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PatientDomainTest {

    private static final String PATIENT = "279035121518989@patient.mssante.test";

    private final PatientDomain patients = new PatientDomain("Patient.mssante.test");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "From: P",
                "From: <P>",
                "from:P",
                "From: \"Lucie\" <P",
                "From: Lucie P",
                "From: P (Lucie)",
                "From: grp: P;",
                "From: <@relay.test:P>",
                "From: <mailto:P>",
                "From: P.",
                "From: Lucie [P]",
                "From: \"P\" <lucie@localhost>",
                "From: 279035121518989 @ patient.mssante.test",
                "From: 279035121518989@patient .mssante.test",
                "From: 279035121518989@\r\n patient.mssante.test",
                "From: 279035121518989@[patient.mssante.test]",
                "From: 279035121518989@(domaine)patient.mssante.test",
                "From: 279035121518989\uff20patient.mssante.test",
                "From: 279035121518989@sub.patient.mssante.test",
                "From: x\r\nReturn-Path: <P>",
                "From: x\r\nReply-To: P",
                "From: x\r\nResent-From: P",
                "From: x@y.test\r\nFrom: P",
                "To: x@y.test, P",
                "Bcc: P"
            })
    void aPatientIsFoundHoweverTheAddressIsWritten(String fields) {
        assertThat(patients.isNamedIn(header(fields))).isTrue();
        assertThat(patients.isNamedIn(header(fields.toUpperCase(java.util.Locale.ROOT)))).isTrue();
    }

    @Test
    void aPatientIsFoundInAnEncodedWordAndBehindAnyNumberOfRecipients() {
        String encoded =
                Base64.getEncoder().encodeToString(PATIENT.getBytes(StandardCharsets.UTF_8));
        assertThat(patients.isNamedIn(header("From: =?utf-8?b?" + encoded + "?="))).isTrue();
        assertThat(patients.isNamedIn(header("To: " + "a@b.test,".repeat(3_000) + "P"))).isTrue();
        assertThat(
                        patients.isNamedIn(
                                header("To: " + "=?utf-8?q?a=40b.test?=,".repeat(2_100) + "P")))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "From: a@notpatient.mssante.test",
                "From: patient.mssante.test <a@medimail.mssante.test>",
                "From: patient@mssante.test",
                "From: a@medimail.mssante.test\r\nSubject: P",
                "From: a@medimail.mssante.test\r\nX-Note: P"
            })
    void nobodyElseIsTakenForOne(String fields) {
        assertThat(patients.isNamedIn(header(fields))).isFalse();
    }

    @Test
    void aDomainBelowIsThePatientsToo() {
        assertThat(patients.holds(new MssAddress("1@patient.mssante.test"))).isTrue();
        assertThat(patients.holds(new MssAddress("1@a.patient.mssante.test"))).isTrue();
        assertThat(patients.holds(new MssAddress("1@apatient.mssante.test"))).isFalse();
    }

    private static MessageHeader header(String fields) {
        return MessageHeader.parse(
                (fields.replaceAll("\\bP\\b", PATIENT) + "\r\n\r\n")
                        .getBytes(StandardCharsets.UTF_8));
    }
}
