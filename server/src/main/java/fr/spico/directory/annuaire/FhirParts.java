package fr.spico.directory.annuaire;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Address;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.Element;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;

/// Reads resources of the Annuaire Santé (profiles as-dp-practitioner, as-dp-practitionerrole,
/// as-dp-organization, IG ans.fhir.fr.annuaire 1.1.0). Codes are matched, not the addresses of
/// their systems beyond the name of the nomenclature: their spelling differs between editions.
/// Whatever is missing is empty.
final class FhirParts {

    private static final String IDNPS = "urn:oid:1.2.250.1.71.4.2.1";
    private static final String IDNST = "urn:oid:1.2.250.1.71.4.2.2";
    private static final String RPPS = "https://rpps.esante.gouv.fr";
    private static final String EMAIL_TYPE = "fr-core-contact-point-email-type";
    private static final String MAILBOX = "as-ext-mailbox-mss-metadata";

    /// TRE_G15 and the nomenclatures of professions without an order.
    private static final List<String> PROFESSIONS = List.of("G15-", "R94-", "R95-", "R291-");

    /// TRE_R38, specialties, before the other kinds of skill.
    private static final List<String> SKILLS =
            List.of("R38-", "R40-", "R39-", "R44-", "R45-", "R42-", "R43-", "R97-", "G13-");

    private FhirParts() {}

    /// A role whose person and structure are elsewhere.
    ///
    /// @param practitioner technical id; empty if it names none
    record Role(
            String practitioner,
            Optional<String> organization,
            boolean active,
            List<AnnuaireTerm> functions,
            List<AnnuaireMailbox> mailboxes) {

        @Override
        public String toString() {
            return "Role[…]";
        }
    }

    /// Without workplaces. Empty if it has no national identifier.
    static Optional<AnnuairePerson> person(Practitioner resource, long rank) {
        Optional<String> rpps = identifier(resource.getIdentifier(), RPPS);
        HumanName name =
                resource.getName().isEmpty() ? new HumanName() : resource.getNameFirstRep();
        List<Coding> codings =
                resource.getQualification().stream()
                        .flatMap(q -> q.getCode().getCoding().stream())
                        .toList();
        return identifier(resource.getIdentifier(), IDNPS)
                .or(() -> rpps.map(number -> "8" + number))
                .map(national ->
                        new AnnuairePerson(
                                rank,
                                national,
                                rpps,
                                isActive(resource.hasActive(), resource.getActive()),
                                title(name),
                                text(name.getFamily()),
                                name.getGiven().isEmpty()
                                        ? ""
                                        : text(name.getGiven().getFirst().getValue()),
                                term(codings, PROFESSIONS),
                                term(codings, SKILLS),
                                mailboxes(resource.getTelecom()),
                                List.of(),
                                false));
    }

    /// Empty if it names no person.
    static Optional<Role> role(PractitionerRole resource) {
        return id(resource.getPractitioner())
                .map(practitioner ->
                        new Role(
                                practitioner,
                                id(resource.getOrganization()),
                                isActive(resource.hasActive(), resource.getActive()),
                                resource.getCode().stream()
                                        .map(CodeableConcept::getCoding)
                                        .flatMap(List::stream)
                                        .filter(Coding::hasCode)
                                        .map(FhirParts::term)
                                        .toList(),
                                mailboxes(resource.getTelecom())));
    }

    /// Empty if it has no national identifier.
    static Optional<AnnuaireStructure> structure(Organization resource, long rank) {
        Address address =
                resource.getAddress().isEmpty() ? new Address() : resource.getAddressFirstRep();
        String sign =
                resource.getAlias().isEmpty()
                        ? ""
                        : text(resource.getAlias().getFirst().getValue());
        String name = text(resource.getName());
        return identifier(resource.getIdentifier(), IDNST)
                .map(national ->
                        new AnnuaireStructure(
                                rank,
                                national,
                                isActive(resource.hasActive(), resource.getActive()),
                                name.isEmpty() ? sign : name,
                                address.getLine().stream()
                                        .map(StringType::getValue)
                                        .map(FhirParts::text)
                                        .filter(line -> !line.isEmpty())
                                        .toList(),
                                text(address.getPostalCode()),
                                text(address.getCity()),
                                text(address.getDistrict()),
                                mailboxes(resource.getTelecom())));
    }

    /// `Practitioner/003-1` → `003-1`.
    private static Optional<String> id(Reference reference) {
        return Optional.ofNullable(reference.getReferenceElement().getIdPart())
                .filter(id -> !id.isBlank());
    }

    private static boolean isActive(boolean said, boolean active) {
        return !said || active;
    }

    private static Optional<String> identifier(List<Identifier> all, String system) {
        return all.stream()
                .filter(one -> system.equals(one.getSystem()))
                .map(one -> text(one.getValue()))
                .filter(value -> !value.isEmpty())
                .findFirst();
    }

    /// The title of the profession (`DR`), otherwise that of the person.
    private static String title(HumanName name) {
        return Stream.of(name.getSuffix(), name.getPrefix())
                .flatMap(List::stream)
                .map(StringType::getValue)
                .map(FhirParts::text)
                .filter(title -> !title.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static Optional<AnnuaireTerm> term(List<Coding> codings, List<String> nomenclatures) {
        return nomenclatures.stream()
                .flatMap(name -> codings.stream().filter(isOf(name)))
                .findFirst()
                .map(FhirParts::term);
    }

    private static Predicate<Coding> isOf(String nomenclature) {
        return coding -> coding.hasCode() && text(coding.getSystem()).contains(nomenclature);
    }

    private static AnnuaireTerm term(Coding coding) {
        return new AnnuaireTerm(text(coding.getCode()), text(coding.getDisplay()));
    }

    private static List<AnnuaireMailbox> mailboxes(List<ContactPoint> telecom) {
        return telecom.stream()
                .filter(contact -> contact.getSystem() == ContactPoint.ContactPointSystem.EMAIL)
                .filter(FhirParts::isMailbox)
                .map(FhirParts::mailbox)
                .toList();
    }

    /// An address of another kind is no mailbox of the trust space.
    private static boolean isMailbox(ContactPoint contact) {
        return metadata(contact).isPresent()
                || extension(contact, EMAIL_TYPE)
                        .map(Extension::getValue)
                        .filter(Coding.class::isInstance)
                        .map(Coding.class::cast)
                        .filter(coding -> "MSSANTE".equals(coding.getCode()))
                        .isPresent();
    }

    private static AnnuaireMailbox mailbox(ContactPoint contact) {
        Optional<Extension> metadata = metadata(contact);
        return new AnnuaireMailbox(
                text(contact.getValue()),
                metadata.flatMap(m -> value(m, "type", CodeableConcept.class))
                        .map(type -> text(type.getCodingFirstRep().getCode()))
                        .orElse(""),
                metadata.flatMap(m -> string(m, "service"))
                        .or(() -> metadata.flatMap(m -> string(m, "description")))
                        .orElse(""),
                metadata.flatMap(m -> string(m, "listeRouge")).filter("true"::equals).isPresent());
    }

    private static Optional<Extension> metadata(ContactPoint contact) {
        return extension(contact, MAILBOX);
    }

    private static Optional<Extension> extension(Element element, String name) {
        return element.getExtension().stream()
                .filter(e -> text(e.getUrl()).endsWith("/" + name) || name.equals(e.getUrl()))
                .findFirst();
    }

    private static Optional<String> string(Extension parent, String name) {
        return value(parent, name, PrimitiveType.class)
                .map(primitive -> text(primitive.getValueAsString()))
                .filter(text -> !text.isEmpty());
    }

    private static <T> Optional<T> value(Extension parent, String name, Class<T> type) {
        return extension(parent, name)
                .map(Extension::getValue)
                .filter(type::isInstance)
                .map(type::cast);
    }

    private static String text(@org.jspecify.annotations.Nullable String value) {
        return Objects.requireNonNullElse(value, "").replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    }
}
