package fr.spico.exchange.cda;

import fr.spico.exchange.Author;
import fr.spico.exchange.Code;
import fr.spico.exchange.ConfidentialityCode;
import fr.spico.exchange.Issuer;
import fr.spico.exchange.Oids;
import fr.spico.exchange.OutgoingDocument;
import fr.spico.exchange.OutgoingXdm;
import fr.spico.exchange.PatientTraits;
import fr.spico.exchange.Structure;
import fr.spico.exchange.xml.XmlOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.UUID;

/// Writes a document as CDA R2 level 1: a header, and the file itself as base64.
public final class CdaWriter {

    private static final ZoneId ZONE = ZoneId.of("Europe/Paris");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMddHHmmssxx");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyyMMdd");

    private static final String[] ROOT = {
        "xmlns", "urn:hl7-org:v3", "xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"
    };

    /// HL7 France, CI-SIS « Structuration minimale », and a body without structure.
    private static final String[] TEMPLATES = {
        "2.16.840.1.113883.2.8.2.1", "1.2.250.1.213.1.1.1.1", "1.3.6.1.4.1.19376.1.2.20"
    };

    private final OutgoingXdm xdm;
    private final OutgoingDocument document;
    private final Issuer issuer;
    private final XmlOutput out;

    private CdaWriter(OutgoingXdm xdm, OutgoingDocument document, Issuer issuer, XmlOutput out) {
        this.xdm = xdm;
        this.document = document;
        this.issuer = issuer;
        this.out = out;
    }

    /// @param document one of the archive's
    public static void write(
            OutgoingXdm xdm, OutgoingDocument document, Issuer issuer, OutputStream stream)
            throws IOException {
        XmlOutput out = new XmlOutput(stream);
        new CdaWriter(xdm, document, issuer, out).document();
        out.end();
    }

    private void document() throws IOException {
        out.element(
                "ClinicalDocument",
                ROOT,
                () -> {
                    identification();
                    recordTarget();
                    author();
                    custodian();
                    legalAuthenticator();
                    documentationOf();
                    relatedDocument();
                    componentOf();
                    body();
                });
    }

    private void identification() throws IOException {
        out.empty("realmCode", "code", "FR");
        out.empty("typeId", "root", "2.16.840.1.113883.1.3", "extension", "POCD_HD000040");
        for (String template : TEMPLATES) {
            out.empty("templateId", "root", template);
        }
        out.empty("id", "root", Oids.of(document.id()));
        code("code", document.type().code());
        out.text("title", document.title());
        out.empty("effectiveTime", "value", time(document.createdAt()));
        code("confidentialityCode", ConfidentialityCode.NORMAL);
        out.empty("languageCode", "code", "fr-FR");
        out.empty("setId", "root", Oids.of(document.series()));
        out.empty("versionNumber", "value", Integer.toString(document.version()));
    }

    private void recordTarget() throws IOException {
        PatientTraits patient = xdm.patient();
        out.element(
                "recordTarget",
                () ->
                        out.element(
                                "patientRole",
                                () -> {
                                    patientIds(patient);
                                    unknownContact();
                                    out.element("patient", () -> patient(patient));
                                }));
    }

    private void patientIds(PatientTraits patient) throws IOException {
        if (patient.ins().isPresent()) {
            PatientTraits.Ins ins = patient.ins().get();
            out.empty("id", "root", ins.oid(), "extension", ins.matricule());
        }
        out.empty("id", "root", issuer.patientsOid(), "extension", xdm.patientId());
    }

    private void patient(PatientTraits patient) throws IOException {
        out.element("name", () -> patientName(patient));
        switch (patient.sex()) {
            case F -> gender("F", "Féminin");
            case M -> gender("M", "Masculin");
            case U -> out.empty("administrativeGenderCode", "nullFlavor", "UNK");
        }
        if (patient.birthDate().isPresent()) {
            out.empty("birthTime", "value", DAY.format(patient.birthDate().get()));
        } else {
            out.empty("birthTime", "nullFlavor", "UNK");
        }
        if (!patient.birthplace().isEmpty()) {
            birthplace(patient.birthplace());
        }
    }

    private void patientName(PatientTraits patient) throws IOException {
        out.text("family", patient.birthName(), "qualifier", "BR");
        if (!patient.birthFirstNames().isEmpty()) {
            out.text("given", String.join(" ", patient.birthFirstNames()));
            out.text("given", patient.firstBirthFirstName(), "qualifier", "BR");
        }
        if (!patient.usedName().isEmpty()) {
            out.text("family", patient.usedName(), "qualifier", "CL");
        }
        if (!patient.usedFirstName().isEmpty()) {
            out.text("given", patient.usedFirstName(), "qualifier", "CL");
        }
    }

    private void gender(String code, String label) throws IOException {
        code("administrativeGenderCode", new Code(code, "2.16.840.1.113883.5.1", label));
    }

    private void birthplace(String insee) throws IOException {
        out.element(
                "birthplace",
                () ->
                        out.element(
                                "place",
                                () -> out.element("addr", () -> out.text("county", insee))));
    }

    private void author() throws IOException {
        out.element(
                "author",
                () -> {
                    out.empty("time", "value", time(document.createdAt()));
                    out.element("assignedAuthor", this::assigned);
                });
    }

    private void custodian() throws IOException {
        Structure structure = xdm.sender().structure();
        out.element(
                "custodian",
                () ->
                        out.element(
                                "assignedCustodian",
                                () ->
                                        out.element(
                                                "representedCustodianOrganization",
                                                () -> {
                                                    id(Structure.OID, structure.id());
                                                    out.text("name", structure.name());
                                                })));
    }

    private void legalAuthenticator() throws IOException {
        out.element(
                "legalAuthenticator",
                () -> {
                    out.empty("time", "value", time(document.createdAt()));
                    out.empty("signatureCode", "code", "S");
                    out.element("assignedEntity", this::assigned);
                });
    }

    private void documentationOf() throws IOException {
        String[] performed = {"typeCode", "PRF"};
        out.element(
                "documentationOf",
                () ->
                        out.element(
                                "serviceEvent",
                                () -> {
                                    day();
                                    out.element(
                                            "performer",
                                            performed,
                                            () -> out.element("assignedEntity", this::assigned));
                                }));
    }

    private void relatedDocument() throws IOException {
        if (document.replaces().isPresent()) {
            UUID replaced = document.replaces().get();
            String[] replaces = {"typeCode", "RPLC"};
            out.element(
                    "relatedDocument",
                    replaces,
                    () ->
                            out.element(
                                    "parentDocument",
                                    () -> out.empty("id", "root", Oids.of(replaced))));
        }
    }

    private void componentOf() throws IOException {
        Structure structure = document.author().structure();
        out.element(
                "componentOf",
                () ->
                        out.element(
                                "encompassingEncounter",
                                () -> {
                                    day();
                                    out.element("location", () -> facility(structure));
                                }));
    }

    private void facility(Structure structure) throws IOException {
        out.element(
                "healthCareFacility",
                () -> {
                    id(Structure.OID, structure.id());
                    code("code", structure.sector());
                    out.element("location", () -> out.text("name", structure.name()));
                });
    }

    private void body() throws IOException {
        out.element(
                "component",
                () ->
                        out.element(
                                "nonXMLBody",
                                () -> {
                                    try (InputStream content = document.content().open()) {
                                        out.base64(
                                                "text",
                                                content,
                                                "mediaType",
                                                document.media().type(),
                                                "representation",
                                                "B64");
                                    }
                                }));
    }

    /// The author, as author, as who answers for the document, and as who did what it tells of.
    private void assigned() throws IOException {
        Author author = document.author();
        id(Author.OID, author.id());
        if (author.profession().isPresent()) {
            code("code", author.profession().get());
        }
        unknownContact();
        out.element("assignedPerson", () -> out.element("name", () -> personName(author)));
        out.element("representedOrganization", () -> organization(author.structure()));
    }

    private void personName(Author author) throws IOException {
        out.text("given", author.firstName());
        out.text("family", author.lastName());
        if (!author.title().isEmpty()) {
            out.text("suffix", author.title());
        }
    }

    private void organization(Structure structure) throws IOException {
        id(Structure.OID, structure.id());
        out.text("name", structure.name());
        code("standardIndustryClassCode", structure.setting());
    }

    private void id(String oid, String value) throws IOException {
        if (value.isEmpty()) {
            out.empty("id", "nullFlavor", "NI");
        } else {
            out.empty("id", "root", oid, "extension", value);
        }
    }

    private void code(String element, Code code) throws IOException {
        out.empty(
                element,
                "code",
                code.value(),
                "displayName",
                code.label(),
                "codeSystem",
                code.system());
    }

    private void unknownContact() throws IOException {
        out.empty("addr", "nullFlavor", "NI");
        out.empty("telecom", "nullFlavor", "NI");
    }

    private void day() throws IOException {
        out.element(
                "effectiveTime", () -> out.empty("low", "value", DAY.format(document.actDate())));
    }

    private static String time(Instant instant) {
        return TIME.format(instant.atZone(ZONE));
    }
}
