package fr.spico.directory.annuaire;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.hl7.fhir.r4.model.Resource;

/// One page of a search.
///
/// @param next where the following one is
/// @param total matches of the whole search, if the server counts them
record FhirPage(List<Item> items, Optional<String> next, OptionalInt total) {

    sealed interface Item {

        record Read(Resource resource) implements Item {}

        /// @param practitioner the id of the person it is about, as far as can be seen; otherwise
        ///   empty
        record Malformed(Optional<String> practitioner) implements Item {}
    }

    @Override
    public String toString() {
        return "FhirPage[" + items.size() + "]";
    }
}
