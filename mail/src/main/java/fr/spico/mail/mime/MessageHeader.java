package fr.spico.mail.mime;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A header block as an ordered list of fields. Lines that are no field are passed over.
public record MessageHeader(List<HeaderField> fields) {

    private static final List<String> RECIPIENT_FIELDS =
            List.of("To", "Cc", "Bcc", "Reply-To", "Disposition-Notification-To");

    public MessageHeader {
        fields = List.copyOf(fields);
    }

    /// @param block up to and with the empty line, or to where it was cut; line ends CRLF, LF or CR
    public static MessageHeader parse(byte[] block) {
        List<HeaderField> fields = new ArrayList<>();
        int at = startOfFirstField(block);
        while (at < block.length) {
            int end = endOfField(block, at);
            if (isEmptyLine(block, at, end)) {
                break;
            }
            addField(block, at, end, fields);
            at = end;
        }
        return new MessageHeader(fields);
    }

    /// The last field of this name: the one that counts (RFC 8621 §4.1.3).
    public Optional<HeaderField> last(String name) {
        for (int i = fields.size() - 1; i >= 0; i--) {
            if (fields.get(i).is(name)) {
                return Optional.of(fields.get(i));
            }
        }
        return Optional.empty();
    }

    public List<HeaderField> all(String name) {
        return fields.stream().filter(f -> f.is(name)).toList();
    }

    public Set<MimeProblem> problems() {
        Set<MimeProblem> problems = EnumSet.noneOf(MimeProblem.class);
        if (fields.isEmpty()) {
            problems.add(MimeProblem.NO_HEADER);
        }
        if (last("Date").filter(f -> f.asDate().isEmpty()).isPresent()) {
            problems.add(MimeProblem.BAD_DATE);
        }
        if (last("From").filter(MessageHeader::namesNobody).isPresent()) {
            problems.add(MimeProblem.BAD_ADDRESS);
        }
        if (RECIPIENT_FIELDS.stream()
                .flatMap(n -> all(n).stream())
                .anyMatch(HeaderField::namesTooMany)) {
            problems.add(MimeProblem.TOO_MANY_RECIPIENTS);
        }
        return problems;
    }

    private static boolean namesNobody(HeaderField from) {
        return from.asAddresses().stream().noneMatch(a -> a.email().indexOf('@') > 0);
    }

    /// mbox's `From ` line and a byte order mark before the first field are no part of it.
    private static int startOfFirstField(byte[] block) {
        boolean marked = block.length > 2 && (block[0] & 0xff) == 0xEF && (block[1] & 0xff) == 0xBB;
        int at = marked ? 3 : 0;
        byte[] start = Arrays.copyOfRange(block, at, Math.min(block.length, at + 5));
        boolean mbox = new String(start, StandardCharsets.US_ASCII).equals("From ");
        return mbox ? nextLine(block, at) : at;
    }

    private static void addField(byte[] block, int start, int end, List<HeaderField> fields) {
        int colon = start;
        while (colon < end && block[colon] != ':' && block[colon] != '\n') {
            colon++;
        }
        if (colon == end || block[colon] != ':') {
            return;
        }
        String name = new String(block, start, colon - start, StandardCharsets.ISO_8859_1).strip();
        if (isFieldName(name)) {
            int stop = withoutLineEnd(block, colon + 1, end);
            fields.add(new HeaderField(name, Arrays.copyOfRange(block, colon + 1, stop)));
        }
    }

    private static boolean isFieldName(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) <= 32 || name.charAt(i) >= 127) {
                return false;
            }
        }
        return !name.isEmpty();
    }

    private static int endOfField(byte[] block, int start) {
        int at = nextLine(block, start);
        if (isEmptyLine(block, start, at)) {
            return at;
        }
        while (at < block.length && (block[at] == ' ' || block[at] == '\t')) {
            at = nextLine(block, at);
        }
        return at;
    }

    private static int nextLine(byte[] block, int at) {
        while (at < block.length && block[at] != '\n' && block[at] != '\r') {
            at++;
        }
        boolean crlf = at + 1 < block.length && block[at] == '\r' && block[at + 1] == '\n';
        return Math.min(block.length, at + (crlf ? 2 : 1));
    }

    private static boolean isEmptyLine(byte[] block, int start, int end) {
        return withoutLineEnd(block, start, end) == start;
    }

    private static int withoutLineEnd(byte[] block, int start, int end) {
        int stop = end;
        if (stop > start && block[stop - 1] == '\n') {
            stop--;
        }
        if (stop > start && block[stop - 1] == '\r') {
            stop--;
        }
        return stop;
    }
}
