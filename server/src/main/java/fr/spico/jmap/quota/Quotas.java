package fr.spico.jmap.quota;

import fr.spico.jmap.core.MethodError;
import fr.spico.mail.MailException;
import fr.spico.mail.MailStore.Quota;
import fr.spico.replica.Replica;
import fr.spico.replica.Viewer;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;

/// The quotas of a mailbox, asked of the operator each time.
@Component
class Quotas {

    private final Replica replica;

    Quotas(Replica replica) {
        this.replica = replica;
    }

    /// The quotas at one moment. Of two states that say the same before the dash only `used`
    /// differs.
    record Held(List<QuotaObject> list) {

        String state() {
            int limits = 0;
            int used = 0;
            for (QuotaObject quota : list) {
                limits = 31 * limits + Objects.hash(quota.id(), quota.quota().limit());
                used = 31 * used + Long.hashCode(quota.quota().used());
            }
            return Integer.toHexString(limits) + "-" + Integer.toHexString(used);
        }

        boolean sameLimits(String state) {
            return state.split("-", -1)[0].equals(state().split("-", -1)[0]);
        }
    }

    /// @throws MethodError when the operator does not say
    Held of(Viewer viewer) {
        try {
            List<Quota> given = replica.quotas(viewer);
            return new Held(given.stream().map(QuotaObject::new).toList());
        } catch (MailException e) {
            throw MethodError.of(e);
        }
    }
}
