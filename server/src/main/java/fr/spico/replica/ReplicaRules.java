package fr.spico.replica;

import fr.spico.mail.ExchangeSubject;
import fr.spico.mail.MailStore.Role;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;

/// Pure decisions of the replica.
final class ReplicaRules {

    private static final Map<String, String> KEYWORD_OF_FLAG =
            Map.of(
                    "\\seen", "$seen",
                    "\\flagged", "$flagged",
                    "\\answered", "$answered",
                    "\\draft", "$draft");
    private static final Map<String, String> FLAG_OF_KEYWORD =
            Map.of(
                    "$seen", "\\Seen",
                    "$flagged", "\\Flagged",
                    "$answered", "\\Answered",
                    "$draft", "\\Draft",
                    "$forwarded", "$Forwarded",
                    "$mdnsent", "$MDNSent",
                    "$junk", "$Junk",
                    "$notjunk", "$NotJunk");
    private static final Pattern REPLY_MARK =
            Pattern.compile(
                    "^\\s*(?:\\[[^\\]]*\\]\\s*)*(?:re|fwd?|tr|rep|rép|aw|wg)\\s*(?:\\[\\d+\\]|\\(\\d+\\))?\\s*[:：]",
                    Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    private static final Pattern LIST_MARK = Pattern.compile("^\\s*\\[[^\\]]*\\]\\s*(?=\\S)");
    private static final Pattern FORWARDED_MARK =
            Pattern.compile("\\s*\\(fwd\\)\\s*$", Pattern.CASE_INSENSITIVE);
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    /// A longer one is not written by a person, and is compared by its beginning.
    private static final int LONGEST_SUBJECT = 1_000;

    private ReplicaRules() {}

    /// A mail to oneself counts as received in the inbox and as sent in Sent.
    static Direction direction(Collection<String> from, String ownAddress, Optional<Role> role) {
        if (role.equals(Optional.of(Role.SENT))) {
            return Direction.SENT;
        }
        boolean own = from.stream().anyMatch(a -> a.strip().equalsIgnoreCase(ownAddress));
        boolean inInbox = role.equals(Optional.of(Role.INBOX));
        return own && !inInbox ? Direction.SENT : Direction.RECEIVED;
    }

    /// JMAP keywords of IMAP flags (RFC 8621 §4.1.1). `\Recent` and `\Deleted` have none.
    static Set<String> keywords(Collection<String> flags) {
        Set<String> keywords = new TreeSet<>();
        for (String flag : flags) {
            String lower = flag.toLowerCase(Locale.ROOT);
            if (!lower.startsWith("\\")) {
                keywords.add(ReplicaWords.clean(lower));
            } else if (KEYWORD_OF_FLAG.containsKey(lower)) {
                keywords.add(KEYWORD_OF_FLAG.get(lower));
            }
        }
        return keywords;
    }

    static Set<String> flags(Collection<String> keywords) {
        Set<String> flags = new HashSet<>();
        keywords.forEach(k -> {
            String lower = k.toLowerCase(Locale.ROOT);
            flags.add(FLAG_OF_KEYWORD.getOrDefault(lower, lower));
        });
        return flags;
    }

    /// A message with `\Deleted` does not exist for JMAP (RFC 8621 §4.1.1).
    static boolean isDeleted(Collection<String> flags) {
        return flags.stream().anyMatch("\\Deleted"::equalsIgnoreCase);
    }

    /// Tells a message from others wherever it lies, and the same from what was appended here as
    /// from what is read back: a digest of the header, which holds the Message-ID. Line ends do not
    /// count. Without a Message-ID the size must do.
    static UUID identity(byte[] header, boolean hasMessageId, long size) {
        ByteBuffer plain = ByteBuffer.allocate(header.length);
        for (byte b : header) {
            if (b != '\r' && b != '\n') {
                plain.put(b);
            }
        }
        byte[] content = Arrays.copyOf(plain.array(), plain.position());
        return digest(hasMessageId ? "header" : "header" + size, content);
    }

    static UUID digest(String kind, byte[] content) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update(kind.getBytes(StandardCharsets.UTF_8));
            sha.update((byte) 0);
            ByteBuffer sum = ByteBuffer.wrap(sha.digest(content));
            return new UUID(sum.getLong(), sum.getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    static UUID messageIdKey(String messageId) {
        return digest("message-id", messageId.strip().getBytes(StandardCharsets.UTF_8));
    }

    /// A Message-ID under a base subject: messages that share one are a conversation (RFC 8621 §3).
    static UUID threadKey(String messageId, String baseSubject) {
        return digest(
                "thread",
                (messageId.strip() + "\n" + baseSubject).getBytes(StandardCharsets.UTF_8));
    }

    /// The subject without reply and forward marks, in the manner of RFC 5256 §2.1, French marks
    /// included, and without the mark for software: an answer does not repeat what nobody sees.
    static String baseSubject(String subject) {
        String shown = ExchangeSubject.shown(subject);
        String start = shown.substring(0, Math.min(shown.length(), LONGEST_SUBJECT));
        String base = BLANKS.matcher(start).replaceAll(" ").strip();
        String before;
        do {
            before = base;
            base = FORWARDED_MARK.matcher(base).replaceFirst("");
            base = REPLY_MARK.matcher(base).replaceFirst("").strip();
        } while (!base.equals(before));
        return LIST_MARK.matcher(base).replaceFirst("").toLowerCase(Locale.ROOT);
    }

    /// What the platform calls a folder that it has to create.
    static String folderName(Role role) {
        return switch (role) {
            case INBOX -> "INBOX";
            case ARCHIVE -> "Archive";
            case DRAFTS -> "Drafts";
            case SENT -> "Sent";
            case TRASH -> "Trash";
            case JUNK -> "Junk";
        };
    }
}
