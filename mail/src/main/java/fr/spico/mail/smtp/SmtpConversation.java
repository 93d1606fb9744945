package fr.spico.mail.smtp;

import fr.spico.mail.MailException;
import fr.spico.mail.MailException.Reason;
import fr.spico.mail.MailSender.RecipientOutcome;
import fr.spico.mail.MssAddress;
import fr.spico.mail.Operator;
import fr.spico.mail.Operator.Credentials;
import fr.spico.mail.wire.WireSettings;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/// One SMTP connection. Angus Mail connects, authenticates and writes commands; the envelope is
/// said command by command so that every recipient's reply is known, and the content goes out octet
/// by octet as it was given (line ends made CRLF, dots stuffed).
final class SmtpConversation extends SMTPTransport implements AutoCloseable {

    private SmtpConversation(Session session, WireSettings settings) {
        super(
                session,
                new URLName(
                        "smtp",
                        settings.endpoint().host(),
                        settings.endpoint().port(),
                        null,
                        null,
                        null),
                "smtp",
                settings.isTls());
    }

    /// Proves itself for the mailbox, or, if the operator takes no delegation at submission, as the
    /// platform's own account.
    static SmtpConversation open(WireSettings settings, Operator operator, MssAddress mailbox)
            throws MailException {
        return switch (operator.credentials()) {
            case Credentials.Delegated own -> {
                try {
                    yield connect(settings, own, mailbox.value());
                } catch (AuthenticationFailedException e) {
                    yield connectAsPlatform(settings, own);
                } catch (MessagingException e) {
                    throw SmtpFailures.connecting(e);
                }
            }
        };
    }

    void from(MssAddress sender, byte[] message) throws MailException {
        if (message.length > sizeLimit()) {
            throw new MailException(Reason.TOO_LARGE, "MAIL: over the announced SIZE");
        }
        StringBuilder command = new StringBuilder("MAIL FROM:<").append(sender.value()).append('>');
        if (supportsExtension("SIZE") && message.length > 0) {
            command.append(" SIZE=").append(message.length);
        }
        if (supportsExtension("8BITMIME") && hasEightBit(message)) {
            command.append(" BODY=8BITMIME");
        }
        if (supportsExtension("DSN")) {
            command.append(" RET=HDRS");
        }
        int code = say(command.toString());
        if (code / 100 != 2) {
            throw SmtpFailures.refused("MAIL", code, getLastServerResponse());
        }
    }

    RecipientOutcome recipient(MssAddress recipient) throws MailException {
        String notify = supportsExtension("DSN") ? " NOTIFY=FAILURE,DELAY" : "";
        int code = say("RCPT TO:<" + recipient.value() + ">" + notify);
        if (code == 421 || code < 200) {
            throw SmtpFailures.refused("RCPT", code, getLastServerResponse());
        }
        boolean accepted = code / 100 == 2;
        return new RecipientOutcome(recipient, accepted, code / 100 == 4, reply());
    }

    /// @param handOver runs when all but the ending dot is out: without it the operator takes
    ///   nothing (RFC 5321 §4.1.1.4)
    void content(byte[] message, Runnable handOver) throws MailException {
        // Angus Mail asserts that its lock is held here.
        synchronized (this) {
            try {
                OutputStream out = data();
                out.write(message);
                handOver.run();
                finishData();
            } catch (MessagingException | IOException e) {
                throw SmtpFailures.content(e, getLastReturnCode(), getLastServerResponse());
            }
        }
    }

    void reset() throws MailException {
        say("RSET");
    }

    @Override
    public void close() {
        try {
            super.close();
        } catch (MessagingException e) {
            // The operator has answered already; how it hangs up does not matter.
        }
    }

    private static SmtpConversation connectAsPlatform(
            WireSettings settings, Credentials.Delegated own) throws MailException {
        try {
            return connect(settings, own, own.user());
        } catch (MessagingException e) {
            throw SmtpFailures.connecting(e);
        }
    }

    private static SmtpConversation connect(
            WireSettings settings, Credentials.Delegated own, String authorizationId)
            throws MessagingException {
        Properties properties = settings.properties("smtp");
        properties.setProperty("mail.smtp.auth", "true");
        properties.setProperty("mail.smtp.auth.mechanisms", "PLAIN");
        properties.setProperty("mail.smtp.quitwait", "false");
        SmtpConversation smtp = new SmtpConversation(Session.getInstance(properties), settings);
        smtp.setAuthorizationID(authorizationId);
        smtp.connect(
                settings.endpoint().host(), settings.endpoint().port(), own.user(), own.password());
        return smtp;
    }

    private int say(String command) throws MailException {
        try {
            int code = simpleCommand(command);
            if (code < 0) {
                boolean ended = "[EOF]".equals(getLastServerResponse());
                throw new MailException(
                        ended ? Reason.UNREACHABLE : Reason.PROTOCOL, "no SMTP reply");
            }
            return code;
        } catch (MessagingException e) {
            throw SmtpFailures.lost(e);
        }
    }

    private String reply() {
        String reply = getLastServerResponse();
        return reply == null ? "" : reply.strip();
    }

    private long sizeLimit() {
        String limit = getExtensionParameter("SIZE");
        boolean given = limit != null && limit.strip().matches("[1-9][0-9]{0,17}");
        return given ? Long.parseLong(limit.strip()) : Long.MAX_VALUE;
    }

    private static boolean hasEightBit(byte[] message) {
        for (byte b : message) {
            if (b < 0) {
                return true;
            }
        }
        return false;
    }
}
