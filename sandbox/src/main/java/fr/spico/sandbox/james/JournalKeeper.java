package fr.spico.sandbox.james;

import fr.spico.sandbox.journal.Journal;
import java.io.IOException;
import org.apache.james.core.Username;
import org.apache.james.events.Event;
import org.apache.james.events.EventListener;
import org.apache.james.events.Group;
import org.apache.james.mailbox.MessageUid;
import org.apache.james.mailbox.events.MailboxEvents.Added;
import org.apache.james.mailbox.events.MailboxEvents.Expunged;
import org.apache.james.mailbox.events.MailboxEvents.FlagsUpdated;
import org.apache.james.mailbox.events.MailboxEvents.MailboxAdded;
import org.apache.james.mailbox.events.MailboxEvents.MailboxDeletion;
import org.apache.james.mailbox.events.MailboxEvents.MailboxEvent;
import org.apache.james.mailbox.events.MailboxEvents.MailboxRenamed;
import org.apache.james.mailbox.exception.MailboxException;
import org.apache.james.mailbox.model.MessageMetaData;
import org.apache.james.mailbox.model.UpdatedFlags;

/// Writes every change of a mailbox to the journal, before the command that made it is answered.
final class JournalKeeper implements EventListener.GroupEventListener {
    static final class KeeperGroup extends Group {}

    private final Journal journal;
    private final Mailboxes mailboxes;

    JournalKeeper(Journal journal, Mailboxes mailboxes) {
        this.journal = journal;
        this.mailboxes = mailboxes;
    }

    @Override
    public Group getDefaultGroup() {
        return new KeeperGroup();
    }

    @Override
    public ExecutionMode getExecutionMode() {
        return ExecutionMode.SYNCHRONOUS;
    }

    @Override
    public void event(Event event) throws IOException, MailboxException {
        switch (event) {
            case Added added -> added(added);
            case FlagsUpdated updated -> flags(updated);
            case Expunged expunged -> expunged(expunged);
            case MailboxAdded box ->
                    journal.folder(
                            folder(box),
                            mailboxes.uidValidity(box.getMailboxPath()),
                            owner(box).asString(),
                            box.getMailboxPath().getName());
            case MailboxRenamed renamed ->
                    journal.renamed(folder(renamed), renamed.getNewPath().getName());
            case MailboxDeletion deletion -> journal.deleted(folder(deletion));
            default -> {}
        }
    }

    private void added(Added event) throws IOException, MailboxException {
        for (MessageMetaData mail : event.getAdded().values()) {
            long uid = mail.getUid().asLong();
            long id = Long.parseLong(mail.getMessageId().serialize());
            long date = mail.getInternalDate().getTime();
            long modSeq = mail.getModSeq().asLong();
            String flags = FlagText.format(mail.getFlags());
            if (journal.hasContent(id)) {
                journal.copy(folder(event), uid, id, date, modSeq, flags);
            } else {
                byte[] content =
                        mailboxes.content(owner(event), event.getMailboxId(), mail.getUid());
                journal.letter(folder(event), uid, id, date, modSeq, flags, content);
            }
        }
    }

    private void flags(FlagsUpdated event) throws IOException {
        for (UpdatedFlags updated : event.getUpdatedFlags()) {
            journal.flags(
                    folder(event),
                    updated.getUid().asLong(),
                    updated.getModSeq().asLong(),
                    FlagText.format(updated.getNewFlags()));
        }
    }

    private void expunged(Expunged event) throws IOException, MailboxException {
        long modSeq = mailboxes.modSeq(event.getMailboxId());
        for (MessageUid uid : event.getUids()) {
            journal.expunged(folder(event), uid.asLong(), modSeq);
        }
    }

    private static long folder(MailboxEvent event) {
        return Long.parseLong(event.getMailboxId().serialize());
    }

    private static Username owner(MailboxEvent event) {
        return event.getMailboxPath().getUser();
    }
}
