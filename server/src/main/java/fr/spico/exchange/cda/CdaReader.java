package fr.spico.exchange.cda;

import fr.spico.exchange.Code;
import fr.spico.exchange.HealthDates;
import fr.spico.exchange.PatientTraits;
import fr.spico.exchange.PatientTraits.Ins;
import fr.spico.exchange.PatientTraits.Sex;
import fr.spico.exchange.cda.Cda.Embedded;
import fr.spico.exchange.xml.XmlElement;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// Reads CDA R2 of any level, as far as it can be understood.
public final class CdaReader {

    private static final XmlElement NOTHING = XmlElement.empty();

    private CdaReader() {}

    /// Empty if it is no clinical document at all.
    public static Optional<Cda> read(XmlElement root) {
        return root.name().equals("ClinicalDocument") ? Optional.of(cda(root)) : Optional.empty();
    }

    private static Cda cda(XmlElement root) {
        XmlElement author = root.at("author", "assignedAuthor").orElse(NOTHING);
        return new Cda(
                code(root),
                root.at("title").map(XmlElement::text).orElse(""),
                date(root),
                person(author.at("assignedPerson", "name").orElse(NOTHING)),
                author.at("representedOrganization", "name").map(XmlElement::text).orElse(""),
                patient(root.at("recordTarget", "patientRole").orElse(NOTHING)),
                file(root),
                root.at("component", "structuredBody"));
    }

    private static Code code(XmlElement root) {
        XmlElement code = root.at("code").orElse(NOTHING);
        return new Code(
                code.attribute("code"),
                code.attribute("codeSystem"),
                code.attribute("displayName"));
    }

    private static Optional<LocalDate> date(XmlElement root) {
        return Stream.concat(
                        root.all("documentationOf", "serviceEvent", "effectiveTime", "low"),
                        root.children("effectiveTime"))
                .flatMap(time -> day(time).stream())
                .findFirst();
    }

    private static Optional<LocalDate> day(XmlElement time) {
        return HealthDates.day(time.attribute("value"), ZoneOffset.UTC);
    }

    private static String person(XmlElement name) {
        List<String> parts =
                Stream.concat(name.children("given"), name.children("family"))
                        .map(XmlElement::text)
                        .toList();
        return parts.isEmpty() ? name.text() : String.join(" ", parts);
    }

    private static PatientTraits patient(XmlElement role) {
        XmlElement patient = role.at("patient").orElse(NOTHING);
        XmlElement name = patient.at("name").orElse(NOTHING);
        return new PatientTraits(
                part(name, "family", "BR").or(() -> part(name, "family", "")).orElse(""),
                firstNames(name),
                part(name, "family", "CL").or(() -> part(name, "family", "SP")).orElse(""),
                part(name, "given", "CL").orElse(""),
                Sex.of(
                        patient.at("administrativeGenderCode")
                                .map(sex -> sex.attribute("code"))
                                .orElse("")),
                patient.at("birthTime").flatMap(CdaReader::day),
                patient.at("birthplace", "place", "addr", "county")
                        .map(XmlElement::text)
                        .orElse(""),
                ins(role));
    }

    /// All of them in one element or one element each, then the first one apart.
    private static List<String> firstNames(XmlElement name) {
        List<String> all =
                name.children("given")
                        .filter(given -> given.attribute("qualifier").isEmpty())
                        .flatMap(given -> Arrays.stream(given.text().split(" ")))
                        .filter(given -> !given.isEmpty())
                        .toList();
        return all.isEmpty() ? part(name, "given", "BR").stream().toList() : all;
    }

    private static Optional<String> part(XmlElement name, String element, String qualifier) {
        return name.children(element)
                .filter(part -> part.attribute("qualifier").equals(qualifier))
                .map(XmlElement::text)
                .filter(text -> !text.isEmpty())
                .findFirst();
    }

    private static Optional<Ins> ins(XmlElement role) {
        return role.children("id")
                .filter(id -> Ins.isRegister(id.attribute("root")))
                .map(id -> new Ins(id.attribute("extension"), id.attribute("root")))
                .findFirst();
    }

    private static Optional<Embedded> file(XmlElement root) {
        return root.at("component", "nonXMLBody", "text")
                .map(CdaReader::embedded)
                .or(() -> copy(root));
    }

    /// The PDF that a document of level 3 brings beside its sections.
    private static Optional<Embedded> copy(XmlElement root) {
        return root.at("component", "structuredBody").stream()
                .flatMap(body -> body.descendants("observationMedia"))
                .flatMap(media -> media.children("value"))
                .filter(value -> value.attribute("mediaType").equals("application/pdf"))
                .map(CdaReader::embedded)
                .filter(embedded -> embedded.octets().isPresent())
                .findFirst();
    }

    static Embedded embedded(XmlElement value) {
        String type = value.attribute("mediaType").toLowerCase(Locale.ROOT);
        String mediaType = type.isEmpty() ? "text/plain" : type;
        boolean packed = !value.attribute("compression").isEmpty();
        return new Embedded(mediaType, packed ? Optional.empty() : octets(value));
    }

    private static Optional<byte[]> octets(XmlElement value) {
        String text = value.rawText();
        if (text.isBlank()) {
            return Optional.empty();
        }
        if (!value.attribute("representation").equals("B64")) {
            return Optional.of(text.getBytes(StandardCharsets.UTF_8));
        }
        try {
            byte[] encoded = text.getBytes(StandardCharsets.ISO_8859_1);
            return Optional.of(Base64.getMimeDecoder().decode(encoded));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
