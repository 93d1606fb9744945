package fr.spico.sandbox.annuaire;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.spico.sandbox.annuaire.Holder.Person;
import fr.spico.sandbox.annuaire.Holder.Role;
import fr.spico.sandbox.annuaire.Holder.Structure;

/// Resources as the API writes them: profiles as-dp-practitioner, as-dp-practitionerrole and
/// as-dp-organization of ans.fhir.fr.annuaire 1.1.0. Codes have no words, and the number of a
/// version is a JSON number: the real one does that too.
final class AnnuaireJson {
    private static final String NOS = "https://mos.esante.gouv.fr/NOS/";
    private static final String CORE = "https://hl7.fr/ig/fhir/core/";
    private static final String PROFILE =
            "https://interop.esante.gouv.fr/ig/fhir/annuaire/StructureDefinition/";

    private final ObjectMapper json;

    AnnuaireJson(ObjectMapper json) {
        this.json = json;
    }

    ObjectNode resource(Holder holder) {
        return switch (holder) {
            case Person person -> person(person);
            case Role role -> role(role);
            case Structure structure -> structure(structure);
        };
    }

    static String typeOf(Holder holder) {
        return switch (holder) {
            case Person person -> "Practitioner";
            case Role role -> "PractitionerRole";
            case Structure structure -> "Organization";
        };
    }

    private ObjectNode person(Person person) {
        ObjectNode node = start(person, "as-dp-practitioner");
        ArrayNode identifiers = node.putArray("identifier");
        identifier(identifiers, "urn:oid:1.2.250.1.71.4.2.1", "IDNPS", person.type + person.number);
        if (person.type.equals("8")) {
            identifier(identifiers, "https://rpps.esante.gouv.fr", "RPPS", person.number);
        }
        ObjectNode name = node.putArray("name").addObject().put("use", "usual");
        name.put("family", person.lastName).putArray("given").add(person.firstName);
        if (!person.title.isEmpty()) {
            boolean ofProfession = person.title.equals("DR");
            name.putArray(ofProfession ? "suffix" : "prefix").add(person.title);
        }
        ArrayNode qualifications = node.putArray("qualification");
        if (!person.profession.isEmpty()) {
            ArrayNode coding = qualification(qualifications);
            coding(coding, NOS + "TRE_G15-ProfessionSante/FHIR/TRE-G15-ProfessionSante")
                    .put("code", person.profession);
            coding(
                            coding,
                            NOS
                                    + "TRE_R09-CategorieProfessionnelle/FHIR/TRE-R09-CategorieProfessionnelle")
                    .put("code", "C");
        }
        if (!person.skill.isEmpty()) {
            ArrayNode coding = qualification(qualifications);
            coding(coding, NOS + "TRE_R38-SpecialiteOrdinale/FHIR/TRE-R38-SpecialiteOrdinale")
                    .put("code", person.skill);
            coding(coding, NOS + "TRE_R04-TypeSavoirFaire/FHIR/TRE-R04-TypeSavoirFaire")
                    .put("code", "S");
        }
        return node;
    }

    private ObjectNode role(Role role) {
        ObjectNode node = start(role, "as-dp-practitionerrole");
        identifier(
                node.putArray("identifier"), "https://annuaire.sante.fr", "", role.id.substring(4));
        node.putObject("practitioner").put("reference", "Practitioner/" + role.person.id);
        role.structure.ifPresent(structure ->
                node.putObject("organization").put("reference", "Organization/" + structure.id));
        ArrayNode code = node.putArray("code");
        coding(
                        code.addObject().putArray("coding"),
                        NOS + "TRE_R22-GenreActivite/FHIR/TRE-R22-GenreActivite")
                .put("code", "GENR01");
        coding(
                        code.addObject().putArray("coding"),
                        NOS + "TRE_R23-ModeExercice/FHIR/TRE-R23-ModeExercice")
                .put(
                        "code",
                        role.structure.filter(s -> !s.name.startsWith("CABINET")).isPresent()
                                ? "S"
                                : "L");
        return node;
    }

    private ObjectNode structure(Structure structure) {
        ObjectNode node = start(structure, "as-dp-organization");
        ArrayNode identifiers = node.putArray("identifier");
        identifier(
                identifiers,
                "urn:oid:1.2.250.1.71.4.2.2",
                "IDNST",
                structure.type + structure.number);
        if (structure.type.equals("1")) {
            identifier(identifiers, "https://finess.esante.gouv.fr", "FINEG", structure.number);
        }
        node.put("name", structure.name);
        ObjectNode address = node.putArray("address").addObject();
        address.putArray("line").add(structure.line);
        address.put("city", structure.town).put("postalCode", structure.postalCode);
        return node;
    }

    private ObjectNode start(Holder holder, String profile) {
        ObjectNode node = json.createObjectNode();
        node.put("resourceType", typeOf(holder)).put("id", holder.id);
        ObjectNode meta = node.putObject("meta").put("versionId", 2);
        meta.put("lastUpdated", holder.updated.toString())
                .put("source", "https://annuaire.sante.fr");
        meta.putArray("profile").add(PROFILE + profile);
        node.put("language", "fr").put("active", holder.active);
        if (!holder.boxes.isEmpty()) {
            ArrayNode telecom = node.putArray("telecom");
            holder.boxes.forEach(box -> mailbox(telecom.addObject(), box));
        }
        return node;
    }

    private void mailbox(ObjectNode contact, Box box) {
        ArrayNode extensions = contact.putArray("extension");
        coding(
                        extensions.addObject(),
                        CORE + "StructureDefinition/fr-core-contact-point-email-type",
                        NOS + "TRE_R256-TypeMessagerie/FHIR/TRE-R256-TypeMessagerie")
                .put("code", "MSSANTE");
        ObjectNode metadata =
                extensions.addObject().put("url", PROFILE + "as-ext-mailbox-mss-metadata");
        ArrayNode inner = metadata.putArray("extension");
        coding(
                        inner.addObject()
                                .put("url", "type")
                                .putObject("valueCodeableConcept")
                                .putArray("coding"),
                        NOS + "TRE_R257-TypeBAL/FHIR/TRE-R257-TypeBAL")
                .put("code", box.type());
        if (!box.service().isEmpty()) {
            inner.addObject().put("url", "service").put("valueString", box.service());
        }
        if (box.redListed()) {
            inner.addObject().put("url", "listeRouge").put("valueBoolean", true);
        }
        inner.addObject().put("url", "digitization").put("valueBoolean", box.paperless());
        contact.put("system", "email").put("value", box.address()).put("rank", 1);
    }

    private static void identifier(ArrayNode to, String system, String type, String value) {
        ObjectNode identifier = to.addObject().put("use", "official");
        if (!type.isEmpty()) {
            coding(
                            identifier.putObject("type").putArray("coding"),
                            CORE + "CodeSystem/fr-core-cs-v2-0203")
                    .put("code", type);
        }
        identifier.put("system", system).put("value", value);
    }

    private static ArrayNode qualification(ArrayNode qualifications) {
        return qualifications.addObject().putObject("code").putArray("coding");
    }

    private static ObjectNode coding(ArrayNode to, String system) {
        return to.addObject().put("system", system);
    }

    private static ObjectNode coding(ObjectNode extension, String url, String system) {
        return extension.put("url", url).putObject("valueCoding").put("system", system);
    }
}
