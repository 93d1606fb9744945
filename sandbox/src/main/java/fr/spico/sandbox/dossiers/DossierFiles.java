package fr.spico.sandbox.dossiers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import fr.spico.sandbox.cast.Cast;
import fr.spico.sandbox.cast.Person;
import fr.spico.sandbox.dossiers.Papers.Paper;
import fr.spico.sandbox.dossiers.Patients.Patient;
import fr.spico.sandbox.mails.Pdf;
import fr.spico.sandbox.mails.Pictures;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/// Writes the dossiers of the sandbox: the same people and documents every time, dated back from
/// today.
public final class DossierFiles {

    private static final long SEED = 20_261_125;
    private static final String TEST_NUMBERS = "1.2.250.1.213.1.4.10";
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy");

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final Path folder;
    private final LocalDate today;

    private DossierFiles(Path folder, LocalDate today) {
        this.folder = folder;
        this.today = today;
    }

    record DossierLine(
            String ref,
            String birthName,
            String birthFirstNames,
            String usedName,
            String usedFirstName,
            String sex,
            String birthDate,
            String birthplace,
            @Nullable String matricule,
            @Nullable String oid,
            String state,
            List<MemberLine> circle,
            List<DocumentLine> documents) {

        @Override
        public String toString() {
            return "DossierLine[…]";
        }
    }

    record MemberLine(
            @Nullable String login,
            @Nullable String address,
            String name,
            String profession,
            String structure,
            String role) {

        @Override
        public String toString() {
            return "MemberLine[…]";
        }
    }

    record DocumentLine(
            String ref,
            String file,
            String category,
            String title,
            String actDate,
            String author,
            String confidentiality,
            String addedBy) {

        @Override
        public String toString() {
            return "DocumentLine[…]";
        }
    }

    /// Writes the folder; `dossiers.json` comes last, when all that it names is there.
    public static void write(Path folder, LocalDate today) throws IOException {
        DossierFiles files = new DossierFiles(Files.createDirectories(folder), today);
        List<DossierLine> lines = new ArrayList<>();
        List<Patient> patients = Patients.all();
        for (int i = 0; i < patients.size(); i++) {
            lines.add(files.dossier(patients.get(i), "patient-%02d".formatted(i + 1)));
        }
        Path part = folder.resolve("dossiers.part");
        new ObjectMapper()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .writeValue(part.toFile(), lines);
        Files.move(part, folder.resolve("dossiers.json"), ATOMIC_MOVE, REPLACE_EXISTING);
    }

    private DossierLine dossier(Patient patient, String ref) throws IOException {
        List<DocumentLine> documents = new ArrayList<>();
        Files.createDirectories(folder.resolve(ref));
        LocalDate date = today;
        for (int i = 0; i < patient.documents(); i++) {
            date = date.minusDays(2 + random.nextInt(35));
            documents.add(document(patient, ref, i, date));
        }
        return new DossierLine(
                ref,
                patient.birthName(),
                patient.firstNames(),
                patient.usedName(),
                patient.firstName(),
                patient.sex(),
                patient.birth().toString(),
                patient.birthplace(),
                patient.hasIns() ? patient.matricule() : null,
                patient.hasIns() ? TEST_NUMBERS : null,
                patient.state(),
                circle(patient),
                documents);
    }

    private static List<MemberLine> circle(Patient patient) {
        List<MemberLine> members = new ArrayList<>();
        for (Person person : patient.circle()) {
            boolean account = Cast.ACCOUNT_HOLDERS.contains(person);
            String role =
                    members.isEmpty() && person.profession().equals("Médecin")
                            ? "attending"
                            : person.equals(Cast.SOCIAL_WORKER) ? "coordinator" : "participant";
            members.add(
                    new MemberLine(
                            account ? person.address() : null,
                            account ? null : person.address(),
                            person.displayName(),
                            person.profession(),
                            person.structure(),
                            role));
        }
        return members;
    }

    private DocumentLine document(Patient patient, String ref, int n, LocalDate date)
            throws IOException {
        Paper paper = Papers.write(patient, n, date, random);
        Content content = content(paper, patient, date, n);
        String file = "%s/%03d.%s".formatted(ref, n + 1, content.extension());
        Files.write(folder.resolve(file), content.octets());
        return new DocumentLine(
                ref + "/" + (n + 1),
                file,
                content.category(),
                content.title(),
                date.toString(),
                paper.author().displayName(),
                confidentiality(paper),
                addedBy(patient, paper));
    }

    private record Content(String category, String title, String extension, byte[] octets) {}

    /// Mostly PDF; now and then a photograph, a curve, a text that is still being written.
    private Content content(Paper paper, Patient patient, LocalDate date, int n) {
        if (paper.author().equals(Cast.NURSE) && n % 3 == 0) {
            return new Content("11506-3", "Photographie de plaie", "jpg", Pictures.wound(n));
        }
        if (paper.author().equals(Cast.CARDIOLOGIST) && n % 5 == 2) {
            return new Content("47420-5", "Courbe de tension", "png", Pictures.curve(n));
        }
        if (paper.author().equals(Cast.SOCIAL_WORKER) && n % 4 == 1) {
            return new Content(
                    paper.category(), paper.title(), "odt", odt(page(paper, patient, date)));
        }
        return new Content(
                paper.category(),
                paper.title(),
                "pdf",
                Pdf.of(paper.title(), page(paper, patient, date)));
    }

    private static String page(Paper paper, Patient patient, LocalDate date) {
        return paper.author().displayName()
                + "\n"
                + paper.author().structure()
                + " - "
                + paper.author().town()
                + "\n\n"
                + patient.polite()
                + ", "
                + (patient.sex().equals("M") ? "né" : "née")
                + " le "
                + DAY.format(patient.birth())
                + "\nLe "
                + DAY.format(date)
                + "\n\n"
                + paper.text();
    }

    private String confidentiality(Paper paper) {
        int drawn = random.nextInt(20);
        if (paper.author().equals(Cast.PSYCHOLOGIST) && drawn < 6) {
            return "masked";
        }
        return drawn < 2 ? "restricted" : "normal";
    }

    /// Colleagues outside have theirs put in by the first of the circle.
    private static String addedBy(Patient patient, Paper paper) {
        Person author = paper.author();
        return Cast.ACCOUNT_HOLDERS.contains(author)
                ? author.address()
                : patient.circle().getFirst().address();
    }

    /// The least that is an OpenDocument text.
    private static byte[] odt(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            byte[] type = "application/vnd.oasis.opendocument.text".getBytes(UTF_8);
            ZipEntry first = new ZipEntry("mimetype");
            CRC32 sum = new CRC32();
            sum.update(type);
            first.setMethod(ZipEntry.STORED);
            first.setSize(type.length);
            first.setCrc(sum.getValue());
            zip.putNextEntry(first);
            zip.write(type);
            put(zip, "META-INF/manifest.xml", MANIFEST);
            put(zip, "content.xml", CONTENT.formatted(paragraphs(text)));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static void put(ZipOutputStream zip, String name, String text) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(text.getBytes(UTF_8));
    }

    private static String paragraphs(String text) {
        StringBuilder xml = new StringBuilder();
        text.lines()
                .forEach(line ->
                        xml.append("<text:p>")
                                .append(line.replace("&", "&amp;").replace("<", "&lt;"))
                                .append("</text:p>"));
        return xml.toString();
    }

    private static final String MANIFEST =
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2">
             <manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/>
             <manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>
            </manifest:manifest>
            """;

    private static final String CONTENT =
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2"><office:body><office:text>%s</office:text></office:body></office:document-content>
            """;
}
