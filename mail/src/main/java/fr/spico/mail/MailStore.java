package fr.spico.mail;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// One authenticated connection to one mailbox. Blocking, not thread-safe, every call has a
/// deadline. After an `UNREACHABLE` or `PROTOCOL` failure the connection is dead: close it and open
/// another.
///
/// UIDs are unsigned 32-bit in a `long`; they mean something only with the folder's UIDVALIDITY
/// (RFC 9051 §2.3.1.1).
public interface MailStore extends AutoCloseable {

    /// What the server offers, after authentication.
    Features features();

    /// All selectable folders.
    List<Folder> folders() throws MailException;

    /// SELECTs a folder; the calls below act on the selected folder unless they name one.
    FolderStatus select(FolderPath folder) throws MailException;

    /// Makes a folder the selected one, as it is now. Where it is selected already this costs a
    /// NOOP and not another SELECT, which takes a server 100 ms in a folder of 100 000 messages.
    ///
    /// @return UIDVALIDITY
    long beIn(FolderPath folder) throws MailException;

    /// Makes a folder the selected one and tells its state, as far as this connection has been told
    /// of it. Where it is selected already this costs a STATUS and not another SELECT. The calls
    /// that follow see this state or a later one; [#awaitChange] ends at once if there is a later
    /// one.
    FolderStatus state(FolderPath folder) throws MailException;

    /// STATUS, without changing what is selected.
    FolderStatus status(FolderPath folder) throws MailException;

    /// UID, flags (and modification sequence where known) of every message, oldest UID first.
    List<MessageFlags> listFlags() throws MailException;

    /// What changed in the selected folder since a known state, by QRESYNC or CONDSTORE. Empty when
    /// the server offers neither, or the state is too old: compare with [#listFlags()] then.
    ///
    /// @param now what [#select] or [#state] told of the folder: what changed after that is told
    ///   twice, never lost
    Optional<FolderChanges> changesSince(
            FolderStatus known, FolderStatus now, Collection<Long> knownUids) throws MailException;

    /// Header block (at most 256 KiB), structure, flags, date and size; one FETCH per call, results
    /// handed over as they arrive. A UID that does not exist any more is left out. A message whose
    /// structure cannot be read comes with a problem, never as a failure.
    void fetch(Collection<Long> uids, Consumer<FetchedMessage> each) throws MailException;

    /// The first `maxOctets` of some parts, still transfer-encoded, in as few commands as possible.
    void fetchParts(Collection<PartRequest> parts, int maxOctets, Consumer<FetchedPart> each)
            throws MailException;

    /// A whole part, transfer-encoded, read in pieces of bounded size. `partId` empty = the whole
    /// message.
    ///
    /// @throws MailException `NO_SUCH_MESSAGE`
    void readPart(long uid, Optional<String> partId, InputStreamReader reader)
            throws MailException, IOException;

    /// Adds and removes flags (`\Seen`, `$Forwarded`…).
    ///
    /// @throws MailException `REFUSED` when the folder does not keep one of them
    void storeFlags(Collection<Long> uids, Set<String> add, Set<String> remove)
            throws MailException;

    /// MOVE (RFC 6851) or COPY + EXPUNGE. The new UIDs where the server tells (UIDPLUS), in the
    /// order of `uids`.
    List<Long> move(Collection<Long> uids, FolderPath target) throws MailException;

    /// Removes messages for good (UID EXPUNGE where offered).
    void expunge(Collection<Long> uids) throws MailException;

    /// Appends a message; its UID where the server tells.
    ///
    /// @throws MailException `OVER_QUOTA`, `TOO_LARGE`, `NO_SUCH_FOLDER`
    Optional<Long> append(
            FolderPath folder, Set<String> flags, Instant internalDate, byte[] message)
            throws MailException;

    /// Where a folder of this name lies, or would lie: below `parent`, or at the top.
    ///
    /// @throws MailException `REFUSED` when no one folder can have this name here
    FolderPath pathOf(Optional<FolderPath> parent, String name) throws MailException;

    void createFolder(FolderPath folder) throws MailException;

    /// Renames or moves a folder; those below it go with it.
    ///
    /// @throws MailException `NO_SUCH_FOLDER`, `REFUSED`
    void renameFolder(FolderPath from, FolderPath to) throws MailException;

    /// Removes a folder with the messages in it.
    ///
    /// @throws MailException `NO_SUCH_FOLDER`, `REFUSED`
    void deleteFolder(FolderPath folder) throws MailException;

    /// Whether the user wants to see the folder in their programs.
    void subscribe(FolderPath folder, boolean wanted) throws MailException;

    /// What may be stored in the mailbox (RFC 9208); empty where the server sets or tells no limit.
    List<Quota> quotas() throws MailException;

    /// UIDs of messages in the selected folder whose Message-ID is this one.
    List<Long> findByMessageId(String messageId) throws MailException;

    /// Asks the server to tell of changes in every folder from now on, where it can
    /// ([Features#notifies]); else does nothing.
    void watchAllFolders() throws MailException;

    /// Waits (IDLE, RFC 2177; NOOP every few seconds where not offered) until something changes in
    /// the selected folder, or in any folder after [#watchAllFolders()], or the time is up. Returns
    /// true on a change. `stop` from another thread: [#close()].
    boolean awaitChange(Duration atMost) throws MailException;

    /// Whether the server has told, since this was last asked, that a folder that is not selected
    /// changed, came or went (NOTIFY, RFC 5465).
    boolean takeChangeElsewhere();

    /// Whether the connection still works, as far as is known: a failure then was of what was asked
    /// for alone.
    boolean isOpen();

    /// Never fails.
    @Override
    void close();

    /// Reads a part's content while the connection is held.
    interface InputStreamReader {
        void read(InputStream content) throws IOException;
    }

    record Features(
            boolean qresync,
            boolean condstore,
            boolean idle,
            boolean move,
            boolean uidplus,
            boolean objectId,
            boolean specialUse,
            boolean quota,
            boolean notifies) {

        public Features withoutNotify() {
            return new Features(
                    qresync, condstore, idle, move, uidplus, objectId, specialUse, quota, false);
        }
    }

    /// A folder's full path in the server's own spelling, decoded from modified UTF-7.
    record FolderPath(String value) {
        public static final FolderPath INBOX = new FolderPath("INBOX");
    }

    /// @param role from SPECIAL-USE (RFC 6154), or guessed from the usual French and English names;
    ///   `INBOX` for the inbox
    /// @param objectId MAILBOXID (RFC 8474) where offered
    /// @param subscribed the user wants to see it in their programs
    record Folder(
            FolderPath path,
            String name,
            Optional<FolderPath> parent,
            Optional<Role> role,
            Optional<String> objectId,
            boolean subscribed) {}

    enum Role {
        INBOX,
        ARCHIVE,
        DRAFTS,
        SENT,
        TRASH,
        JUNK
    }

    /// A limit and how much of it is used.
    ///
    /// @param root the server's name for what shares the limit
    /// @param used octets, or messages
    record Quota(String root, Resource resource, long used, long limit) {

        public enum Resource {
            OCTETS,
            MESSAGES
        }
    }

    /// @param highestModSeq 0 where not offered
    record FolderStatus(
            FolderPath path, long uidValidity, long uidNext, long messages, long highestModSeq) {}

    /// @param modSeq 0 where not offered
    record MessageFlags(long uid, Set<String> flags, long modSeq) {}

    /// @param vanished UIDs that are gone
    record FolderChanges(List<MessageFlags> changed, List<Long> vanished) {}

    /// @param header raw header block, ends with the empty line if complete
    /// @param emailId EMAILID (RFC 8474) where offered
    /// @param problems codes of [fr.spico.mail.mime.MimeProblem]
    record FetchedMessage(
            long uid,
            Set<String> flags,
            long modSeq,
            Instant internalDate,
            long size,
            Optional<String> emailId,
            byte[] header,
            fr.spico.mail.mime.BodyPart structure,
            List<fr.spico.mail.mime.MimeProblem> problems) {}

    record PartRequest(long uid, String partId) {}

    record FetchedPart(long uid, String partId, byte[] content) {}
}
