package fr.spico.sandbox.james;

import org.apache.james.mailbox.inmemory.InMemoryMessageId;
import org.apache.james.mailbox.model.MessageId;

/// EMAILIDs that survive a restart: James in memory would count from 1 again and give old ids to
/// new mails.
final class StableIds implements MessageId.Factory {
    private long next = 1;

    @Override
    public MessageId fromString(String serialized) {
        return InMemoryMessageId.of(Long.parseLong(serialized));
    }

    @Override
    public synchronized MessageId generate() {
        return InMemoryMessageId.of(next++);
    }

    /// The next mail gets this id.
    synchronized void continueAt(long id) {
        next = id;
    }
}
