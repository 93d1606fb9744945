package fr.spico.mail.imap;

import fr.spico.mail.MailException;
import fr.spico.mail.MailException.Reason;
import fr.spico.mail.MailStore;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.eclipse.angus.mail.iap.Argument;
import org.jspecify.annotations.Nullable;

/// One mailbox over one IMAP connection (RFC 3501, 9051; QRESYNC and CONDSTORE RFC 7162, MOVE 6851,
/// UIDPLUS 4315, IDLE 2177, NOTIFY 5465, OBJECTID 8474 where offered).
final class ImapMailStore implements MailStore {

    /// A folder is looked at this often where the server offers no IDLE.
    private static final Duration POLL_INTERVAL = Duration.ofSeconds(5);

    /// Of the selected folder what IDLE tells anyway; STATUS of any other folder that changes, LIST
    /// of any that comes, goes or is renamed.
    private static final String NOTIFY =
            "NOTIFY SET (selected-delayed (MessageNew MessageExpunge FlagChange)) (personal"
                    + " (MessageNew MessageExpunge FlagChange MailboxName SubscriptionChange))";

    private static final Pattern FLAG = Pattern.compile("\\\\?[A-Za-z0-9$!#&'+,./:;<=>?@^_`|~-]+");

    private final ImapWire wire;
    private Features features;
    private @Nullable FolderStatus selected;
    private FolderRights rights = new FolderRights(false, null);
    private @Nullable Namespace namespace;

    ImapMailStore(ImapWire wire) throws MailException {
        this.wire = wire;
        this.features = readFeatures(wire);
        if (features.qresync()) {
            wire.run("ENABLE QRESYNC");
        }
    }

    @Override
    public Features features() {
        return features;
    }

    @Override
    public List<Folder> folders() throws MailException {
        return asked(() -> FolderList.read(wire, namespace()));
    }

    @Override
    public FolderStatus select(FolderPath folder) throws MailException {
        selected = null; // Also when it fails: nothing is selected then.
        FolderState.Selected now = existing(folder, () -> FolderState.select(wire, folder));
        selected = now.status();
        rights = now.rights();
        return now.status();
    }

    @Override
    public long beIn(FolderPath folder) throws MailException {
        FolderStatus now = selected;
        if (now == null || !now.path().equals(folder)) {
            return select(folder).uidValidity();
        }
        wire.run("NOOP");
        return now.uidValidity();
    }

    /// A server may read its STATUS past what this connection has been told of the folder: the NOOP
    /// after it makes sure that what is fetched next is not older.
    @Override
    public FolderStatus state(FolderPath folder) throws MailException {
        FolderStatus before = selected;
        if (before == null || !before.path().equals(folder)) {
            return select(folder);
        }
        wire.takeChange(); // What was told so far is in the state.
        try {
            FolderStatus now = status(folder);
            wire.run("NOOP");
            return now.uidValidity() == before.uidValidity() ? now : select(folder);
        } catch (MailException e) {
            if (e.reason() != Reason.REFUSED) {
                throw e;
            }
            return select(folder); // STATUS is meant for other folders (RFC 9051 §6.3.11).
        }
    }

    @Override
    public FolderStatus status(FolderPath folder) throws MailException {
        return existing(folder, () -> FolderState.status(wire, folder));
    }

    @Override
    public List<MessageFlags> listFlags() throws MailException {
        List<MessageFlags> all = new ArrayList<>();
        String modSeq = features.condstore() ? " MODSEQ" : "";
        guarded(() ->
                wire.run("UID FETCH 1:* (UID FLAGS" + modSeq + ")", null, a -> flags(a, all)));
        all.sort(Comparator.comparingLong(MessageFlags::uid));
        return all;
    }

    @Override
    public Optional<FolderChanges> changesSince(
            FolderStatus known, FolderStatus now, Collection<Long> knownUids) throws MailException {
        if (!features.condstore()
                || known.highestModSeq() == 0
                || now.highestModSeq() == 0
                || now.uidValidity() != known.uidValidity()) {
            return Optional.empty();
        }
        List<MessageFlags> changed = new ArrayList<>();
        List<UidSet.Range> gone = new ArrayList<>();
        boolean vanished = features.qresync();
        String command =
                "UID FETCH 1:* (UID FLAGS) (CHANGEDSINCE %d%s)"
                        .formatted(known.highestModSeq(), vanished ? " VANISHED" : "");
        guarded(() -> wire.run(command, null, a -> change(a, changed, gone)));
        List<MessageFlags> once = lastOfEach(changed);
        List<Long> missing = vanished ? within(knownUids, gone) : notThere(knownUids);
        return Optional.of(new FolderChanges(once, missing));
    }

    @Override
    public void fetch(Collection<Long> uids, Consumer<FetchedMessage> each) throws MailException {
        MessageFetch fetch = new MessageFetch(wire, features, each);
        for (String set : UidSet.of(uids)) {
            guarded(() -> fetch.run(set));
        }
    }

    @Override
    public void fetchParts(Collection<PartRequest> parts, int maxOctets, Consumer<FetchedPart> each)
            throws MailException {
        guarded(() -> PartFetch.run(wire, parts, maxOctets, each));
    }

    @Override
    public void readPart(long uid, Optional<String> partId, InputStreamReader reader)
            throws MailException, IOException {
        try (PartStream content = new PartStream(wire, uid, partId.orElse(""))) {
            content.open();
            reader.read(content);
        } catch (PartStream.Failed e) {
            throw e.failure;
        }
    }

    @Override
    public void storeFlags(Collection<Long> uids, Set<String> add, Set<String> remove)
            throws MailException {
        rights.check(add);
        rights.check(remove);
        for (String set : UidSet.of(uids)) {
            store(set, "+FLAGS.SILENT", add);
            store(set, "-FLAGS.SILENT", remove);
        }
    }

    @Override
    public List<Long> move(Collection<Long> uids, FolderPath target) throws MailException {
        rights.check(Set.of("\\Deleted"));
        CopiedUids copied = new CopiedUids();
        for (String set : UidSet.of(uids)) {
            Argument arguments = new Argument();
            arguments.writeString(FolderNames.encode(target.value()));
            String verb = features.move() ? "MOVE " : "COPY ";
            guarded(() -> {
                String end = wire.run("UID " + verb + set, arguments, copied::take);
                copied.takeText(end);
            });
            if (!features.move()) {
                expungeSet(set);
            }
        }
        return copied.inOrderOf(uids);
    }

    @Override
    public void expunge(Collection<Long> uids) throws MailException {
        rights.check(Set.of("\\Deleted"));
        for (String set : UidSet.of(uids)) {
            expungeSet(set);
        }
    }

    @Override
    public Optional<Long> append(
            FolderPath folder, Set<String> flags, Instant internalDate, byte[] message)
            throws MailException {
        if (message.length > appendLimit()) {
            throw new MailException(Reason.TOO_LARGE, "APPEND: over APPENDLIMIT");
        }
        return asked(() -> Append.run(wire, folder, flagList(flags), internalDate, message));
    }

    @Override
    public FolderPath pathOf(Optional<FolderPath> parent, String name) throws MailException {
        return asked(() -> namespace().path(parent, name));
    }

    @Override
    public void createFolder(FolderPath folder) throws MailException {
        onFolders("CREATE", folder);
    }

    @Override
    public void renameFolder(FolderPath from, FolderPath to) throws MailException {
        selected = null; // What is selected may have another name now.
        onFolders("RENAME", from, to);
    }

    @Override
    public void deleteFolder(FolderPath folder) throws MailException {
        if (selected != null && folder.equals(selected.path())) {
            select(FolderPath.INBOX); // Some servers do not give up what is selected.
        }
        onFolders("DELETE", folder);
    }

    @Override
    public void subscribe(FolderPath folder, boolean wanted) throws MailException {
        onFolders(wanted ? "SUBSCRIBE" : "UNSUBSCRIBE", folder);
    }

    @Override
    public List<Quota> quotas() throws MailException {
        return features.quota() ? asked(() -> Quotas.read(wire)) : List.of();
    }

    @Override
    public List<Long> findByMessageId(String messageId) throws MailException {
        Argument arguments = new Argument();
        arguments.writeAtom("HEADER MESSAGE-ID");
        arguments.writeString(messageId);
        return search(arguments);
    }

    @Override
    public void watchAllFolders() throws MailException {
        if (features.notifies()) {
            try {
                wire.run(NOTIFY);
            } catch (MailException e) {
                if (e.reason() != Reason.REFUSED) {
                    throw e;
                }
                // Offered and yet refused: IDLE tells of the selected folder alone.
                features = features.withoutNotify();
            }
        }
    }

    @Override
    public boolean awaitChange(Duration atMost) throws MailException {
        long until = System.nanoTime() + atMost.toNanos();
        if (wire.takeChange() || wire.hasChangeElsewhere()) {
            return true;
        }
        return asked(() -> features.idle() ? wire.idle(until) : poll(until));
    }

    @Override
    public boolean takeChangeElsewhere() {
        return wire.takeChangeElsewhere();
    }

    @Override
    public boolean isOpen() {
        return wire.isAlive();
    }

    @Override
    public void close() {
        wire.hangUp();
    }

    private static Features readFeatures(ImapWire wire) {
        boolean enable = wire.offers("ENABLE");
        boolean qresync = enable && wire.offers("QRESYNC");
        return new Features(
                qresync,
                qresync || wire.offers("CONDSTORE"),
                wire.offers("IDLE"),
                wire.offers("MOVE"),
                wire.offers("UIDPLUS"),
                wire.offers("OBJECTID"),
                wire.offers("SPECIAL-USE"),
                wire.offers("QUOTA"),
                wire.offers("IDLE") && wire.offers("NOTIFY"));
    }

    /// Some servers refuse a folder that is not there without a word why.
    private <T> T existing(FolderPath folder, Question<T> question) throws MailException {
        try {
            return asked(question);
        } catch (MailException e) {
            if (e.reason() == Reason.REFUSED && !FolderList.exists(wire, folder)) {
                throw new MailException(Reason.NO_SUCH_FOLDER, "no such folder", e);
            }
            throw e;
        }
    }

    /// Some servers tell of a message twice.
    private static List<MessageFlags> lastOfEach(List<MessageFlags> changed) {
        TreeMap<Long, MessageFlags> last = new TreeMap<>();
        changed.forEach(m -> last.put(m.uid(), m));
        return List.copyOf(last.values());
    }

    private Namespace namespace() throws MailException {
        Namespace known = namespace == null ? Namespace.read(wire) : namespace;
        namespace = known;
        return known;
    }

    private void onFolders(String verb, FolderPath... folders) throws MailException {
        Argument arguments = new Argument();
        for (FolderPath folder : folders) {
            arguments.writeString(FolderNames.encode(folder.value()));
        }
        wire.run(verb, arguments);
    }

    private void flags(ImapAnswer answer, List<MessageFlags> all) {
        if (answer.key().equals("FETCH")) {
            FetchItems items = FetchItems.read(answer.tokens());
            if (items.uid > 0 && items.flags != null) {
                all.add(new MessageFlags(items.uid, items.flags, items.modSeq));
            } else {
                wire.noteChange(); // Of which message, it does not say.
            }
        }
    }

    private void change(ImapAnswer answer, List<MessageFlags> changed, List<UidSet.Range> gone) {
        flags(answer, changed);
        if (answer.key().equals("VANISHED")) {
            Tokens tokens = answer.tokens();
            Tokens.Value first = tokens.value();
            String set = first instanceof Tokens.Items ? tokens.text() : Tokens.textOf(first);
            gone.addAll(UidSet.ranges(set));
        }
    }

    private static List<Long> within(Collection<Long> uids, List<UidSet.Range> ranges) {
        if (ranges.isEmpty()) {
            return List.of(); // Nobody has to fetch 100 000 UIDs to learn that none is gone.
        }
        // VANISHED is in ascending order and may be long: walk both once.
        List<UidSet.Range> sorted = new ArrayList<>(ranges);
        sorted.sort(Comparator.comparingLong(UidSet.Range::first));
        List<Long> found = new ArrayList<>();
        int r = 0;
        for (long uid : uids.stream().mapToLong(Long::longValue).sorted().toArray()) {
            while (r < sorted.size() && sorted.get(r).last() < uid) {
                r++;
            }
            if (r < sorted.size() && sorted.get(r).contains(uid)) {
                found.add(uid);
            }
        }
        return found;
    }

    private List<Long> notThere(Collection<Long> knownUids) throws MailException {
        List<Long> known =
                List.copyOf(knownUids); // Before the question: what comes then is no loss.
        Argument all = new Argument();
        all.writeAtom("ALL");
        Set<Long> there = new HashSet<>(search(all));
        return known.stream().filter(uid -> !there.contains(uid)).sorted().toList();
    }

    private List<Long> search(Argument criteria) throws MailException {
        List<Long> found = new ArrayList<>();
        guarded(() ->
                wire.run(
                        "UID SEARCH",
                        criteria,
                        answer -> {
                            if (answer.key().equals("SEARCH")) {
                                numbers(answer.tokens(), found);
                            }
                        }));
        found.sort(null);
        return found;
    }

    private static void numbers(Tokens tokens, List<Long> found) {
        while (!tokens.atEnd()) {
            if (tokens.value() instanceof Tokens.Atom atom) {
                found.add(Tokens.numberOf(atom)); // A list is `(MODSEQ n)`.
            }
        }
    }

    private void store(String set, String how, Set<String> flags) throws MailException {
        if (!flags.isEmpty()) {
            wire.run("UID STORE " + set + " " + how + " " + flagList(flags));
        }
    }

    private void expungeSet(String set) throws MailException {
        store(set, "+FLAGS.SILENT", Set.of("\\Deleted"));
        if (features.uidplus()) {
            wire.run("UID EXPUNGE " + set);
        } else {
            expungeOnly(set);
        }
    }

    /// EXPUNGE takes all that is marked: what others marked is unmarked for that moment.
    private void expungeOnly(String set) throws MailException {
        Argument others = new Argument();
        others.writeAtom("DELETED NOT UID " + set);
        List<String> marked = UidSet.of(search(others));
        for (String other : marked) {
            store(other, "-FLAGS.SILENT", Set.of("\\Deleted"));
        }
        wire.run("EXPUNGE");
        for (String other : marked) {
            store(other, "+FLAGS.SILENT", Set.of("\\Deleted"));
        }
    }

    private long appendLimit() {
        return wire.getCapabilities().keySet().stream()
                .filter(name -> name.matches("APPENDLIMIT=[0-9]{1,18}"))
                .mapToLong(name -> Long.parseLong(name.substring("APPENDLIMIT=".length())))
                .findFirst()
                .orElse(Long.MAX_VALUE);
    }

    private boolean poll(long until) throws MailException {
        while (true) {
            wire.run("NOOP");
            long left = until - System.nanoTime();
            if (wire.takeChange() || left <= 0) {
                return left > 0;
            }
            wire.pause(Duration.ofNanos(Math.min(left, POLL_INTERVAL.toNanos())));
        }
    }

    private static String flagList(Set<String> flags) {
        for (String flag : flags) {
            if (!FLAG.matcher(flag).matches()) {
                throw new IllegalArgumentException("not an IMAP flag");
            }
        }
        return "(" + String.join(" ", flags) + ")";
    }

    private interface Step {
        void run() throws MailException;
    }

    private interface Question<T> {
        T ask() throws MailException;
    }

    private void guarded(Step step) throws MailException {
        asked(() -> {
            step.run();
            return true;
        });
    }

    /// An answer that breaks the grammar is a failure of the server's.
    private <T> T asked(Question<T> question) throws MailException {
        try {
            return question.ask();
        } catch (Tokens.Malformed e) {
            wire.cut();
            throw new MailException(Reason.PROTOCOL, "malformed answer", e);
        }
    }
}
