package fr.spico.exchange.xdm;

import static org.openehealth.ipf.commons.ihe.xds.core.metadata.Vocabulary.*;

import fr.spico.exchange.Author;
import fr.spico.exchange.Code;
import fr.spico.exchange.ConfidentialityCode;
import fr.spico.exchange.Issuer;
import fr.spico.exchange.Oids;
import fr.spico.exchange.OutgoingDocument;
import fr.spico.exchange.OutgoingXdm;
import fr.spico.exchange.PatientTraits;
import fr.spico.exchange.Structure;
import fr.spico.exchange.xml.XmlText;
import jakarta.xml.bind.JAXBContext;
import jakarta.xml.bind.JAXBException;
import jakarta.xml.bind.Marshaller;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.openehealth.ipf.commons.ihe.xds.core.ebxml.EbXMLClassification;
import org.openehealth.ipf.commons.ihe.xds.core.ebxml.EbXMLFactory;
import org.openehealth.ipf.commons.ihe.xds.core.ebxml.EbXMLRegistryObject;
import org.openehealth.ipf.commons.ihe.xds.core.ebxml.EbXMLSubmitObjectsRequest;
import org.openehealth.ipf.commons.ihe.xds.core.ebxml.ebxml30.EbXMLFactory30;
import org.openehealth.ipf.commons.ihe.xds.core.metadata.AssociationType;
import org.openehealth.ipf.commons.ihe.xds.core.metadata.AvailabilityStatus;
import org.openehealth.ipf.commons.ihe.xds.core.metadata.DocumentEntryType;
import org.openehealth.ipf.commons.ihe.xds.core.metadata.LocalizedString;
import org.openehealth.ipf.commons.ihe.xds.core.stub.ebrs30.lcm.SubmitObjectsRequest;
import org.openehealth.ipf.commons.ihe.xds.core.stub.ebrs30.rim.ClassificationType;
import org.openehealth.ipf.commons.ihe.xds.core.stub.ebrs30.rim.RegistryObjectType;

/// Writes METADATA.XML (standards §3.3) with IPF's model of ebXML. Not with its model of documents,
/// which leaves out what the French volet adds to IHE: the kinds of identifiers (`NH`, `PI`,
/// `IDNST`) and the labels of specialties.
final class MetadataWriter {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMddHHmmss");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyyMMdd");
    private static final Code ANY_ACTIVITY =
            new Code("97", "1.2.250.1.213.2.2", "Type d'activité indifférencié");

    private final EbXMLFactory factory = new EbXMLFactory30();
    private final EbXMLSubmitObjectsRequest<SubmitObjectsRequest> request =
            factory.createSubmitObjectsRequest();
    private final OutgoingXdm xdm;
    private final Issuer issuer;

    private MetadataWriter(OutgoingXdm xdm, Issuer issuer) {
        this.xdm = xdm;
        this.issuer = issuer;
    }

    /// A file of the archive.
    ///
    /// @param name beside METADATA.XML
    /// @param sha1 as hexadecimal digits
    record WrittenFile(OutgoingDocument document, String name, long size, String sha1) {}

    static void write(OutgoingXdm xdm, Issuer issuer, List<WrittenFile> files, OutputStream out)
            throws IOException {
        MetadataWriter writer = new MetadataWriter(xdm, issuer);
        writer.submissionSet();
        files.forEach(writer::documentEntry);
        files.forEach(writer::associations);
        writer.numberNamelessObjects();
        writer.marshal(out);
    }

    private void submissionSet() {
        String id = uuid(xdm.id());
        var set = factory.createRegistryPackage(id, request.getObjectLibrary());
        set.addSlot(SLOT_NAME_SUBMISSION_TIME, time(xdm.at()));
        set.setName(label(xdm.title()));
        author(set, SUBMISSION_SET_AUTHOR_CLASS_SCHEME, xdm.sender());
        code(set, SUBMISSION_SET_CONTENT_TYPE_CODE_CLASS_SCHEME, ANY_ACTIVITY);
        EbXMLClassification kind = factory.createClassification(request.getObjectLibrary());
        kind.setClassificationNode(SUBMISSION_SET_CLASS_NODE);
        kind.setClassifiedObject(id);
        set.addExternalIdentifier(
                issuer.oid(),
                SUBMISSION_SET_SOURCE_ID_EXTERNAL_ID,
                SUBMISSION_SET_LOCALIZED_STRING_SOURCE_ID);
        set.addExternalIdentifier(
                Oids.of(xdm.id()),
                SUBMISSION_SET_UNIQUE_ID_EXTERNAL_ID,
                SUBMISSION_SET_LOCALIZED_STRING_UNIQUE_ID);
        set.addExternalIdentifier(
                patientId(),
                SUBMISSION_SET_PATIENT_ID_EXTERNAL_ID,
                SUBMISSION_SET_LOCALIZED_STRING_PATIENT_ID);
        request.addRegistryPackage(set);
        request.addClassification(kind);
    }

    private void documentEntry(WrittenFile file) {
        OutgoingDocument document = file.document();
        var entry = factory.createExtrinsic(uuid(document.id()), request.getObjectLibrary());
        entry.setObjectType(DocumentEntryType.STABLE.getUuid());
        entry.setStatus(AvailabilityStatus.APPROVED);
        entry.setMimeType("text/xml");
        entry.setName(label(document.title()));
        slots(entry, file);
        classifications(entry, document);
        entry.addExternalIdentifier(
                patientId(),
                DOC_ENTRY_PATIENT_ID_EXTERNAL_ID,
                DOC_ENTRY_LOCALIZED_STRING_PATIENT_ID);
        entry.addExternalIdentifier(
                Oids.of(document.id()),
                DOC_ENTRY_UNIQUE_ID_EXTERNAL_ID,
                DOC_ENTRY_LOCALIZED_STRING_UNIQUE_ID);
        request.addExtrinsicObject(entry);
    }

    private void slots(EbXMLRegistryObject entry, WrittenFile file) {
        OutgoingDocument document = file.document();
        String day = DAY.format(document.actDate());
        entry.addSlot(SLOT_NAME_CREATION_TIME, time(document.createdAt()));
        entry.addSlot(SLOT_NAME_HASH, file.sha1());
        entry.addSlot(SLOT_NAME_LANGUAGE_CODE, "fr-FR");
        entry.addSlot(SLOT_NAME_LEGAL_AUTHENTICATOR, person(document.author()));
        entry.addSlot(SLOT_NAME_SERVICE_START_TIME, day);
        entry.addSlot(SLOT_NAME_SERVICE_STOP_TIME, day);
        entry.addSlot(SLOT_NAME_SIZE, Long.toString(file.size()));
        entry.addSlot(SLOT_NAME_SOURCE_PATIENT_ID, localPatientId());
        entry.addSlot(SLOT_NAME_SOURCE_PATIENT_INFO, patientInfo());
        entry.addSlot(SLOT_NAME_URI, file.name());
    }

    private void classifications(EbXMLRegistryObject entry, OutgoingDocument document) {
        Structure structure = document.author().structure();
        author(entry, DOC_ENTRY_AUTHOR_CLASS_SCHEME, document.author());
        code(entry, DOC_ENTRY_CLASS_CODE_CLASS_SCHEME, document.type().category());
        code(entry, DOC_ENTRY_CONFIDENTIALITY_CODE_CLASS_SCHEME, ConfidentialityCode.NORMAL);
        document.confidentiality().stream()
                .sorted()
                .forEach(each ->
                        code(entry, DOC_ENTRY_CONFIDENTIALITY_CODE_CLASS_SCHEME, each.code()));
        code(entry, DOC_ENTRY_FORMAT_CODE_CLASS_SCHEME, document.media().format());
        code(entry, DOC_ENTRY_HEALTHCARE_FACILITY_TYPE_CODE_CLASS_SCHEME, structure.sector());
        code(entry, DOC_ENTRY_PRACTICE_SETTING_CODE_CLASS_SCHEME, structure.setting());
        code(entry, DOC_ENTRY_TYPE_CODE_CLASS_SCHEME, document.type().code());
    }

    private void associations(WrittenFile file) {
        String entry = uuid(file.document().id());
        var member =
                factory.createAssociation("HasMember-" + file.name(), request.getObjectLibrary());
        member.setAssociationType(AssociationType.HAS_MEMBER);
        member.setSource(uuid(xdm.id()));
        member.setTarget(entry);
        member.addSlot(SLOT_NAME_SUBMISSION_SET_STATUS, "Original");
        request.addAssociation(member);
        file.document()
                .replaces()
                .ifPresent(replaced -> {
                    var replacing =
                            factory.createAssociation(
                                    "Replaces-" + file.name(), request.getObjectLibrary());
                    replacing.setAssociationType(AssociationType.REPLACE);
                    replacing.setSource(entry);
                    replacing.setTarget(uuid(replaced));
                    request.addAssociation(replacing);
                });
    }

    private void author(EbXMLRegistryObject object, String scheme, Author author) {
        EbXMLClassification classification =
                factory.createClassification(request.getObjectLibrary());
        classification.setNodeRepresentation("");
        classification.addSlot(SLOT_NAME_AUTHOR_PERSON, person(author));
        classification.addSlot(SLOT_NAME_AUTHOR_INSTITUTION, institution(author.structure()));
        author.profession()
                .ifPresent(profession ->
                        classification.addSlot(
                                SLOT_NAME_AUTHOR_SPECIALTY,
                                profession.value()
                                        + "^"
                                        + Hl7Value.escape(profession.label())
                                        + "^"
                                        + profession.system()));
        object.addClassification(classification, scheme);
    }

    private void code(EbXMLRegistryObject object, String scheme, Code code) {
        EbXMLClassification classification =
                factory.createClassification(request.getObjectLibrary());
        classification.setNodeRepresentation(code.value());
        classification.setName(label(code.label()));
        classification.addSlot(SLOT_NAME_CODING_SCHEME, code.system());
        object.addClassification(classification, scheme);
    }

    private static String person(Author author) {
        String name =
                Hl7Value.escape(author.lastName()) + "^" + Hl7Value.escape(author.firstName());
        return author.id().isEmpty()
                ? "^" + name + "^^^^^^^D"
                : author.id() + "^" + name + "^^^^^^&" + Author.OID + "&ISO^D^^^IDNPS";
    }

    private static String institution(Structure structure) {
        String name = Hl7Value.escape(structure.name());
        return structure.id().isEmpty()
                ? name
                : name + "^^^^^&" + Structure.OID + "&ISO^IDNST^^^" + structure.id();
    }

    private String patientId() {
        return xdm.patient()
                .ins()
                .map(ins -> ins.matricule() + "^^^&" + ins.oid() + "&ISO^NH")
                .orElseGet(this::localPatientId);
    }

    private String localPatientId() {
        return Hl7Value.escape(xdm.patientId()) + "^^^&" + issuer.patientsOid() + "&ISO^PI";
    }

    private String[] patientInfo() {
        PatientTraits patient = xdm.patient();
        List<String> info = new ArrayList<>();
        info.add("PID-5|" + names(patient));
        patient.birthDate().ifPresent(date -> info.add("PID-7|" + DAY.format(date)));
        info.add("PID-8|" + patient.sex());
        return info.toArray(String[]::new);
    }

    /// The birth name (`L`), then the name of every day (`D`) if there is one.
    private static String names(PatientTraits patient) {
        String birth = name(patient.birthName(), patient.firstBirthFirstName()) + "^^^^^L";
        boolean other = !patient.usedName().isEmpty() || !patient.usedFirstName().isEmpty();
        return other ? birth + "~" + usedName(patient) + "^^^^^D" : birth;
    }

    private static String usedName(PatientTraits patient) {
        return name(
                patient.usedName().isEmpty() ? patient.birthName() : patient.usedName(),
                patient.usedFirstName().isEmpty()
                        ? patient.firstBirthFirstName()
                        : patient.usedFirstName());
    }

    private static String name(String last, String first) {
        return Hl7Value.escape(last) + "^" + Hl7Value.escape(first);
    }

    /// IPF gives random ids, and two archives of the same would differ.
    private void numberNamelessObjects() {
        int[] next = {1};
        for (var object : request.getInternal().getRegistryObjectList().getIdentifiable()) {
            if (object.getValue() instanceof ClassificationType classification) {
                classification.setId("Classification" + next[0]++);
            } else if (object.getValue() instanceof RegistryObjectType registered) {
                registered
                        .getClassification()
                        .forEach(each -> each.setId("Classification" + next[0]++));
                registered
                        .getExternalIdentifier()
                        .forEach(each -> each.setId("ExternalIdentifier" + next[0]++));
            }
        }
        request.getInternal().setRequestSlotList(null);
    }

    private void marshal(OutputStream out) throws IOException {
        try {
            Marshaller marshaller = Ebxml.CONTEXT.createMarshaller();
            marshaller.setProperty(Marshaller.JAXB_FORMATTED_OUTPUT, true);
            marshaller.marshal(request.getInternal(), out);
        } catch (JAXBException e) {
            throw new IOException(e);
        }
    }

    private static LocalizedString label(String text) {
        return new LocalizedString(XmlText.possible(text), "FR", "UTF8");
    }

    private static String uuid(UUID id) {
        return "urn:uuid:" + id;
    }

    private static String time(Instant instant) {
        return TIME.format(instant.atOffset(ZoneOffset.UTC));
    }

    /// Made when the first archive is written, not when the platform starts.
    private static final class Ebxml {

        static final JAXBContext CONTEXT = context();

        private static JAXBContext context() {
            try {
                return JAXBContext.newInstance(SubmitObjectsRequest.class);
            } catch (JAXBException e) {
                throw new IllegalStateException("IPF's classes are JAXB's", e);
            }
        }
    }
}
