package fr.spico.sandbox.james;

import java.lang.reflect.Field;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.james.mailbox.inmemory.InMemoryId;
import org.apache.james.mailbox.inmemory.InMemoryMailboxSessionMapperFactory;
import org.apache.james.mailbox.store.mail.MailboxMapper;

/// Sets the counters of James in memory, so that UIDs, MODSEQs and MAILBOXIDs are after a restart
/// what clients remember. They have no setter: this opens three private fields of James 3.8.1.
final class Counters {
    private final Map<InMemoryId, AtomicLong> uids;
    private final Map<InMemoryId, AtomicLong> modSeqs;
    private final AtomicLong mailboxIds;

    Counters(InMemoryMailboxSessionMapperFactory factory, MailboxMapper mapper) {
        uids = field(factory.getUidProvider(), "map");
        modSeqs = field(factory.getModSeqProvider(), "map");
        mailboxIds = field(mapper, "mailboxIdGenerator");
    }

    /// The next mailbox gets the id after this one.
    void lastMailboxId(long id) {
        mailboxIds.set(id);
    }

    /// The next mail of this folder gets the UID and the modification sequence after these.
    void last(long folder, long uid, long modSeq) {
        uids.computeIfAbsent(InMemoryId.of(folder), _ -> new AtomicLong()).set(uid);
        modSeqs.computeIfAbsent(InMemoryId.of(folder), _ -> new AtomicLong()).set(modSeq);
    }

    @SuppressWarnings("unchecked")
    private static <T> T field(Object owner, String name) {
        try {
            Field field = owner.getClass().getDeclaredField(name);
            field.setAccessible(true);
            return (T) field.get(owner);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    "Apache James is not the version this was written for", e);
        }
    }
}
