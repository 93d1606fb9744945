package fr.spico.sandbox.james;

import fr.spico.sandbox.cast.Cast;
import fr.spico.sandbox.journal.Folder;
import fr.spico.sandbox.journal.Journal;
import fr.spico.sandbox.journal.Letter;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.james.core.Username;
import org.apache.james.core.quota.QuotaSizeLimit;
import org.apache.james.events.EventBus;
import org.apache.james.mailbox.MailboxManager;
import org.apache.james.mailbox.MailboxSession;
import org.apache.james.mailbox.MessageManager;
import org.apache.james.mailbox.MessageUid;
import org.apache.james.mailbox.SubscriptionManager;
import org.apache.james.mailbox.exception.MailboxException;
import org.apache.james.mailbox.inmemory.InMemoryMailboxSessionMapperFactory;
import org.apache.james.mailbox.model.FetchGroup;
import org.apache.james.mailbox.model.MailboxId;
import org.apache.james.mailbox.model.MailboxPath;
import org.apache.james.mailbox.model.MessageRange;
import org.apache.james.mailbox.model.MessageResult;
import org.apache.james.mailbox.model.UidValidity;
import org.apache.james.mailbox.quota.MaxQuotaManager;
import org.apache.james.mailbox.store.mail.MailboxMapper;
import org.apache.james.user.api.UsersRepository;
import org.apache.james.user.api.UsersRepositoryException;
import org.apache.james.utils.GuiceProbe;

/// The operator's mailboxes from the inside, as its own webmail and its administrator see them.
/// Thread-safe.
public final class Mailboxes implements GuiceProbe {
    /// The folders that every mailbox has. James 3.8.1 has no SPECIAL-USE: the names are the
    /// convention.
    public static final List<String> FOLDERS =
            List.of("INBOX", "Drafts", "Sent", "Trash", "Archive", "Spam");

    /// Far above anything the sandbox holds; James wants a number where there is a limit.
    private static final long NOTHING_FITS = 1;

    private final UsersRepository users;
    private final MailboxManager manager;
    private final SubscriptionManager subscriptions;
    private final InMemoryMailboxSessionMapperFactory mappers;
    private final MaxQuotaManager quotas;
    private final StableIds ids;
    private final EventBus events;

    @Inject
    Mailboxes(
            UsersRepository users,
            MailboxManager manager,
            SubscriptionManager subscriptions,
            InMemoryMailboxSessionMapperFactory mappers,
            MaxQuotaManager quotas,
            StableIds ids,
            EventBus events) {
        this.users = users;
        this.manager = manager;
        this.subscriptions = subscriptions;
        this.mappers = mappers;
        this.quotas = quotas;
        this.ids = ids;
        this.events = events;
    }

    /// A mail in a list.
    ///
    /// @param receivedAt milliseconds since 1970
    public record Line(long uid, List<String> flags, long receivedAt, long size, byte[] header) {}

    /// Opens a mailbox with its folders, unless it is open.
    public synchronized void open(String address) {
        Username owner = Username.of(address);
        try {
            if (users.contains(owner)) {
                return;
            }
            users.addUser(owner, Cast.PASSWORD);
            MailboxSession session = session(owner);
            for (String name : FOLDERS) {
                MailboxPath path = MailboxPath.forUser(owner, name);
                manager.createMailbox(path, session);
                subscriptions.subscribe(session, path);
            }
        } catch (UsersRepositoryException | MailboxException e) {
            throw new IllegalStateException("Apache James cannot open a mailbox", e);
        }
    }

    /// Gives James, still empty, what the journal holds; from then on the journal follows.
    ///
    /// @return how many mails there are
    public int restore(Journal journal)
            throws IOException, MailboxException, UsersRepositoryException {
        MailboxMapper mapper =
                mappers.getMailboxMapper(session(Username.of(Cast.PLATFORM.address())));
        Counters counters = new Counters(mappers, mapper);
        int mails = 0;
        long lastFolder = 0;
        long lastId = 0;
        for (Folder folder : journal.folders()) {
            create(folder, mapper, counters);
            for (Letter letter : folder.letters().values()) {
                append(folder, letter, journal, counters);
                lastId = Math.max(lastId, letter.id());
                mails++;
            }
            counters.last(folder.id, folder.lastUid(), folder.modSeq());
            lastFolder = folder.id;
        }
        counters.lastMailboxId(lastFolder);
        ids.continueAt(lastId + 1);
        events.register(new JournalKeeper(journal, this));
        return mails;
    }

    /// All addresses that have a mailbox, in order.
    public List<String> addresses() throws UsersRepositoryException {
        List<String> addresses = new ArrayList<>();
        users.list().forEachRemaining(user -> addresses.add(user.asString()));
        addresses.sort(null);
        return addresses;
    }

    public boolean has(String address) throws UsersRepositoryException {
        return users.contains(Username.of(address));
    }

    public List<String> folders(String address) throws MailboxException {
        MailboxSession session = session(Username.of(address));
        return manager.list(session).stream()
                .filter(path -> path.belongsTo(session))
                .map(MailboxPath::getName)
                .sorted(
                        Comparator.comparingInt((String name) -> rank(name))
                                .thenComparing(name -> name))
                .toList();
    }

    public long count(String address, String folder) throws MailboxException {
        Username owner = Username.of(address);
        return folder(owner, folder).getMessageCount(session(owner));
    }

    /// The newest mails first, at most `limit` of them.
    public List<Line> lines(String address, String folder, int limit) throws MailboxException {
        Username owner = Username.of(address);
        List<MessageResult> found = messages(owner, folder, MessageRange.all(), FetchGroup.HEADERS);
        List<Line> lines = new ArrayList<>();
        for (int i = found.size() - 1; i >= 0 && lines.size() < limit; i--) {
            lines.add(line(found.get(i)));
        }
        return lines;
    }

    public Optional<byte[]> raw(String address, String folder, long uid)
            throws MailboxException, IOException {
        List<MessageResult> found =
                messages(
                        Username.of(address),
                        folder,
                        MessageUid.of(uid).toRange(),
                        FetchGroup.FULL_CONTENT);
        return found.isEmpty() ? Optional.empty() : Optional.of(bytes(found.getFirst()));
    }

    /// Puts a mail into a folder as it is, without SMTP.
    public long append(String address, String folder, byte[] content, List<String> flags)
            throws MailboxException {
        Username owner = Username.of(address);
        MessageManager.AppendCommand command =
                MessageManager.AppendCommand.builder()
                        .withFlags(FlagText.parse(String.join(" ", flags)))
                        .recent()
                        .delivery()
                        .build(content);
        return folder(owner, folder)
                .appendMessage(command, session(owner))
                .getId()
                .getUid()
                .asLong();
    }

    public void flag(String address, String folder, long uid, List<String> add, List<String> remove)
            throws MailboxException {
        Username owner = Username.of(address);
        MessageRange range = MessageUid.of(uid).toRange();
        MessageManager messages = folder(owner, folder);
        messages.setFlags(
                FlagText.parse(String.join(" ", add)),
                MessageManager.FlagsUpdateMode.ADD,
                range,
                session(owner));
        messages.setFlags(
                FlagText.parse(String.join(" ", remove)),
                MessageManager.FlagsUpdateMode.REMOVE,
                range,
                session(owner));
    }

    public void move(String address, String folder, long uid, String target)
            throws MailboxException {
        Username owner = Username.of(address);
        manager.moveMessages(
                MessageUid.of(uid).toRange(),
                MailboxPath.forUser(owner, folder),
                MailboxPath.forUser(owner, target),
                session(owner));
    }

    public void delete(String address, String folder, long uid) throws MailboxException {
        Username owner = Username.of(address);
        folder(owner, folder).delete(List.of(MessageUid.of(uid)), session(owner));
    }

    /// From now on no mailbox takes anything more, or every one does again.
    public void allFull(boolean full) throws MailboxException {
        if (full) {
            quotas.setGlobalMaxStorage(QuotaSizeLimit.size(NOTHING_FITS));
        } else {
            quotas.removeGlobalMaxStorage();
        }
    }

    long uidValidity(MailboxPath path) throws MailboxException {
        return manager.getMailbox(path, session(path.getUser()))
                .getMailboxEntity()
                .getUidValidity()
                .asLong();
    }

    long modSeq(MailboxId folder) throws MailboxException {
        return mappers.getModSeqProvider().highestModSeq(folder).asLong();
    }

    byte[] content(Username owner, MailboxId folder, MessageUid uid)
            throws MailboxException, IOException {
        Iterator<MessageResult> found =
                manager.getMailbox(folder, session(owner))
                        .getMessages(uid.toRange(), FetchGroup.FULL_CONTENT, session(owner));
        return found.hasNext() ? bytes(found.next()) : new byte[0];
    }

    private void create(Folder folder, MailboxMapper mapper, Counters counters)
            throws MailboxException, UsersRepositoryException {
        Username owner = Username.of(folder.owner);
        if (!users.contains(owner)) {
            users.addUser(owner, Cast.PASSWORD);
        }
        MailboxPath path = MailboxPath.forUser(owner, folder.name());
        counters.lastMailboxId(folder.id - 1);
        mapper.create(path, UidValidity.of(folder.uidValidity)).block();
        subscriptions.subscribe(session(owner), path);
    }

    private void append(Folder folder, Letter letter, Journal journal, Counters counters)
            throws IOException, MailboxException {
        Username owner = Username.of(folder.owner);
        MailboxSession session = session(owner);
        counters.last(folder.id, letter.uid() - 1, letter.modSeq() - 1);
        ids.continueAt(letter.id());
        MessageManager.AppendCommand command =
                MessageManager.AppendCommand.builder()
                        .withFlags(FlagText.parse(letter.flags()))
                        .withInternalDate(new Date(letter.receivedAt()))
                        .notRecent()
                        .build(journal.content(letter));
        folder(owner, folder.name()).appendMessage(command, session);
    }

    private MessageManager folder(Username owner, String name) throws MailboxException {
        return manager.getMailbox(MailboxPath.forUser(owner, name), session(owner));
    }

    private List<MessageResult> messages(
            Username owner, String folder, MessageRange range, FetchGroup group)
            throws MailboxException {
        List<MessageResult> found = new ArrayList<>();
        folder(owner, folder)
                .getMessages(range, group, session(owner))
                .forEachRemaining(found::add);
        return found;
    }

    private static Line line(MessageResult mail) throws MailboxException {
        return new Line(
                mail.getUid().asLong(),
                FlagText.names(mail.getFlags()),
                mail.getInternalDate().getTime(),
                mail.getSize(),
                header(mail));
    }

    private static byte[] header(MessageResult mail) throws MailboxException {
        try (InputStream in = mail.getHeaders().getInputStream()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new MailboxException("cannot read a header", e);
        }
    }

    private static byte[] bytes(MessageResult mail) throws MailboxException, IOException {
        try (InputStream in = mail.getFullContent().getInputStream()) {
            return in.readAllBytes();
        }
    }

    private MailboxSession session(Username owner) {
        return manager.createSystemSession(owner);
    }

    private static int rank(String folder) {
        int rank = FOLDERS.indexOf(folder);
        return rank < 0 ? FOLDERS.size() : rank;
    }
}
