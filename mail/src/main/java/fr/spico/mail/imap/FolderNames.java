package fr.spico.mail.imap;

import fr.spico.mail.MailStore.Role;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.angus.mail.imap.protocol.BASE64MailboxDecoder;
import org.eclipse.angus.mail.imap.protocol.BASE64MailboxEncoder;

/// Folder names on the wire (modified UTF-7, RFC 3501 §5.1.3) and what they tell about a folder's
/// role.
final class FolderNames {

    private static final Map<String, Role> SPECIAL_USE =
            Map.of(
                    "\\archive", Role.ARCHIVE,
                    "\\all", Role.ARCHIVE,
                    "\\drafts", Role.DRAFTS,
                    "\\sent", Role.SENT,
                    "\\trash", Role.TRASH,
                    "\\junk", Role.JUNK);

    private static final Map<Role, Set<String>> USUAL =
            Map.of(
                    Role.ARCHIVE, Set.of("archive", "archives"),
                    Role.DRAFTS, Set.of("drafts", "draft", "brouillons", "brouillon"),
                    Role.SENT,
                            Set.of(
                                    "sent",
                                    "sent items",
                                    "sent messages",
                                    "envoyes",
                                    "messages envoyes",
                                    "elements envoyes",
                                    "objets envoyes"),
                    Role.TRASH,
                            Set.of(
                                    "trash",
                                    "deleted items",
                                    "deleted messages",
                                    "corbeille",
                                    "elements supprimes",
                                    "messages supprimes"),
                    Role.JUNK,
                            Set.of(
                                    "junk",
                                    "junk e-mail",
                                    "spam",
                                    "indesirables",
                                    "courrier indesirable",
                                    "pourriel"));

    private FolderNames() {}

    static String decode(String wire) {
        String path = BASE64MailboxDecoder.decode(wire);
        return path.equalsIgnoreCase("INBOX") ? "INBOX" : path;
    }

    /// Whether a folder can be asked for by what was read of its name. What is no modified UTF-7 is
    /// read as something else, which may be the name of another folder.
    static boolean isFaithful(String wire, String path) {
        return path.equals("INBOX") || (path.indexOf(0) < 0 && encode(path).equals(wire));
    }

    static String encode(String path) {
        return BASE64MailboxEncoder.encode(path);
    }

    /// @param attributes of LIST, lower case
    static Optional<Role> role(String path, String name, Set<String> attributes) {
        if (path.equals("INBOX")) {
            return Optional.of(Role.INBOX);
        }
        Optional<Role> declared =
                attributes.stream()
                        .filter(SPECIAL_USE::containsKey)
                        .map(SPECIAL_USE::get)
                        .sorted()
                        .findFirst();
        return declared.or(() -> guess(name));
    }

    private static Optional<Role> guess(String name) {
        String plain =
                Normalizer.normalize(name, Normalizer.Form.NFD)
                        .replaceAll("\\p{M}", "")
                        .toLowerCase(Locale.ROOT);
        return USUAL.entrySet().stream()
                .filter(usual -> usual.getValue().contains(plain))
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
