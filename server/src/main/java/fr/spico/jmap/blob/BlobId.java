package fr.spico.jmap.blob;

import fr.spico.replica.EmailId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Names octets that never change: `be12` a message, `be12-1_2` its part 1.2, `be12-1_2-3` part 3
/// of the message in that part, `u…` an upload, `u…-1` part 1 of an uploaded message, `d…` what
/// another feature keeps.
///
/// @param path sections, outermost first
public record BlobId(Root root, List<String> path) {

    private static final Pattern SHAPE =
            Pattern.compile(
                    "(b(?<email>e[0-9]{1,18})|u(?<upload>[0-9a-f]{32})|d(?<elsewhere>[0-9a-f]{32}))(?<path>(-[0-9]{1,5}(_[0-9]{1,5}){0,60}){0,8})");

    public BlobId {
        path = List.copyOf(path);
    }

    /// What the octets belong to.
    public sealed interface Root {
        record Message(EmailId email) implements Root {}

        record Upload(UUID id) implements Root {}

        /// Of a [fr.spico.jmap.BlobSource].
        record Elsewhere(UUID id) implements Root {}
    }

    public static BlobId of(EmailId email) {
        return new BlobId(new Root.Message(email), List.of());
    }

    static BlobId of(UUID upload) {
        return new BlobId(new Root.Upload(upload), List.of());
    }

    /// A part of the message that this blob is.
    public BlobId part(String partId) {
        List<String> longer = new ArrayList<>(path);
        longer.add(partId);
        return new BlobId(root, longer);
    }

    public static Optional<BlobId> parse(String jmapId) {
        Matcher m = SHAPE.matcher(jmapId);
        return m.matches()
                ? root(m).map(r -> new BlobId(r, path(m.group("path"))))
                : Optional.empty();
    }

    public String jmapId() {
        StringBuilder id = new StringBuilder();
        switch (root) {
            case Root.Message(EmailId email) -> id.append('b').append(email.jmapId());
            case Root.Upload(UUID upload) -> id.append('u').append(hex(upload));
            case Root.Elsewhere(UUID elsewhere) -> id.append('d').append(hex(elsewhere));
        }
        path.forEach(section -> id.append('-').append(section.replace('.', '_')));
        return id.toString();
    }

    private static Optional<Root> root(Matcher m) {
        if (m.group("elsewhere") != null) {
            return Optional.of(new Root.Elsewhere(uuid(m.group("elsewhere"))));
        }
        String email = m.group("email");
        return email == null
                ? Optional.of(new Root.Upload(uuid(m.group("upload"))))
                : EmailId.parse(email).map(Root.Message::new);
    }

    private static String hex(UUID id) {
        return id.toString().replace("-", "");
    }

    private static UUID uuid(String hex) {
        return new UUID(
                Long.parseUnsignedLong(hex.substring(0, 16), 16),
                Long.parseUnsignedLong(hex.substring(16), 16));
    }

    private static List<String> path(String text) {
        return text.isEmpty() ? List.of() : List.of(text.substring(1).replace('_', '.').split("-"));
    }
}
