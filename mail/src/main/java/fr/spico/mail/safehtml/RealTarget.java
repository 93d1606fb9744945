package fr.spico.mail.safehtml;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Decides whether a link's text claims another place than the link goes to.
final class RealTarget {

    private static final Pattern CLAIMED_URL =
            Pattern.compile("(?iu)(?:https?://|\\bwww\\.)([^\\s/?#<>\"']+)");

    private static final Pattern CLAIMED_MAIL =
            Pattern.compile("(?iu)[\\p{L}0-9._%+-]+@([\\p{L}0-9-]+\\.)+\\p{L}{2,}");

    private static final Pattern CLAIMED_HOST =
            Pattern.compile("(?iu)((?:[\\p{L}0-9-]+\\.)+\\p{L}{2,24})(?:[/:?#].*)?");

    /// `compte-rendu.pdf` is the name of a file, no place.
    private static final Set<String> FILE_ENDINGS =
            Set.of(
                    "pdf", "doc", "docx", "xls", "xlsx", "odt", "ods", "odp", "ppt", "pptx", "txt",
                    "csv", "rtf", "jpg", "jpeg", "png", "gif", "html", "htm", "xml", "ics", "eml",
                    "dcm", "mp");

    private static final Set<String> SECOND_LEVELS =
            Set.of("co", "com", "org", "gouv", "asso", "ac");

    /// What stands further behind claims nothing that a reader would see, and no host is longer.
    private static final int LONGEST = 1_000;

    private RealTarget() {}

    /// The real place to show; empty if the text claims nothing or the truth.
    static Optional<String> behind(String text, String target) {
        String visible = visible(text);
        if (target.toLowerCase(Locale.ROOT).startsWith("mailto:")) {
            String mailbox = mailboxOf(target);
            Matcher claimed = CLAIMED_MAIL.matcher(visible);
            boolean other = claimed.find() && !claimed.group().equalsIgnoreCase(mailbox);
            return other ? Optional.of(mailbox) : Optional.empty();
        }
        String host = hostOf(target);
        return claimedHost(visible)
                .filter(claimed -> !host.isEmpty() && !isSamePlace(claimed, host))
                .map(_ -> host);
    }

    private static String visible(String text) {
        return start(
                text.replaceAll("[\\p{Cf}\\p{Cntrl}]", "").replaceAll("[\\s\\p{Z}]+", " ").strip());
    }

    private static Optional<String> claimedHost(String visible) {
        Matcher url = CLAIMED_URL.matcher(visible);
        if (url.find()) {
            return Optional.of(ascii(withoutPortAndUser(url.group(1))));
        }
        Matcher host = CLAIMED_HOST.matcher(visible);
        if (host.matches()) {
            String name = host.group(1);
            String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
            return FILE_ENDINGS.contains(ending) ? Optional.empty() : Optional.of(ascii(name));
        }
        Matcher mail = CLAIMED_MAIL.matcher(visible);
        return mail.matches()
                ? Optional.of(ascii(visible.substring(visible.indexOf('@') + 1)))
                : Optional.empty();
    }

    private static String hostOf(String target) {
        int start = target.indexOf("://");
        if (start < 0) {
            return "";
        }
        String rest = target.substring(start + 3);
        int end = 0;
        while (end < rest.length() && "/?#\\".indexOf(rest.charAt(end)) < 0) {
            end++;
        }
        return ascii(withoutPortAndUser(rest.substring(0, end)));
    }

    private static String mailboxOf(String target) {
        String mailbox = target.substring("mailto:".length());
        int question = mailbox.indexOf('?');
        return question < 0 ? mailbox : mailbox.substring(0, question);
    }

    private static String withoutPortAndUser(String authority) {
        String host = start(authority.substring(authority.lastIndexOf('@') + 1));
        return host.replaceFirst(":[0-9]*$", "").replaceFirst("[.,;:!)»]+$", "");
    }

    private static String start(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    }

    /// `ameli.fr` and `assure.ameli.fr` are the same place, `ameli.fr.example` is not.
    private static boolean isSamePlace(String claimed, String host) {
        return siteOf(claimed).equals(siteOf(host));
    }

    private static String siteOf(String host) {
        String[] labels = host.split("\\.");
        int n = labels.length;
        if (n <= 2 || host.matches("[0-9.]+")) {
            return host;
        }
        boolean twoLevels = labels[n - 1].length() == 2 && SECOND_LEVELS.contains(labels[n - 2]);
        return String.join(".", java.util.Arrays.copyOfRange(labels, n - (twoLevels ? 3 : 2), n));
    }

    private static String ascii(String host) {
        try {
            return IDN.toASCII(host.toLowerCase(Locale.ROOT), IDN.ALLOW_UNASSIGNED);
        } catch (IllegalArgumentException e) {
            return host.toLowerCase(Locale.ROOT);
        }
    }
}
