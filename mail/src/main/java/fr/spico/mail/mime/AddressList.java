package fr.spico.mail.mime;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads an address list (RFC 5322 §3.4) as it is found in mail: unquoted dots and commas at odd
/// places, missing brackets, `;` between addresses, encoded words in quotes.
final class AddressList {

    /// Addresses of one field; those after are left out.
    static final int MAX_ADDRESSES = 2000;

    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final Pattern CONTROLS = Pattern.compile("\\p{Cntrl}");

    private final String text;
    private int at;
    private int count;

    private final List<AddressGroup> groups = new ArrayList<>();
    private List<EmailAddress> current = new ArrayList<>();
    private @Nullable String groupName;

    /// The address under construction: words before `<`, the address in `<…>`, a comment.
    private final StringBuilder words = new StringBuilder();

    private boolean quoted;
    private @Nullable String angle;
    private @Nullable String comment;

    private AddressList(String text) {
        this.text = text;
    }

    static List<AddressGroup> parse(String unfolded) {
        AddressList list = new AddressList(unfolded);
        list.read();
        return list.groups;
    }

    /// Whether a field may name more addresses than are read, without reading them.
    static boolean isTooLong(String unfolded) {
        return unfolded.length() > MAX_ADDRESSES
                && (count(unfolded, "@") > MAX_ADDRESSES || count(unfolded, ",;") >= MAX_ADDRESSES);
    }

    private static long count(String text, String signs) {
        return text.chars().filter(c -> signs.indexOf(c) >= 0).count();
    }

    private void read() {
        while (at < text.length() && count < MAX_ADDRESSES) {
            char c = text.charAt(at++);
            switch (c) {
                case '"' -> readQuoted();
                case '(' -> readComment();
                case '<' -> readAngle();
                case ',' -> endAddress();
                case ';' -> endGroup();
                case ':' -> startGroup();
                default -> words.append(c);
            }
        }
        endGroup();
    }

    private void readQuoted() {
        quoted = true;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"') {
                return;
            }
            if (c == '\\' && at < text.length()) {
                c = text.charAt(at++);
            }
            words.append(c);
        }
    }

    private void readComment() {
        StringBuilder content = new StringBuilder();
        int depth = 1;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '\\' && at < text.length()) {
                c = text.charAt(at++);
            } else if (c == '(') {
                depth++;
            } else if (c == ')' && --depth == 0) {
                break;
            }
            content.append(c);
        }
        comment = content.toString();
    }

    private void readAngle() {
        int close = text.indexOf('>', at);
        int nextAngle = text.indexOf('<', at);
        int comma = text.indexOf(',', at);
        if (close < 0 || (nextAngle >= 0 && nextAngle < close)) {
            close = comma < 0 ? text.length() : comma; // `<` without `>`
            angle = text.substring(at, close);
            at = close;
        } else {
            angle = text.substring(at, close);
            at = close + 1;
        }
    }

    private void startGroup() {
        if (groupName != null || angle != null || words.indexOf("@") >= 0) {
            words.append(':');
            return;
        }
        closeGroup();
        groupName = name(words.toString());
        if (groupName == null) {
            groupName = "";
        }
        clearAddress();
    }

    private void endGroup() {
        endAddress();
        closeGroup();
        groupName = null;
    }

    private void closeGroup() {
        if (!current.isEmpty() || groupName != null) {
            groups.add(new AddressGroup(groupName, List.copyOf(current)));
            current = new ArrayList<>();
        }
    }

    private void endAddress() {
        String bracketed = angle;
        String plain = words.toString().strip();
        if (bracketed != null) {
            String email = withoutRoute(bracketed.strip());
            if (!email.isEmpty() || !plain.isEmpty()) {
                add(plain.isEmpty() ? nameOrNull(comment) : name(plain), email);
            }
        } else if (!plain.isEmpty()) {
            addBare(plain);
        }
        clearAddress();
    }

    /// `a@b`, `a@b (Name)`, `Name a@b`, or something that is no address at all.
    private void addBare(String plain) {
        int lastSpace = plain.lastIndexOf(' ');
        boolean nameBefore = lastSpace > 0 && plain.indexOf('@') > lastSpace && !quoted;
        if (nameBefore) {
            add(name(plain.substring(0, lastSpace)), plain.substring(lastSpace + 1));
        } else {
            add(nameOrNull(comment), plain);
        }
    }

    private void add(@Nullable String name, String email) {
        current.add(new EmailAddress(name, MimeText.decodeWords(email)));
        count++;
    }

    private void clearAddress() {
        words.setLength(0);
        quoted = false;
        angle = null;
        comment = null;
    }

    /// Obsolete source route: `@relay,@relay:a@b`.
    private static String withoutRoute(String email) {
        int colon = email.startsWith("@") ? email.indexOf(':') : -1;
        return colon < 0 ? email : email.substring(colon + 1);
    }

    private static @Nullable String nameOrNull(@Nullable String text) {
        return text == null ? null : name(text);
    }

    private static @Nullable String name(String text) {
        String decoded = MimeText.decodeWords(BLANKS.matcher(text.strip()).replaceAll(" ")).strip();
        String clean = CONTROLS.matcher(decoded).replaceAll("");
        return clean.isEmpty() ? null : Normalizer.normalize(clean, Normalizer.Form.NFC);
    }
}
