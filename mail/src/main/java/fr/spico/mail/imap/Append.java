package fr.spico.mail.imap;

import fr.spico.mail.MailException;
import fr.spico.mail.MailStore.FolderPath;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.angus.mail.iap.Argument;

/// APPEND (RFC 9051 §6.3.12), with APPENDUID (RFC 4315).
final class Append {

    private static final DateTimeFormatter DATE_TIME =
            DateTimeFormatter.ofPattern("dd-MMM-yyyy HH:mm:ss Z", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC);

    private static final Pattern CODE =
            Pattern.compile("\\[APPENDUID \\d+ (\\d+)]", Pattern.CASE_INSENSITIVE);

    private Append() {}

    static Optional<Long> run(
            ImapWire wire, FolderPath folder, String flags, Instant date, byte[] message)
            throws MailException {
        Argument arguments = new Argument();
        arguments.writeString(FolderNames.encode(folder.value()));
        arguments.writeAtom(flags);
        arguments.writeString(DATE_TIME.format(date));
        ByteArrayOutputStream literal = new ByteArrayOutputStream(message.length);
        literal.writeBytes(message);
        arguments.writeBytes(literal);
        Matcher code = CODE.matcher(wire.run("APPEND", arguments));
        return code.find() ? Optional.of(Long.parseLong(code.group(1))) : Optional.empty();
    }
}
