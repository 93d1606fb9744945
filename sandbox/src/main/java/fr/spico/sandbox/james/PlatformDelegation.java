package fr.spico.sandbox.james;

import fr.spico.sandbox.cast.Cast;
import fr.spico.sandbox.cast.Domains;
import javax.inject.Inject;
import org.apache.james.core.Username;
import org.apache.james.mailbox.Authorizator;
import org.apache.james.mailbox.exception.MailboxException;
import org.apache.james.user.api.UsersRepository;
import org.apache.james.user.api.UsersRepositoryException;

/// The platform may act as every mailbox of the regional operator (SASL PLAIN with an authorisation
/// identity), and nobody else as anybody.
final class PlatformDelegation implements Authorizator {
    private static final Username PLATFORM = Username.of(Cast.PLATFORM.address());

    private final UsersRepository users;

    @Inject
    PlatformDelegation(UsersRepository users) {
        this.users = users;
    }

    @Override
    public AuthorizationState canLoginAsOtherUser(Username who, Username asWhom)
            throws MailboxException {
        if (who.equals(asWhom)) {
            return AuthorizationState.ALLOWED;
        }
        if (!PLATFORM.equals(who) || !Domains.of(asWhom.asString()).equals(Domains.REGIONAL)) {
            return AuthorizationState.FORBIDDEN;
        }
        try {
            return users.contains(asWhom)
                    ? AuthorizationState.ALLOWED
                    : AuthorizationState.UNKNOWN_USER;
        } catch (UsersRepositoryException e) {
            throw new MailboxException("cannot look up the mailbox", e);
        }
    }
}
