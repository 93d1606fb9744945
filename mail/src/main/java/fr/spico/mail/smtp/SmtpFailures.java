package fr.spico.mail.smtp;

import fr.spico.mail.MailException;
import fr.spico.mail.MailException.Reason;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.jspecify.annotations.Nullable;

/// What a failing SMTP server means (RFC 5321 §4.2, RFC 3463). The server's text never reaches a
/// message: it may name a recipient.
final class SmtpFailures {

    private SmtpFailures() {}

    static MailException connecting(MessagingException e) {
        if (e instanceof AuthenticationFailedException) {
            return new MailException(Reason.NOT_AUTHENTICATED, "AUTH refused", e);
        }
        return new MailException(Reason.UNREACHABLE, "no SMTP connection", e);
    }

    static MailException lost(MessagingException e) {
        return new MailException(Reason.UNREACHABLE, "SMTP connection lost", e);
    }

    static MailException content(Exception e, int code, @Nullable String reply) {
        boolean answered = e instanceof SMTPSendFailedException && code > 0;
        return answered
                ? refused("DATA", code, reply)
                : new MailException(Reason.UNREACHABLE, "SMTP connection lost in DATA", e);
    }

    static MailException refused(String command, int code, @Nullable String reply) {
        return new MailException(reason(code, reply == null ? "" : reply), command + " " + code);
    }

    private static Reason reason(int code, String reply) {
        boolean full = reply.matches("(?s)...[ -][45]\\.2\\.2.*");
        return switch (code) {
            case 421 -> Reason.TOO_BUSY;
            case 452 -> Reason.OVER_QUOTA;
            case 552 -> full ? Reason.OVER_QUOTA : Reason.TOO_LARGE;
            case 530, 534, 535, 538 -> Reason.NOT_AUTHENTICATED;
            default -> byClass(code, reply);
        };
    }

    private static Reason byClass(int code, String reply) {
        if (reply.matches("(?s)...[ -]5\\.3\\.4.*")) {
            return Reason.TOO_LARGE;
        }
        return switch (code / 100) {
            case 4 -> Reason.TOO_BUSY;
            case 5 -> Reason.REFUSED;
            default -> Reason.PROTOCOL;
        };
    }
}
