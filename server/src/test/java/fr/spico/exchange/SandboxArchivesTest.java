package fr.spico.exchange;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import fr.spico.sandbox.mails.Exchanges;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.openehealth.ipf.commons.ihe.xds.core.metadata.DocumentEntry;
import org.openehealth.ipf.commons.ihe.xds.core.requests.RegisterDocumentSet;
import org.projecthusky.common.hl7cdar2.POCDMT000040ClinicalDocument;

/// The archives that colleagues of the sandbox send are what the standards say, not only what we
/// take: HL7's schema, Husky and IPF read them too, and read the same.
class SandboxArchivesTest {

    private static final Pattern ARCHIVE =
            Pattern.compile("(?s)application/zip.*?\\r\\n\\r\\n(?<octets>[A-Za-z0-9+/=\\r\\n]+)");

    private final Exchange exchange =
            new Exchange(new ExchangeSettings("2.25.1", "0.1.0", "Spico", 1 << 20));

    @Test
    void everyArchiveOfTheSandboxIsReadByOthersAsByUs() throws Exception {
        List<byte[]> archives =
                Exchanges.all(Instant.parse("2026-03-09T08:00:00Z")).stream()
                        .flatMap(mail -> archive(mail).stream())
                        .toList();
        assertThat(archives).hasSize(2);
        for (byte[] archive : archives) {
            Map<String, byte[]> files = unzipped(archive);
            RegisterDocumentSet metadata = OtherReaders.metadata(file(files, "METADATA.XML"));
            DocumentEntry entry = metadata.getDocumentEntries().getFirst();
            POCDMT000040ClinicalDocument cda = OtherReaders.cda(file(files, "DOC00001.XML"));
            assertThat(exchange.read(archive)).isInstanceOf(ReceivedXdm.Read.class);
            ReceivedDocument ours =
                    ((ReceivedXdm.Read) exchange.read(archive)).documents().getFirst();
            assertThat(ours.problem()).isEmpty();
            assertThat(ours.doubt()).isEmpty();
            assertThat(ours.title()).isEqualTo(entry.getTitle().getValue());
            assertThat(ours.type().value())
                    .isEqualTo(entry.getTypeCode().getCode())
                    .isEqualTo(cda.getCode().getCode());
            assertThat(ours.patient().birthName())
                    .isEqualTo(entry.getSourcePatientInfo().getNames().next().getFamilyName());
        }
    }

    private static Optional<byte[]> archive(byte[] mail) {
        Matcher part = ARCHIVE.matcher(new String(mail, ISO_8859_1));
        return part.find()
                ? Optional.of(Base64.getMimeDecoder().decode(part.group("octets")))
                : Optional.empty();
    }

    private static byte[] file(Map<String, byte[]> files, String name) {
        return Objects.requireNonNull(files.get("IHE_XDM/SUBSET01/" + name), name);
    }

    private static Map<String, byte[]> unzipped(byte[] archive) throws IOException {
        Map<String, byte[]> files = new HashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), zip.readAllBytes());
            }
        }
        return files;
    }
}
