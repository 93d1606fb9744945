package fr.spico.replica;

import fr.spico.mail.mime.BodyPart;
import fr.spico.mail.mime.MessageHeader;
import fr.spico.mail.mime.MimeProblem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a message says about itself: never changes. Header and MIME tree are read when somebody
/// asks, once; a list of messages does not show the tree.
public final class ReplicaContent {

    private final byte[] block;
    private final String tree;
    private final String preview;
    private final List<MimeProblem> problems;
    private @Nullable MessageHeader header;
    private @Nullable BodyPart structure;

    /// @param block raw header block (at most 256 KiB)
    /// @param tree as [StructureJson] writes it
    ReplicaContent(byte[] block, String tree, String preview, List<MimeProblem> problems) {
        this.block = block;
        this.tree = tree;
        this.preview = preview;
        this.problems = problems;
    }

    public MessageHeader header() {
        MessageHeader known = header;
        if (known == null) {
            known = MessageHeader.parse(block);
            header = known;
        }
        return known;
    }

    /// Always the same one.
    public synchronized BodyPart structure() {
        BodyPart known = structure == null ? StructureJson.read(tree) : structure;
        structure = known;
        return known;
    }

    public String preview() {
        return preview;
    }

    public List<MimeProblem> problems() {
        return problems;
    }

    /// About how many octets of memory it takes once all of it has been read.
    int weight() {
        int lines = 0;
        for (byte octet : block) {
            lines += octet == '\n' || octet == '\r' ? 1 : 0;
        }
        return 1_000 + 100 * lines + 4 * block.length + 6 * tree.length() + 2 * preview.length();
    }
}
