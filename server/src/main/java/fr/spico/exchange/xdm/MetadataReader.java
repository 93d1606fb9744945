package fr.spico.exchange.xdm;

import static java.util.stream.Collectors.toMap;

import fr.spico.exchange.Code;
import fr.spico.exchange.HealthDates;
import fr.spico.exchange.PatientTraits;
import fr.spico.exchange.xml.XmlElement;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Reads METADATA.XML (ebXML RIM 3, standards §3.3) as far as it can be understood. By our own
/// hands: IPF's reader throws at the first value that it does not expect.
final class MetadataReader {

    private static final String UUID_PREFIX = "urn:uuid:";
    private static final String AUTHOR = "93606bcf-9494-43ec-9b4e-a7748d1a838d";
    private static final String CONFIDENTIALITY = "f4f85eac-e6cb-4883-b524-f2705394840f";
    private static final String TYPE = "f0306f51-975f-434e-a61c-c59651d33983";
    private static final String PATIENT_ID = "58a6f841-87b3-4a3e-92fd-a8ffeff98427";
    private static final String UNIQUE_ID = "2e82c1f6-a085-4c72-9da3-8640a32e42ab";
    private static final String REPLACES = "urn:ihe:iti:2007:AssociationType:RPLC";

    private MetadataReader() {}

    static List<MetadataEntry> read(XmlElement root) {
        Map<String, String> replaced =
                root.descendants("Association")
                        .filter(a -> a.attribute("associationType").equals(REPLACES))
                        .collect(
                                toMap(
                                        a -> a.attribute("sourceObject"),
                                        a -> a.attribute("targetObject"),
                                        (first, second) -> first));
        return root.descendants("ExtrinsicObject").map(object -> entry(object, replaced)).toList();
    }

    private static MetadataEntry entry(XmlElement object, Map<String, String> replaced) {
        Optional<XmlElement> author = classifications(object, AUTHOR).findFirst();
        return new MetadataEntry(
                identifier(object, UNIQUE_ID),
                slot(object, "URI"),
                object.attribute("mimeType"),
                slot(object, "hash").toLowerCase(Locale.ROOT),
                size(slot(object, "size")),
                classifications(object, TYPE)
                        .map(MetadataReader::code)
                        .findFirst()
                        .orElse(new Code("", "", "")),
                name(object),
                date(object),
                author.map(a -> person(slot(a, "authorPerson"))).orElse(""),
                author.map(a -> component(slot(a, "authorInstitution"), 0)).orElse(""),
                patient(object),
                classifications(object, CONFIDENTIALITY).map(MetadataReader::code).toList(),
                Optional.ofNullable(replaced.get(object.attribute("id"))));
    }

    private static Optional<LocalDate> date(XmlElement object) {
        return Stream.of("serviceStartTime", "serviceStopTime", "creationTime")
                .flatMap(slot -> HealthDates.day(slot(object, slot), ZoneOffset.UTC).stream())
                .findFirst();
    }

    private static Optional<Long> size(String digits) {
        return digits.matches("\\d{1,15}") ? Optional.of(Long.parseLong(digits)) : Optional.empty();
    }

    /// `899…^NOM^Prénom…` as « Prénom NOM ».
    private static String person(String xcn) {
        return (component(xcn, 2) + " " + component(xcn, 1)).strip();
    }

    private static PatientTraits patient(XmlElement object) {
        return PatientInfo.read(slots(object, "sourcePatientInfo"), identifier(object, PATIENT_ID));
    }

    private static String component(String value, int index) {
        return Hl7Value.at(Hl7Value.components(value), index);
    }

    private static Code code(XmlElement classification) {
        return new Code(
                classification.attribute("nodeRepresentation"),
                slot(classification, "codingScheme"),
                name(classification));
    }

    private static Stream<XmlElement> classifications(XmlElement object, String scheme) {
        return object.children("Classification")
                .filter(c -> c.attribute("classificationScheme").equals(UUID_PREFIX + scheme));
    }

    private static String identifier(XmlElement object, String scheme) {
        return object.children("ExternalIdentifier")
                .filter(i -> i.attribute("identificationScheme").equals(UUID_PREFIX + scheme))
                .map(i -> i.attribute("value"))
                .findFirst()
                .orElse("");
    }

    private static String name(XmlElement object) {
        return object.all("Name", "LocalizedString")
                .map(string -> string.attribute("value"))
                .findFirst()
                .orElse("");
    }

    private static String slot(XmlElement object, String name) {
        return slots(object, name).stream().findFirst().orElse("");
    }

    private static List<String> slots(XmlElement object, String name) {
        return object.children("Slot")
                .filter(slot -> slot.attribute("name").equals(name))
                .flatMap(slot -> slot.all("ValueList", "Value"))
                .map(XmlElement::text)
                .toList();
    }
}
