package fr.spico.mail.mime;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A message read from its octets: header, structure, and the content of each part.
public final class ParsedMessage {

    /// Where a part's encoded content stands in the message.
    record Range(int start, int end) {}

    private final byte[] message;
    private final int headerEnd;
    private final MessageHeader header;
    private final BodyPart root;
    private final Set<MimeProblem> problems;
    private final Map<String, Range> contents;
    private final Map<BodyPart, MessageHeader> headers;

    /// @param headers of the parts, by identity
    ParsedMessage(
            byte[] message,
            int headerEnd,
            MessageHeader header,
            BodyPart root,
            Set<MimeProblem> problems,
            Map<String, Range> contents,
            Map<BodyPart, MessageHeader> headers) {
        this.message = message;
        this.headerEnd = headerEnd;
        this.header = header;
        this.root = root;
        this.problems = Set.copyOf(problems);
        this.contents = Map.copyOf(contents);
        this.headers = headers;
    }

    /// The header as it stands, with the empty line that ends it.
    public byte[] headerBlock() {
        return Arrays.copyOf(message, headerEnd);
    }

    public MessageHeader header() {
        return header;
    }

    public BodyPart root() {
        return root;
    }

    /// The structure with the sizes of all contents, which are decoded for it.
    public BodyPart measured() {
        return root.measured(part -> {
            byte[] encoded = encoded(String.valueOf(part.partId())).orElse(new byte[0]);
            return (long) TransferDecoding.octets(encoded, part.encoding()).octets().length;
        });
    }

    /// The header of a part of [#root()]; that of the message for the root itself.
    public MessageHeader header(BodyPart part) {
        return headers.getOrDefault(part, header);
    }

    public Set<MimeProblem> problems() {
        return problems;
    }

    /// A leaf's content, transfer-encoded; empty if there is no such part.
    public Optional<byte[]> encoded(String partId) {
        return Optional.ofNullable(contents.get(partId))
                .map(range -> Arrays.copyOfRange(message, range.start(), range.end()));
    }

    /// A leaf's content, transfer encoding undone; empty if there is no such part.
    public Optional<byte[]> decoded(String partId) {
        return leaf(partId)
                .flatMap(part ->
                        encoded(partId)
                                .map(e -> TransferDecoding.octets(e, part.encoding()).octets()));
    }

    /// A leaf's content as text; empty if there is no such part.
    public Optional<DecodedText> text(String partId) {
        return leaf(partId)
                .flatMap(part ->
                        encoded(partId)
                                .map(e ->
                                        TransferDecoding.decode(
                                                e, part.encoding(), part.charset())));
    }

    private Optional<BodyPart> leaf(String partId) {
        return root.leaves().stream().filter(part -> partId.equals(part.partId())).findFirst();
    }
}
