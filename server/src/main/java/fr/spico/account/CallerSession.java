package fr.spico.account;

import fr.spico.account.Caller.Client;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.session.Session;

/// What a session holds: one string, so that any later version of the platform can read it.
///
/// @param account whose session it is
record CallerSession(AccountId account, Client client) {

    private static final String ATTRIBUTE = "spico.caller";

    /// Begins a new session under a new id, so that nobody can have planted the id.
    void begin(HttpServletRequest request) {
        end(request);
        request.getSession(true).setAttribute(ATTRIBUTE, account.text() + " " + client.name());
    }

    static Optional<CallerSession> read(@Nullable HttpSession session) {
        return session == null ? Optional.empty() : parse(session.getAttribute(ATTRIBUTE));
    }

    static Optional<CallerSession> read(Session session) {
        return parse(session.getAttribute(ATTRIBUTE));
    }

    static void end(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
    }

    private static Optional<CallerSession> parse(@Nullable Object attribute) {
        String text = attribute instanceof String string ? string : "";
        int blank = text.indexOf(' ');
        return blank < 0
                ? Optional.empty()
                : AccountId.parse(text.substring(0, blank))
                        .map(id ->
                                new CallerSession(id, Client.valueOf(text.substring(blank + 1))));
    }
}
