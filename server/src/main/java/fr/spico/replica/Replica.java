package fr.spico.replica;

import fr.spico.mail.MailException;
import fr.spico.mail.MailStore;
import fr.spico.mail.MailStore.Role;
import fr.spico.mail.MssAddress;
import fr.spico.platform.db.ReadTx;
import fr.spico.platform.db.WriteTx;
import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The feature's public entry. Reads answer from PostgreSQL alone and take a transaction; changes
/// go to the operator first, then into the replica, in the same call, outside any transaction of
/// the caller.
@Component
public class Replica {

    private final ReplicaEmailQueries emails;
    private final ReplicaPages pages;
    private final ReplicaUpdates updates;
    private final ReplicaFolderUpdates folderUpdates;
    private final ReplicaWatchers watchers;

    Replica(
            ReplicaEmailQueries emails,
            ReplicaPages pages,
            ReplicaUpdates updates,
            ReplicaFolderUpdates folderUpdates,
            ReplicaWatchers watchers) {
        this.emails = emails;
        this.pages = pages;
        this.updates = updates;
        this.folderUpdates = folderUpdates;
        this.watchers = watchers;
    }

    // --- life

    /// The mailbox's replica, created and its first fill begun after the commit if it was not
    /// there. Idempotent.
    public MailboxId attach(WriteTx tx, MssAddress address) {
        MailboxId mailbox = ReplicaMailboxQueries.attach(tx, address);
        tx.afterCommit(watchers::poke);
        return mailbox;
    }

    /// Removes every trace of a mailbox from the platform (row L10) and closes its connections.
    public void detach(WriteTx tx, MailboxId mailbox) {
        ReplicaMailboxQueries.detach(tx, mailbox);
        tx.afterCommit(() -> watchers.stop(mailbox));
    }

    public MssAddress address(ReadTx tx, MailboxId mailbox) {
        return ReplicaMailboxQueries.address(tx, mailbox).orElseThrow();
    }

    /// Progress of the first fill, and whether the operator answers now.
    public Fill fill(ReadTx tx, MailboxId mailbox) {
        return ReplicaMailboxQueries.fill(tx, mailbox).orElseThrow();
    }

    /// Asks for a look at the operator soon (somebody watches); returns at once.
    public void refresh(MailboxId mailbox) {
        watchers.refresh(mailbox);
    }

    // --- reads

    /// Present state of a type's sequence. Read before the data that a client is told with it: a
    /// change in between is then told again, where it would never be told the other way round.
    public long state(ReadTx tx, MailboxId mailbox, ReplicaChange.Type type) {
        return ReplicaMailboxQueries.states(tx, mailbox).of(type);
    }

    /// The last change that brought an email, 0 if that is too long ago to tell.
    public long lastArrival(ReadTx tx, Viewer viewer) {
        return ReplicaQueries.lastArrival(tx, viewer);
    }

    public ReplicaChange changes(
            ReadTx tx, Viewer viewer, ReplicaChange.Type type, long since, int max) {
        return ReplicaQueries.changes(tx, viewer, type, since, max);
    }

    public List<ReplicaFolder> folders(ReadTx tx, Viewer viewer) {
        return ReplicaQueries.folders(tx, viewer);
    }

    public EmailQuery.Page query(ReadTx tx, Viewer viewer, EmailQuery query) {
        return ReplicaListQueries.page(tx, viewer, query);
    }

    /// @param state of the list, read before in this request (`queryState`): changes with
    ///   everything that decides what is in it
    public EmailQuery.Page query(ReadTx tx, Viewer viewer, EmailQuery query, String state) {
        return pages.page(tx, viewer, query, state);
    }

    /// How the whole answer to a question differs from what it was in an earlier state of the
    /// emails; empty if that is too long ago to tell.
    ///
    /// @param upTo nothing behind this one need be told where places cannot change
    public Optional<EmailQuery.ListChange> queryChanges(
            ReadTx tx, Viewer viewer, EmailQuery query, long since, Optional<EmailId> upTo) {
        return ReplicaListChangeQueries.changes(tx, viewer, query, since, upTo);
    }

    /// Those that exist for the viewer, in no particular order.
    public List<ReplicaEmail> emails(ReadTx tx, Viewer viewer, Collection<EmailId> ids) {
        return emails.emails(tx, viewer, ids);
    }

    /// @param state of the emails, read before in this request
    public List<ReplicaEmail> emails(
            ReadTx tx, Viewer viewer, Collection<EmailId> ids, long state) {
        return emails.emails(tx, viewer, ids, state);
    }

    /// All emails of each thread, oldest first; threads that do not exist for the viewer are left
    /// out.
    public Map<ThreadId, List<EmailId>> threads(
            ReadTx tx, Viewer viewer, Collection<ThreadId> ids) {
        return ReplicaQueries.threads(tx, viewer, ids);
    }

    /// Octets of the headers, and of the texts, that [#emails] and [#texts] would read.
    public long weight(ReadTx tx, Viewer viewer, Collection<EmailId> ids, boolean texts) {
        return ReplicaQueries.weight(tx, viewer, ids, texts);
    }

    /// Text parts that the replica holds, by email.
    public Map<EmailId, List<ReplicaEmail.Text>> texts(
            ReadTx tx, Viewer viewer, Collection<EmailId> ids) {
        return ReplicaQueries.texts(tx, viewer, ids);
    }

    /// Where the words of a filter stand in some emails; those that exist for the viewer.
    public Map<EmailId, Snippet> snippets(
            ReadTx tx, Viewer viewer, EmailQuery.EmailFilter filter, Collection<EmailId> ids) {
        return ReplicaSnippets.of(tx, viewer, filter, emails(tx, viewer, ids));
    }

    /// Received messages with this Message-ID (rows S4, S5 look up what is being answered).
    /// Includes sent ones.
    public List<EmailId> findByMessageId(ReadTx tx, Viewer viewer, String messageId) {
        return ReplicaQueries.findByMessageId(tx, viewer, messageId);
    }

    // --- bytes from the operator

    /// Streams a part, still transfer-encoded; `partId` null = the whole message. Uses a pooled
    /// connection.
    public void readPart(
            Viewer viewer,
            EmailId email,
            @Nullable String partId,
            MailStore.InputStreamReader reader)
            throws MailException, IOException {
        updates.readPart(viewer, email, partId, reader);
    }

    /// What may be stored, as the operator says at this moment; empty where it says nothing.
    public List<MailStore.Quota> quotas(Viewer viewer) throws MailException {
        return updates.quotas(viewer);
    }

    // --- operator-first changes

    /// @param add keywords to set, `remove` keywords to clear, `target` folder to move to, or null
    /// @throws MailException `NO_SUCH_MESSAGE` if it does not exist for the viewer
    public void update(
            Viewer viewer,
            Collection<EmailId> emails,
            Set<String> add,
            Set<String> remove,
            @Nullable FolderId target)
            throws MailException {
        updates.update(viewer, emails, add, remove, target);
    }

    /// Removes messages for good.
    public void destroy(Viewer viewer, Collection<EmailId> emails) throws MailException {
        updates.destroy(viewer, emails);
    }

    /// Appends a message at the operator and into the replica; the id is usable at once.
    public EmailId append(
            Viewer viewer,
            FolderId folder,
            Set<String> keywords,
            Instant receivedAt,
            byte[] message)
            throws MailException {
        return updates.append(viewer, folder, keywords, receivedAt, message);
    }

    /// The folder with a role, created at the operator if there is none.
    public FolderId folderWithRole(Viewer viewer, Role role) throws MailException {
        return updates.folderWithRole(viewer, role);
    }

    /// Makes a folder at the operator.
    ///
    /// @throws MailException `REFUSED` when the operator takes no folder of this name there
    public FolderId createFolder(Viewer viewer, FolderChoice choice) throws MailException {
        return folderUpdates.create(viewer, choice);
    }

    /// Renames, moves, subscribes to and orders a folder, so that it is as chosen.
    public void changeFolder(Viewer viewer, FolderId folder, FolderChoice choice)
            throws MailException {
        folderUpdates.change(viewer, folder, choice);
    }

    /// @param withEmails false: only if it is empty
    public FolderRemoval removeFolder(Viewer viewer, FolderId folder, boolean withEmails)
            throws MailException {
        return folderUpdates.remove(viewer, folder, withEmails);
    }

    /// HTML with `mark` around what was looked for (RFC 8621 §5); empty where it does not stand.
    ///
    /// @param preview at most 255 octets
    /// @param attachment the name of an attachment
    public record Snippet(
            Optional<String> subject, Optional<String> preview, Optional<String> attachment) {
        @Override
        public String toString() {
            return "Snippet[…]";
        }
    }

    /// What a user chooses about a folder.
    ///
    /// @param parent empty: at the top
    /// @param sortOrder empty: as its role says
    public record FolderChoice(
            String name,
            Optional<FolderId> parent,
            boolean subscribed,
            Optional<Integer> sortOrder) {
        @Override
        public String toString() {
            return "FolderChoice[…]";
        }
    }

    /// What came of removing a folder.
    public enum FolderRemoval {
        REMOVED,
        HAS_EMAIL,
        /// It holds messages that do not exist for this viewer.
        HAS_HIDDEN_EMAIL
    }

    /// @param total messages at the operator as last counted
    /// @param operatorProblem reason of the last failure, null if the operator answered last time
    public record Fill(
            long done,
            long total,
            boolean complete,
            MailException.@Nullable Reason operatorProblem) {}
}
