package fr.spico.mail.testkit;

import fr.spico.mail.MailException;
import fr.spico.mail.MailException.Reason;
import fr.spico.mail.MailStore;
import fr.spico.mail.mime.MessageHeader;
import fr.spico.mail.mime.MessageParser;
import fr.spico.mail.mime.ParsedMessage;
import fr.spico.mail.testkit.InMemoryMailbox.Stored;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/// One connection to a mailbox of an [InMemoryOperator]: behaves like an IMAP server with
/// CONDSTORE, MOVE, UIDPLUS, OBJECTID and IDLE.
final class InMemoryMailStore implements MailStore {

    private final InMemoryOperator operator;
    private final InMemoryMailbox mailbox;
    private FolderPath selected = FolderPath.INBOX;
    private long seenModSeq;
    private volatile boolean closed;
    private long octetsLeft;

    InMemoryMailStore(InMemoryOperator operator, InMemoryMailbox mailbox, long octetsLeft) {
        this.operator = operator;
        this.mailbox = mailbox;
        this.octetsLeft = octetsLeft;
    }

    @Override
    public Features features() {
        return new Features(false, true, true, true, true, true, true, true, false);
    }

    @Override
    public List<Folder> folders() throws MailException {
        pass();
        return mailbox.folders();
    }

    @Override
    public FolderStatus select(FolderPath folder) throws MailException {
        pass();
        FolderStatus status = mailbox.status(folder);
        selected = folder;
        seenModSeq = status.highestModSeq();
        return status;
    }

    @Override
    public long beIn(FolderPath folder) throws MailException {
        return select(folder).uidValidity();
    }

    @Override
    public FolderStatus state(FolderPath folder) throws MailException {
        return select(folder);
    }

    @Override
    public FolderStatus status(FolderPath folder) throws MailException {
        pass();
        return mailbox.status(folder);
    }

    @Override
    public List<MessageFlags> listFlags() throws MailException {
        pass();
        return mailbox.stored(selected).stream().map(InMemoryMailStore::flagsOf).toList();
    }

    @Override
    public Optional<FolderChanges> changesSince(
            FolderStatus known, FolderStatus now, Collection<Long> knownUids) throws MailException {
        pass();
        if (now.uidValidity() != known.uidValidity() || known.highestModSeq() == 0) {
            return Optional.empty();
        }
        List<MessageFlags> changed =
                mailbox.stored(selected).stream()
                        .filter(message -> message.modSeq() > known.highestModSeq())
                        .map(InMemoryMailStore::flagsOf)
                        .toList();
        List<Long> vanished =
                new ArrayList<>(mailbox.vanishedSince(selected, known.highestModSeq()));
        vanished.retainAll(new HashSet<>(knownUids));
        return Optional.of(new FolderChanges(changed, vanished));
    }

    @Override
    public void fetch(Collection<Long> uids, Consumer<FetchedMessage> each) throws MailException {
        pass();
        for (long uid : new TreeSet<>(uids)) {
            Optional<FetchedMessage> found =
                    mailbox.stored(selected, uid).map(InMemoryMailStore::fetched);
            if (found.isPresent()) {
                pass(found.get().header().length);
                each.accept(found.get());
            }
        }
    }

    @Override
    public void fetchParts(Collection<PartRequest> parts, int maxOctets, Consumer<FetchedPart> each)
            throws MailException {
        pass();
        for (PartRequest part : parts) {
            mailbox.stored(selected, part.uid())
                    .flatMap(m -> MessageParser.parse(m.content()).encoded(part.partId()))
                    .map(content -> Arrays.copyOf(content, Math.min(content.length, maxOctets)))
                    .ifPresent(content ->
                            each.accept(new FetchedPart(part.uid(), part.partId(), content)));
        }
    }

    @Override
    public void readPart(long uid, Optional<String> partId, InputStreamReader reader)
            throws MailException, IOException {
        pass();
        Stored message = mailbox.stored(selected, uid).orElseThrow(InMemoryMailStore::gone);
        byte[] content = message.content();
        if (partId.isPresent()) {
            content =
                    MessageParser.parse(content)
                            .encoded(partId.get())
                            .orElseThrow(InMemoryMailStore::gone);
        }
        pass(content.length);
        reader.read(new ByteArrayInputStream(content));
    }

    @Override
    public void storeFlags(Collection<Long> uids, Set<String> add, Set<String> remove)
            throws MailException {
        pass();
        for (long uid : uids) {
            Optional<Stored> message = mailbox.stored(selected, uid);
            if (message.isPresent()) {
                Set<String> flags = new HashSet<>(message.get().flags());
                flags.addAll(add);
                flags.removeAll(remove);
                mailbox.flag(selected, uid, Set.copyOf(flags));
            }
        }
    }

    @Override
    public List<Long> move(Collection<Long> uids, FolderPath target) throws MailException {
        pass();
        mailbox.status(target);
        List<Long> moved = new ArrayList<>();
        for (long uid : uids) {
            moved.add(mailbox.move(selected, uid, target));
        }
        return moved;
    }

    @Override
    public void expunge(Collection<Long> uids) throws MailException {
        pass();
        for (long uid : uids) {
            mailbox.expunge(selected, uid);
        }
    }

    @Override
    public Optional<Long> append(
            FolderPath folder, Set<String> flags, Instant internalDate, byte[] message)
            throws MailException {
        pass();
        operator.checkSize(message);
        return Optional.of(mailbox.append(folder, flags, internalDate, message));
    }

    @Override
    public FolderPath pathOf(Optional<FolderPath> parent, String name) throws MailException {
        pass();
        if (name.contains("/")) {
            throw new MailException(Reason.REFUSED, "no folder can have this name");
        }
        return new FolderPath(parent.map(p -> p.value() + "/").orElse("") + name);
    }

    @Override
    public void createFolder(FolderPath folder) throws MailException {
        pass();
        mailbox.create(folder);
    }

    @Override
    public void renameFolder(FolderPath from, FolderPath to) throws MailException {
        pass();
        mailbox.rename(from, to);
    }

    @Override
    public void deleteFolder(FolderPath folder) throws MailException {
        pass();
        mailbox.delete(folder);
    }

    @Override
    public void subscribe(FolderPath folder, boolean wanted) throws MailException {
        pass();
        mailbox.subscribe(folder, wanted);
    }

    @Override
    public List<Quota> quotas() throws MailException {
        pass();
        return mailbox.quotas();
    }

    @Override
    public List<Long> findByMessageId(String messageId) throws MailException {
        pass();
        String id = messageId.replaceAll("[<>]", "");
        return mailbox.stored(selected).stream()
                .filter(m -> messageIds(m).contains(id))
                .map(Stored::uid)
                .sorted(Comparator.naturalOrder())
                .toList();
    }

    @Override
    public boolean awaitChange(Duration atMost) throws MailException {
        pass();
        boolean changed =
                mailbox.awaitChange(
                        selected, seenModSeq, atMost, () -> closed || operator.isUnreachable());
        pass();
        seenModSeq = mailbox.status(selected).highestModSeq();
        return changed;
    }

    @Override
    public void watchAllFolders() {}

    @Override
    public boolean takeChangeElsewhere() {
        return false;
    }

    @Override
    public boolean isOpen() {
        return !closed;
    }

    @Override
    public void close() {
        closed = true;
        mailbox.wakeAll();
    }

    private void pass() throws MailException {
        if (closed) {
            throw new MailException(Reason.UNREACHABLE, "the connection is closed");
        }
        operator.passFaults();
    }

    private void pass(long octets) throws MailException {
        octetsLeft -= octets;
        if (octetsLeft < 0) {
            closed = true;
        }
        pass();
    }

    private static MessageFlags flagsOf(Stored message) {
        return new MessageFlags(message.uid(), message.flags(), message.modSeq());
    }

    private static FetchedMessage fetched(Stored message) {
        ParsedMessage parsed = MessageParser.parse(message.content());
        return new FetchedMessage(
                message.uid(),
                message.flags(),
                message.modSeq(),
                message.internalDate(),
                message.content().length,
                Optional.of(message.emailId()),
                parsed.headerBlock(),
                parsed.root(),
                List.copyOf(parsed.problems()));
    }

    private static List<String> messageIds(Stored message) {
        return MessageHeader.parse(message.content())
                .last("Message-ID")
                .map(field -> field.asMessageIds())
                .orElse(List.of());
    }

    private static MailException gone() {
        return new MailException(Reason.NO_SUCH_MESSAGE, "gone");
    }
}
