package fr.spico.replica;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonInclude;
import fr.spico.mail.mime.BodyPart;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// A MIME tree as it is kept in the database.
final class StructureJson {

    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .changeDefaultVisibility(v -> v.withIsGetterVisibility(Visibility.NONE))
                    .changeDefaultPropertyInclusion(
                            i -> i.withValueInclusion(JsonInclude.Include.NON_EMPTY))
                    .build();

    private StructureJson() {}

    static String write(BodyPart structure) {
        return JSON.writeValueAsString(clean(structure));
    }

    static BodyPart read(String json) {
        return withLists(JSON.readValue(json, BodyPart.class));
    }

    private static BodyPart clean(BodyPart p) {
        return new BodyPart(
                p.partId(),
                p.size(),
                p.decodedSize(),
                clean(p.name()),
                ReplicaWords.clean(p.type()),
                clean(p.charset()),
                ReplicaWords.clean(p.encoding()),
                clean(p.disposition()),
                clean(p.cid()),
                clean(p.language()),
                clean(p.location()),
                p.subParts().stream().map(StructureJson::clean).toList());
    }

    private static @Nullable String clean(@Nullable String text) {
        return text == null ? null : ReplicaWords.clean(text);
    }

    /// Empty lists are not written.
    @SuppressWarnings("NullAway") // a record read from JSON may lack a component
    private static BodyPart withLists(BodyPart p) {
        List<BodyPart> children = p.subParts() == null ? List.of() : p.subParts();
        return new BodyPart(
                p.partId(),
                p.size(),
                p.decodedSize(),
                p.name(),
                p.type(),
                p.charset(),
                p.encoding() == null ? "7bit" : p.encoding(),
                p.disposition(),
                p.cid(),
                p.language(),
                p.location(),
                children.stream().map(StructureJson::withLists).toList());
    }
}
