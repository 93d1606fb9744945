package fr.spico.sandbox.journal;

import java.util.SortedMap;
import java.util.TreeMap;

/// A folder as the journal tells it: identity, counters, mails by UID.
public final class Folder {
    public final long id;
    public final long uidValidity;
    public final String owner;
    private String name;
    private long lastUid;
    private long modSeq;
    private final SortedMap<Long, Letter> letters = new TreeMap<>();

    Folder(long id, long uidValidity, String owner, String name) {
        this.id = id;
        this.uidValidity = uidValidity;
        this.owner = owner;
        this.name = name;
    }

    public String name() {
        return name;
    }

    /// The highest UID ever given, even if its mail is gone.
    public long lastUid() {
        return lastUid;
    }

    public long modSeq() {
        return modSeq;
    }

    /// By ascending UID.
    public SortedMap<Long, Letter> letters() {
        return letters;
    }

    void rename(String newName) {
        name = newName;
    }

    void put(Letter letter) {
        letters.put(letter.uid(), letter);
        counters(letter.uid(), letter.modSeq());
    }

    void remove(long uid, long newModSeq) {
        letters.remove(uid);
        counters(uid, newModSeq);
    }

    void counters(long uid, long newModSeq) {
        lastUid = Math.max(lastUid, uid);
        modSeq = Math.max(modSeq, newModSeq);
    }
}
