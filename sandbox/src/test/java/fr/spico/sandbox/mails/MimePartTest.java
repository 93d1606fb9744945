package fr.spico.sandbox.mails;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import javax.mail.MessagingException;
import javax.mail.Session;
import javax.mail.internet.MimeMessage;
import javax.mail.internet.MimeMultipart;
import javax.mail.internet.MimeUtility;
import org.junit.jupiter.api.Test;

class MimePartTest {
    @Test
    void aLongFrenchSubjectIsReadBackWhole() throws Exception {
        String subject = "Œdème régressif – synthèse pluriprofessionnelle ".repeat(8).strip();
        byte[] mail =
                MimePart.text("plain", "x", UTF_8)
                        .asMail(new Headers().text("Subject", subject).toString());
        assertThat(read(mail).getSubject()).isEqualTo(subject);
        assertThat(new String(mail, ISO_8859_1).lines()).allMatch(line -> line.length() <= 100);
    }

    @Test
    void quotedPrintableKeepsAccentsTrailingBlanksAndLongLines() throws Exception {
        String text = "Été = 12 €, fin avec blanc \n" + "long ".repeat(60) + "\nfin";
        MimeMessage mail = read(MimePart.text("plain", text, UTF_8).asMail(""));
        assertThat(((String) mail.getContent()).replace("\r\n", "\n")).isEqualTo(text);
    }

    @Test
    void anAttachmentKeepsItsAccentedNameAndItsOctets() throws Exception {
        byte[] content = {0, 1, 2, (byte) 255, '\r', '\n'};
        MimePart mixed =
                MimePart.multipart(
                        "mixed",
                        "b",
                        List.of(
                                MimePart.text("plain", "x", UTF_8),
                                MimePart.attachment(
                                        "résumé d'été.pdf", "application/pdf", content)));
        MimeMultipart parts = (MimeMultipart) read(mixed.asMail("")).getContent();
        assertThat(parts.getCount()).isEqualTo(2);
        assertThat(parts.getBodyPart(1).getInputStream().readAllBytes()).isEqualTo(content);
        assertThat(new String(mixed.octets(), ISO_8859_1))
                .contains("filename*=UTF-8''r%C3%A9sum%C3%A9%20d%27%C3%A9t%C3%A9.pdf");
    }

    @Test
    void aNameCannotAddAHeaderField() throws Exception {
        String field =
                Headers.mailbox(
                        "Dr X\r\nBcc: <autre@liberal.mssante.test>", "x@liberal.mssante.test");
        assertThat(MimeUtility.unfold(field)).doesNotContain("\n");
    }

    @Test
    void aPdfIsOneThatItsOwnTableOfOffsetsDescribes() throws IOException {
        String pdf = new String(Pdf.of("Titre (œdème)", "ligne ".repeat(2000)), ISO_8859_1);
        int xref = Integer.parseInt(pdf.replaceAll("(?s).*startxref\n(\\d+).*", "$1"));
        assertThat(pdf.substring(xref)).startsWith("xref\n");
        assertThat(pdf).startsWith("%PDF-1.4").contains("\\(");
        String first = pdf.substring(xref).lines().skip(3).findFirst().orElseThrow();
        assertThat(pdf.substring(Integer.parseInt(first.substring(0, 10)))).startsWith("1 0 obj");
    }

    private static MimeMessage read(byte[] mail) throws MessagingException {
        return new MimeMessage((Session) null, new ByteArrayInputStream(mail));
    }
}
