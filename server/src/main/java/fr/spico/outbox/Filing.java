package fr.spico.outbox;

import fr.spico.mail.MailException;
import fr.spico.mail.MailException.Reason;
import fr.spico.mail.MailStore;
import fr.spico.mail.MailStore.FolderPath;
import fr.spico.mail.MailStore.Role;
import fr.spico.mail.MailStores;
import fr.spico.outbox.SubmissionQueries.FilingTo;
import fr.spico.outbox.SubmissionQueries.Progress;
import fr.spico.platform.db.Database;
import fr.spico.replica.EmailId;
import fr.spico.replica.FolderId;
import fr.spico.replica.Replica;
import fr.spico.replica.ReplicaEmail;
import fr.spico.replica.Viewer;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Puts a mail where it belongs once its sending is decided: in Sent exactly once, or back in
/// Drafts. Safe to repeat.
@Component
class Filing {

    private static final Logger log = LoggerFactory.getLogger(Filing.class);

    private final Database database;
    private final Replica replica;
    private final MailStores stores;
    private final InstantSource clock;

    Filing(Database database, Replica replica, MailStores stores, InstantSource clock) {
        this.database = database;
        this.replica = replica;
        this.stores = stores;
        this.clock = clock;
    }

    void file(Progress progress) throws MailException {
        boolean toSent = progress.filing() == FilingTo.SENT;
        if (progress.forgotten()) {
            if (toSent) {
                moveAtOperator(progress);
            }
            return;
        }
        // The author may have lost the right to see it meanwhile; it is filed all the same.
        Viewer viewer = new Viewer(progress.author(), progress.mailbox(), true);
        if (toSent) {
            fileInSent(viewer, progress);
            markAnswered(viewer, progress);
        } else {
            putBackInDrafts(viewer, progress);
        }
    }

    private void fileInSent(Viewer viewer, Progress progress) throws MailException {
        FolderId sent = replica.folderWithRole(viewer, Role.SENT);
        Optional<ReplicaEmail> draft = find(viewer, List.of(progress.email())).stream().findFirst();
        if (draft.isPresent() && moved(viewer, draft.get(), sent)) {
            return;
        }
        if (copies(viewer, progress).stream().noneMatch(e -> e.folder().equals(sent))) {
            byte[] message = database.read(tx -> SubmissionQueries.message(tx, progress.id()));
            replica.append(viewer, sent, Set.of("$seen"), clock.instant(), message);
        }
    }

    /// False if the draft turns out to be gone at the operator. What the client has put elsewhere
    /// itself stays there.
    private boolean moved(Viewer viewer, ReplicaEmail draft, FolderId sent) throws MailException {
        boolean stillDraft =
                draft.keywords().contains("$draft")
                        || draft.folder().equals(replica.folderWithRole(viewer, Role.DRAFTS));
        if (!stillDraft) {
            return true;
        }
        FolderId target = draft.folder().equals(sent) ? null : sent;
        return updated(viewer, draft.id(), Set.of("$seen"), Set.of("$draft"), target);
    }

    /// A draft that is gone stays gone: the user has thrown it away.
    private void putBackInDrafts(Viewer viewer, Progress progress) throws MailException {
        FolderId drafts = replica.folderWithRole(viewer, Role.DRAFTS);
        for (ReplicaEmail mail : find(viewer, List.of(progress.email()))) {
            boolean there = mail.folder().equals(drafts);
            if (!there || !mail.keywords().contains("$draft")) {
                updated(viewer, mail.id(), Set.of("$draft"), Set.of(), there ? null : drafts);
            }
        }
    }

    private boolean updated(
            Viewer viewer,
            EmailId email,
            Set<String> add,
            Set<String> remove,
            @Nullable FolderId target)
            throws MailException {
        try {
            replica.update(viewer, List.of(email), add, remove, target);
            return true;
        } catch (MailException e) {
            if (e.reason() == Reason.NO_SUCH_MESSAGE && find(viewer, List.of(email)).isEmpty()) {
                return false;
            }
            throw e; // Among others: another program is moving it, and it is not found again yet.
        }
    }

    /// A courtesy: failing here must not have the mail filed again.
    private void markAnswered(Viewer viewer, Progress progress) {
        if (progress.inReplyTo().isEmpty()) {
            return;
        }
        String original = progress.inReplyTo().get();
        try {
            List<EmailId> answered =
                    database.read(tx -> replica.findByMessageId(tx, viewer, original));
            if (!answered.isEmpty()) {
                replica.update(viewer, answered, Set.of("$answered"), Set.of(), null);
            }
        } catch (MailException e) {
            log.info("submission {}: original not marked: {}", progress.id(), e.reason());
        }
    }

    /// The replica has gone (row L10), the mail is still the user's: as above, at the operator.
    private void moveAtOperator(Progress progress) throws MailException {
        try (MailStore store = stores.open(progress.from())) {
            List<MailStore.Folder> folders = store.folders();
            Optional<FolderPath> drafts = withRole(folders, Role.DRAFTS);
            Optional<FolderPath> sent = withRole(folders, Role.SENT);
            if (drafts.isEmpty() || sent.isEmpty()) {
                return;
            }
            store.select(drafts.get());
            List<Long> found = store.findByMessageId(progress.messageId());
            if (!found.isEmpty()) {
                store.storeFlags(found, Set.of("\\Seen"), Set.of("\\Draft"));
                store.move(found, sent.get());
            }
        }
    }

    private static Optional<FolderPath> withRole(List<MailStore.Folder> folders, Role role) {
        return folders.stream()
                .filter(f -> f.role().equals(Optional.of(role)))
                .map(MailStore.Folder::path)
                .findFirst();
    }

    private List<ReplicaEmail> copies(Viewer viewer, Progress progress) {
        return database.read(tx ->
                replica.emails(
                        tx, viewer, replica.findByMessageId(tx, viewer, progress.messageId())));
    }

    private List<ReplicaEmail> find(Viewer viewer, Collection<EmailId> ids) {
        return database.read(tx -> replica.emails(tx, viewer, ids));
    }
}
