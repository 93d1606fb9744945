package fr.spico.sandbox.james;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import javax.inject.Inject;
import org.apache.james.core.Username;
import org.apache.james.mailbox.Authorizator;
import org.apache.james.mailbox.exception.MailboxException;
import org.apache.james.protocols.api.Request;
import org.apache.james.protocols.api.Response;
import org.apache.james.protocols.api.handler.CommandHandler;
import org.apache.james.protocols.api.handler.LineHandler;
import org.apache.james.protocols.smtp.SMTPResponse;
import org.apache.james.protocols.smtp.SMTPSession;
import org.apache.james.user.api.UsersRepository;
import org.apache.james.user.api.UsersRepositoryException;
import org.jspecify.annotations.Nullable;

/// SMTP `AUTH PLAIN` with an authorisation identity (RFC 4616): James 3.8.1 ignores it in SMTP,
/// though not in IMAP. Whoever is let in as a mailbox sends as that mailbox, and as no other.
public final class DelegatedAuth implements CommandHandler<SMTPSession> {
    private final UsersRepository users;
    private final Authorizator authorizator;

    @Inject
    public DelegatedAuth(UsersRepository users, Authorizator authorizator) {
        this.users = users;
        this.authorizator = authorizator;
    }

    @Override
    public Collection<String> getImplCommands() {
        return List.of("AUTH");
    }

    /// Null hands the command to James' own handler.
    @Override
    public @Nullable Response onCommand(SMTPSession session, Request request) {
        String argument = request.getArgument() == null ? "" : request.getArgument().strip();
        String mechanism = argument.split(" ", 2)[0].toUpperCase(Locale.ROOT);
        if (!mechanism.equals("PLAIN") || session.getUsername() != null) {
            return null;
        }
        if (argument.length() > mechanism.length()) {
            return plain(session, argument.substring(mechanism.length()).strip());
        }
        LineHandler<SMTPSession> answer = this::onAnswer;
        session.pushLineHandler(answer);
        return new SMTPResponse("334", "");
    }

    private Response onAnswer(SMTPSession session, byte[] line) {
        session.popLineHandler();
        return plain(session, new String(line, UTF_8).strip());
    }

    private Response plain(SMTPSession session, String base64) {
        String[] fields;
        try {
            fields = new String(Base64.getDecoder().decode(base64), UTF_8).split("\0", -1);
        } catch (IllegalArgumentException e) {
            return new SMTPResponse("501", "5.5.2 Not base64");
        }
        if (fields.length != 3 || fields[1].isEmpty()) {
            return new SMTPResponse("501", "5.5.2 Not a PLAIN message");
        }
        Username who = Username.of(fields[1]);
        Username asWhom = fields[0].isEmpty() ? who : Username.of(fields[0]);
        return signIn(session, who, fields[2], asWhom);
    }

    private Response signIn(SMTPSession session, Username who, String password, Username asWhom) {
        try {
            boolean allowed =
                    users.test(who, password)
                            && authorizator.canLoginAsOtherUser(who, asWhom)
                                    == Authorizator.AuthorizationState.ALLOWED;
            if (!allowed) {
                return new SMTPResponse("535", "5.7.8 Authentication failed");
            }
            session.setUsername(asWhom);
            session.setRelayingAllowed(true);
            return new SMTPResponse("235", "2.7.0 Authentication successful");
        } catch (UsersRepositoryException | MailboxException e) {
            return new SMTPResponse("454", "4.7.0 Temporary authentication failure");
        }
    }
}
