package fr.spico.replica;

import java.util.Optional;

/// A replicated mailbox, which is a JMAP account (`m12`).
public record MailboxId(long value) {

    public static Optional<MailboxId> parse(String jmapId) {
        return Ids.number('m', jmapId).map(MailboxId::new);
    }

    public String jmapId() {
        return "m" + value;
    }
}
