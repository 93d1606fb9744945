package fr.spico.mail.testkit;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;

/// The one folder, INBOX, of a [ScriptedImapServer]. Thread-safe.
public final class ScriptedMailbox {

    record Mail(long uid, Set<String> flags, long modSeq, String content) {

        String header() {
            int end = content.indexOf("\r\n\r\n");
            return end < 0 ? content : content.substring(0, end + 4);
        }

        String body() {
            return content.substring(header().length());
        }
    }

    private final TreeMap<Long, Mail> mails = new TreeMap<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private long uidValidity = 1;
    private long uidNext = 1;
    private long modSeq = 1;

    /// @return its UID
    public synchronized long put(byte[] message) {
        long uid = uidNext++;
        String content = new String(message, StandardCharsets.ISO_8859_1);
        mails.put(uid, new Mail(uid, Set.of(), ++modSeq, content));
        listeners.forEach(Runnable::run);
        return uid;
    }

    public synchronized void expunge(Collection<Long> uids) {
        mails.keySet().removeAll(uids);
        modSeq++;
        listeners.forEach(Runnable::run);
    }

    /// A new UIDVALIDITY, and other UIDs for all messages.
    public synchronized void renumber() {
        List<Mail> all = List.copyOf(mails.values());
        mails.clear();
        uidValidity++;
        uidNext = 100;
        for (Mail mail : all) {
            long uid = uidNext++;
            mails.put(uid, new Mail(uid, mail.flags(), ++modSeq, mail.content()));
        }
        listeners.forEach(Runnable::run);
    }

    public synchronized Set<Long> uids() {
        return new TreeSet<>(mails.keySet());
    }

    synchronized void flag(Collection<Long> uids, boolean add, Set<String> flags) {
        for (long uid : uids) {
            Mail mail = mails.get(uid);
            if (mail != null) {
                Set<String> now = new TreeSet<>(mail.flags());
                boolean changed = add ? now.addAll(flags) : now.removeAll(flags);
                if (changed) {
                    mails.put(uid, new Mail(uid, now, ++modSeq, mail.content()));
                }
            }
        }
    }

    synchronized List<Mail> mails() {
        return new ArrayList<>(mails.values());
    }

    synchronized long count() {
        return mails.size();
    }

    synchronized long uidValidity() {
        return uidValidity;
    }

    synchronized long uidNext() {
        return uidNext;
    }

    synchronized long modSeq() {
        return modSeq;
    }

    void listen(Runnable listener) {
        listeners.add(listener);
    }

    void ignore(Runnable listener) {
        listeners.remove(listener);
    }
}
