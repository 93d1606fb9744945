package fr.spico.jmap.email;

import fr.spico.jmap.core.Json;
import fr.spico.replica.ReplicaEmail.Text;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.node.ObjectNode;

/// EmailBodyValue (RFC 8621 §4.1.4).
final class BodyValue {

    private BodyValue() {}

    /// @param maxBytes of the UTF-8 value; 0 = no limit
    static ObjectNode of(Text text, boolean html, long maxBytes) {
        String value = maxBytes == 0 ? text.text() : cut(text.text(), maxBytes);
        boolean cut = value.length() < text.text().length();
        return Json.object()
                .put("value", cut && html ? withoutHalfTag(value) : value)
                .put("isEncodingProblem", text.encodingProblem())
                .put("isTruncated", cut || text.truncated());
    }

    /// The longest prefix of whole characters that is at most `maxBytes` in UTF-8.
    static String cut(String text, long maxBytes) {
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        if (octets.length <= maxBytes) {
            return text;
        }
        int end = (int) maxBytes;
        while (end > 0 && (octets[end] & 0xC0) == 0x80) {
            end--;
        }
        return new String(octets, 0, end, StandardCharsets.UTF_8);
    }

    private static String withoutHalfTag(String html) {
        int open = html.lastIndexOf('<');
        return open > html.lastIndexOf('>') ? html.substring(0, open) : html;
    }
}
