package fr.spico.exchange;

import static fr.spico.exchange.ExchangeCast.ISSUER;
import static fr.spico.exchange.ExchangeCast.ODETTE;
import static fr.spico.exchange.ExchangeCast.SIMONE;
import static fr.spico.exchange.ExchangeCast.archive;
import static fr.spico.exchange.ExchangeCast.document;
import static fr.spico.exchange.ExchangeCast.id;
import static fr.spico.exchange.ExchangeCast.pdf;
import static fr.spico.exchange.ExchangeCast.replacement;
import static fr.spico.exchange.ExchangeCast.simonesReport;
import static fr.spico.exchange.ExchangeCast.xdm;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.spico.exchange.xdm.XdmWriter;
import fr.spico.mail.mime.MessageBuilder;
import fr.spico.mail.mime.NewPart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.openehealth.ipf.commons.ihe.xds.core.metadata.Association;
import org.openehealth.ipf.commons.ihe.xds.core.metadata.AssociationType;
import org.openehealth.ipf.commons.ihe.xds.core.metadata.DocumentEntry;
import org.openehealth.ipf.commons.ihe.xds.core.requests.RegisterDocumentSet;
import org.projecthusky.common.hl7cdar2.POCDMT000040ClinicalDocument;

/// Archives as they are written, and as others read them.
class XdmWriterTest {

    private static final String FOLDER = "IHE_XDM/SUBSET01/";

    @Test
    void an_archive_has_the_files_of_the_standard_under_the_names_of_the_standard() {
        assertThat(Archives.of(xdm(SIMONE, document(1, "11488-4", "A"), replacement(2, 9))).paths())
                .containsExactly(
                        "README.TXT",
                        "INDEX.HTM",
                        FOLDER + "DOC00001.XML",
                        FOLDER + "DOC00002.XML",
                        FOLDER + "METADATA.XML");
    }

    @Test
    void everything_is_as_it_was_once_found_right() {
        Archives qualified = Archives.of(simonesReport());
        Golden.check("README.TXT", qualified.at("README.TXT"));
        Golden.check("INDEX.HTM", qualified.at("INDEX.HTM"));
        Golden.check("qualified.cda.xml", qualified.file("DOC00001.XML"));
        Golden.check("qualified.metadata.xml", qualified.file("METADATA.XML"));
        Archives provisional =
                Archives.of(xdm(ODETTE, document(1, "PRESC-BIO", "Bilan"), replacement(2, 9)));
        Golden.check("provisional.cda.xml", provisional.file("DOC00002.XML"));
        Golden.check("provisional.metadata.xml", provisional.file("METADATA.XML"));
    }

    @Test
    void the_same_input_gives_the_same_archive() {
        assertThat(archive(simonesReport())).isEqualTo(archive(simonesReport()));
    }

    @Test
    void hl7_and_husky_read_each_document() throws Exception {
        Archives files = Archives.of(xdm(SIMONE, document(1, "11488-4", "Été"), replacement(2, 9)));
        POCDMT000040ClinicalDocument first = OtherReaders.cda(files.file("DOC00001.XML"));
        assertThat(first.getTitle().getMergedXmlMixed()).isEqualTo("Été");
        assertThat(first.getCode().getCode()).isEqualTo("11488-4");
        var body = first.getComponent().getNonXMLBody().getText();
        assertThat(body.getMediaType()).isEqualTo("application/pdf");
        assertThat(Base64.getDecoder().decode(body.getMergedXmlMixed())).isEqualTo(pdf("Été"));
        var patient = first.getRecordTarget().getFirst().getPatientRole();
        assertThat(patient.getId().getFirst().getExtension()).isEqualTo("241033155501234");
        assertThat(patient.getPatient().getBirthTime().getValue()).isEqualTo("19410312");
        POCDMT000040ClinicalDocument second = OtherReaders.cda(files.file("DOC00002.XML"));
        assertThat(second.getTitle().getMergedXmlMixed())
                .isEqualTo("Évaluation sociale <sans suite>");
        assertThat(second.getRelatedDocument().getFirst().getParentDocument().getId())
                .extracting(each -> each.getRoot())
                .containsExactly(Oids.of(id(9)));
    }

    @Test
    void ipf_reads_the_metadata() throws Exception {
        Archives files = Archives.of(xdm(SIMONE, document(1, "11488-4", "Été"), replacement(2, 9)));
        RegisterDocumentSet read = OtherReaders.metadata(files.file("METADATA.XML"));
        assertThat(read.getSubmissionSet().getUniqueId()).isEqualTo(Oids.of(id(500)));
        assertThat(read.getSubmissionSet().getSourceId()).isEqualTo(ISSUER.oid());
        assertThat(read.getDocumentEntries())
                .extracting(DocumentEntry::getUri)
                .containsExactly("DOC00001.XML", "DOC00002.XML");
        DocumentEntry entry = read.getDocumentEntries().getFirst();
        byte[] document = files.file("DOC00001.XML");
        assertThat(entry.getSize()).isEqualTo(document.length);
        assertThat(entry.getHash())
                .isEqualTo(
                        HexFormat.of()
                                .formatHex(MessageDigest.getInstance("SHA-1").digest(document)));
        assertThat(entry.getTypeCode().getDisplayName().getValue())
                .isEqualTo("CR ou fiche de consultation ou de visite");
        assertThat(entry.getClassCode().getCode()).isEqualTo("10");
        assertThat(entry.getPatientId().getId()).isEqualTo("241033155501234");
        assertThat(entry.getPatientId().getAssigningAuthority().getUniversalId())
                .isEqualTo("1.2.250.1.213.1.4.10");
        assertThat(entry.getSourcePatientInfo().getNames().next().getFamilyName())
                .isEqualTo("CABIROL");
        assertThat(entry.getAuthors().getFirst().getAuthorPerson().getId().getId())
                .isEqualTo("810100000017");
        assertThat(entry.getAuthors().getFirst().getAuthorInstitution().getFirst().getIdNumber())
                .isEqualTo("1310012345");
        assertThat(read.getDocumentEntries().get(1).getConfidentialityCodes())
                .extracting(code -> code.getCode())
                .containsExactly("N", "MASQUE_PS", "INVISIBLE_REPRESENTANTS_LEGAUX");
        assertThat(read.getAssociations())
                .filteredOn(a -> a.getAssociationType() == AssociationType.REPLACE)
                .extracting(Association::getTargetUuid)
                .containsExactly("urn:uuid:" + id(9));
    }

    @Test
    void every_medium_makes_a_valid_document() throws Exception {
        for (CdaMedia media : CdaMedia.values()) {
            OutgoingXdm xdm =
                    xdm(ODETTE, document(1, media, () -> new ByteArrayInputStream(pdf("x"))));
            Archives files = Archives.of(xdm);
            OtherReaders.cda(files.file("DOC00001.XML"));
            assertThat(
                            OtherReaders.metadata(files.file("METADATA.XML"))
                                    .getDocumentEntries()
                                    .getFirst()
                                    .getFormatCode()
                                    .getCode())
                    .isEqualTo(media.format().value());
        }
    }

    @Test
    void every_type_makes_a_valid_document() throws Exception {
        OutgoingDocument[] documents =
                DocumentType.all().stream()
                        .map(type -> document(1, type.code().value(), type.code().label()))
                        .toArray(OutgoingDocument[]::new);
        Archives files = Archives.of(xdm(SIMONE, documents));
        for (String path : files.paths()) {
            if (path.contains("/DOC")) {
                OtherReaders.cda(files.at(path));
            }
        }
    }

    @Test
    void a_mail_s_fields_say_what_is_inside() throws Exception {
        OutgoingXdm several =
                xdm(
                        ODETTE,
                        document(1, "PRESC-BIO", "a"),
                        document(2, "11488-4", "b"),
                        document(3, "PRESC-BIO", "c"));
        assertThat(fields(several))
                .contains("X-MSS-CODECDA: PRESC-BIO,11488-4\r\n", "X-MSS-INS: N\r\n");
        assertThat(several.subject()).isEqualTo("XDM/1.0/DDM+3 documents D'ARAGON & FILS Odette");
        assertThat(fields(simonesReport()))
                .contains("X-MSS-CODECDA: 11488-4\r\n", "X-MSS-INS: O\r\n");
        assertThat(simonesReport().subject())
                .isEqualTo(
                        "XDM/1.0/DDM+CR ou fiche de consultation ou de visite CABIROL Simone 12/03/1941");
    }

    @Test
    void nothing_of_nobody_is_refused() {
        assertThatThrownBy(() -> xdm(SIMONE)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_document_that_cannot_be_read_fails_and_leaves_no_half_archive_unnoticed() {
        OutgoingXdm broken =
                xdm(
                        SIMONE,
                        document(
                                1,
                                CdaMedia.PDF,
                                () -> {
                                    throw new IOException("gone");
                                }));
        assertThatThrownBy(() -> XdmWriter.write(broken, ISSUER, OutputStream.nullOutputStream()))
                .isInstanceOf(IOException.class);
    }

    /// In time of the processor, so that a busy machine does not matter.
    @Test
    void ten_documents_of_two_megabytes_are_ready_in_two_seconds() throws Exception {
        byte[] octets = new byte[2 << 20];
        new Random(7).nextBytes(octets);
        OutgoingDocument[] ten =
                IntStream.range(0, 10)
                        .mapToObj(n ->
                                document(n, CdaMedia.PDF, () -> new ByteArrayInputStream(octets)))
                        .toArray(OutgoingDocument[]::new);
        long before = processorTime();
        XdmWriter.write(xdm(SIMONE, ten), ISSUER, OutputStream.nullOutputStream());
        assertThat(Duration.ofNanos(processorTime() - before)).isLessThan(Duration.ofSeconds(2));
    }

    private static long processorTime() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static String fields(OutgoingXdm xdm) throws IOException {
        return new String(
                MessageBuilder.build(xdm.headers().fields(), NewPart.text("plain", "x"), () -> "b"),
                StandardCharsets.UTF_8);
    }
}
