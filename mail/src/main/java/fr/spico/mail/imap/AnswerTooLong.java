package fr.spico.mail.imap;

import java.io.IOException;

/// The server announced, or sent, more than one answer may hold.
final class AnswerTooLong extends IOException {

    private static final long serialVersionUID = 1L;

    AnswerTooLong(Throwable cause) {
        super("answer too long or malformed", cause);
    }
}
