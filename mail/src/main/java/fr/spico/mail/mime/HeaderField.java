package fr.spico.mail.mime;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One header field and its parsed forms (RFC 8621 §4.1.2). What lists show is read once.
public final class HeaderField {

    private static final Pattern FOLD = Pattern.compile("\r?\n(?=[ \t])|[\r\n]");
    private static final Pattern ANGLED = Pattern.compile("<([^<>]*)>");

    private final String name;
    private final byte[] value;
    private @Nullable String text;
    private @Nullable List<AddressGroup> groups;

    /// @param name as it is written
    /// @param value octets between the colon and the final line end, folding included
    public HeaderField(String name, byte[] value) {
        this.name = name;
        this.value = value;
    }

    public String name() {
        return name;
    }

    public byte[] value() {
        return value;
    }

    public boolean is(String other) {
        return name.equalsIgnoreCase(other);
    }

    /// Raw form (§4.1.2.1): as it stands, octets that are no UTF-8 replaced by U+FFFD, NUL dropped.
    public String asRaw() {
        return new String(value, StandardCharsets.UTF_8).replace("\0", "");
    }

    /// Text form (§4.1.2.2): unfolded, encoded words decoded, NFC. Raw 8-bit octets are read as
    /// UTF-8 or else windows-1252.
    public String asText() {
        String known = text;
        if (known == null) {
            known = readText();
            text = known;
        }
        return known;
    }

    private String readText() {
        String text = unfolded();
        int start = 0;
        while (start < text.length() && (text.charAt(start) == ' ' || text.charAt(start) == '\t')) {
            start++;
        }
        text = text.substring(start);
        return Normalizer.normalize(MimeText.decodeWords(text), Normalizer.Form.NFC)
                .stripTrailing();
    }

    /// Addresses form (§4.1.2.3), at most [AddressList#MAX_ADDRESSES].
    public List<EmailAddress> asAddresses() {
        return asGroupedAddresses().stream().flatMap(g -> g.addresses().stream()).toList();
    }

    /// GroupedAddresses form (§4.1.2.4).
    public List<AddressGroup> asGroupedAddresses() {
        List<AddressGroup> known = groups;
        if (known == null) {
            known = List.copyOf(AddressList.parse(unfolded()));
            groups = known;
        }
        return known;
    }

    /// MessageIds form (§4.1.2.5); empty if there is none.
    public List<String> asMessageIds() {
        String text = unfolded();
        List<String> ids = angled(text);
        if (ids.isEmpty() && !text.isBlank()) {
            // Without brackets, as some senders write it.
            for (String word : text.strip().split("[\\s,]+")) {
                if (word.contains("@")) {
                    ids.add(word.replaceAll("[<>]", ""));
                }
            }
        }
        return List.copyOf(ids);
    }

    /// Date form (§4.1.2.6); empty if it is no date.
    public Optional<OffsetDateTime> asDate() {
        return MailDate.parse(unfolded());
    }

    /// URLs form (§4.1.2.7).
    public List<String> asUrls() {
        return List.copyOf(angled(unfolded()));
    }

    boolean namesTooMany() {
        return AddressList.isTooLong(unfolded());
    }

    String unfolded() {
        String text = Charsets.guess(value);
        boolean folded = text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0;
        return (folded ? FOLD.matcher(text).replaceAll("") : text).replace("\0", "");
    }

    private static List<String> angled(String text) {
        List<String> found = new ArrayList<>();
        Matcher m = ANGLED.matcher(text);
        while (m.find()) {
            String content = m.group(1).replaceAll("\\s+", "");
            if (!content.isEmpty()) {
                found.add(content);
            }
        }
        return found;
    }

    /// Says the name only.
    @Override
    public String toString() {
        return "HeaderField[" + name + "]";
    }
}
