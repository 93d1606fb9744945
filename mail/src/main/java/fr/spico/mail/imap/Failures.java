package fr.spico.mail.imap;

import fr.spico.mail.MailException;
import fr.spico.mail.MailException.Reason;
import java.io.IOException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.angus.mail.iap.Response;

/// What a failing server means: response codes of RFC 3501, 5530, 7889 and 9208 to reasons. The
/// server's text never reaches a message: it may name a mailbox.
final class Failures {

    private static final Pattern CODE = Pattern.compile("^\\s*\\[([A-Za-z-]+)");
    private static final Pattern NO_FOLDER =
            Pattern.compile(
                    "(not found|no such|doesn't exist|does not exist|unknown mailbox|nonexist)");

    private Failures() {}

    /// The failure of a command that ended with NO, BAD or BYE.
    static MailException of(String command, Response answer) {
        String rest = restOf(answer);
        String code = codeOf(rest);
        return new MailException(reason(answer, code, rest), verb(command) + " " + code);
    }

    static MailException of(String command, IOException cause) {
        if (cause instanceof AnswerTooLong) {
            return new MailException(Reason.PROTOCOL, verb(command) + ": answer too long", cause);
        }
        return new MailException(Reason.UNREACHABLE, verb(command) + ": connection lost", cause);
    }

    /// The response code, upper case; empty if there is none.
    static String codeOf(String rest) {
        Matcher m = CODE.matcher(rest);
        return m.find() ? m.group(1).toUpperCase(Locale.ROOT) : "";
    }

    static String restOf(Response answer) {
        String rest = answer.getRest();
        return rest == null ? "" : rest;
    }

    private static Reason reason(Response answer, String code, String rest) {
        if (answer.isBYE()) {
            return Reason.UNREACHABLE;
        }
        return switch (code) {
            case "AUTHENTICATIONFAILED", "AUTHORIZATIONFAILED", "EXPIRED", "PRIVACYREQUIRED" ->
                    Reason.NOT_AUTHENTICATED;
            case "OVERQUOTA" -> Reason.OVER_QUOTA;
            case "TOOBIG" -> Reason.TOO_LARGE;
            case "TRYCREATE", "NONEXISTENT" -> Reason.NO_SUCH_FOLDER;
            case "LIMIT", "INUSE" -> Reason.TOO_BUSY;
            case "UNAVAILABLE", "SERVERBUG" -> Reason.UNREACHABLE;
            case "EXPUNGEISSUED" -> Reason.NO_SUCH_MESSAGE;
            default -> fromText(answer, rest);
        };
    }

    private static Reason fromText(Response answer, String rest) {
        String text = rest.toLowerCase(Locale.ROOT);
        if (answer.isNO() && NO_FOLDER.matcher(text).find()) {
            return Reason.NO_SUCH_FOLDER;
        }
        if (answer.isNO() && text.contains("quota")) {
            return Reason.OVER_QUOTA;
        }
        return Reason.REFUSED;
    }

    /// `UID FETCH 1:* (…)` → `UID FETCH`: arguments may name a folder.
    private static String verb(String command) {
        String[] words = command.split(" ", 3);
        boolean two = words.length > 1 && words[0].equals("UID");
        return two ? words[0] + " " + words[1] : words[0];
    }
}
