package fr.spico.directory.annuaire;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.parser.IParser;
import fr.spico.directory.annuaire.FhirPage.Item;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleLinkComponent;
import org.hl7.fhir.r4.model.Resource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Takes bundles apart: as a whole, or resource by resource where one of them spoils the whole.
final class FhirPages {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final FhirContext context;

    FhirPages(FhirContext context) {
        this.context = context;
    }

    FhirPage page(Bundle bundle) {
        return new FhirPage(
                bundle.getEntry().stream().map(FhirPages::item).toList(),
                Optional.ofNullable(bundle.getLink(Bundle.LINK_NEXT))
                        .map(BundleLinkComponent::getUrl)
                        .filter(url -> !url.isBlank()),
                bundle.hasTotal() ? OptionalInt.of(bundle.getTotal()) : OptionalInt.empty());
    }

    private static Item item(BundleEntryComponent entry) {
        return entry.getResource() == null
                ? new Item.Malformed(Optional.empty())
                : new Item.Read(entry.getResource());
    }

    /// @throws IOException if it is no bundle at all
    FhirPage oneByOne(Reader body) throws IOException {
        JsonNode bundle = tree(body);
        List<Item> items = new ArrayList<>();
        bundle.path("entry").forEach(entry -> items.add(item(entry.path("resource"))));
        return new FhirPage(List.copyOf(items), next(bundle), total(bundle));
    }

    private static JsonNode tree(Reader body) throws IOException {
        try (body) {
            JsonNode bundle = JSON.readTree(body);
            if (!"Bundle".equals(bundle.path("resourceType").asString(""))) {
                throw new IOException("no bundle");
            }
            return bundle;
        } catch (JacksonException e) {
            throw new IOException("no JSON", e);
        }
    }

    private Item item(JsonNode resource) {
        try {
            IParser parser = context.newJsonParser();
            IBaseResource read = parser.parseResource(resource.toString());
            return read instanceof Resource known
                    ? new Item.Read(known)
                    : new Item.Malformed(Optional.empty());
        } catch (DataFormatException | IllegalArgumentException e) {
            return new Item.Malformed(practitioner(resource));
        }
    }

    /// Whom a resource that cannot be read is about.
    private static Optional<String> practitioner(JsonNode resource) {
        String reference = resource.at("/practitioner/reference").asString("");
        String id =
                reference.isEmpty()
                        ? resource.path("id").asString("")
                        : reference.substring(reference.lastIndexOf('/') + 1);
        return Optional.of(id).filter(any -> !any.isBlank());
    }

    private static Optional<String> next(JsonNode bundle) {
        return bundle.path("link")
                .valueStream()
                .filter(link -> "next".equals(link.path("relation").asString("")))
                .map(link -> link.path("url").asString(""))
                .filter(url -> !url.isBlank())
                .findFirst();
    }

    private static OptionalInt total(JsonNode bundle) {
        return bundle.path("total").isInt()
                ? OptionalInt.of(bundle.path("total").intValue())
                : OptionalInt.empty();
    }
}
