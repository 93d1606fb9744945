package fr.spico.outbox;

import fr.spico.mail.MssAddress;
import fr.spico.mail.mime.MessageHeader;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// Tells what a program put into a mailbox from what the mailbox received. Without it, whoever
/// stores a mail "from" a patient could answer it, and so write to that patient first (row S4).
public final class WrittenHere {

    static final String FIELD = "X-Spico-Origin";

    private WrittenHere() {}

    /// A message as it may be stored: marked unless it says itself that it is the mailbox's own.
    public static byte[] mark(byte[] message, MssAddress mailbox) {
        if (OutgoingMail.read(message).isFrom(mailbox)) {
            return message;
        }
        ByteArrayOutputStream marked = new ByteArrayOutputStream(message.length + 32);
        marked.writeBytes((FIELD + ": stored\r\n").getBytes(StandardCharsets.US_ASCII));
        marked.writeBytes(message);
        return marked.toByteArray();
    }

    static boolean isMarked(MessageHeader header) {
        return header.last(FIELD).isPresent();
    }
}
