package fr.spico.directory.search;

import fr.spico.directory.DirectoryEntry;
import fr.spico.directory.search.Question.Filter;
import fr.spico.mail.MssAddress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;

/// The search index of one edition of the directories; never changed after it was written. Any
/// number of threads may search. Entries stay readable as long as the index is referenced, even
/// when its file was removed.
public final class SearchIndex {

    /// More at once than there are processors would only take memory: a search takes some tens of
    /// megabytes while it runs, and no time but the processor's.
    private static final int AT_ONCE = Math.clamp(Runtime.getRuntime().availableProcessors(), 2, 8);

    private final IndexData data;
    private final Places places;
    private final Identities identities;
    private final ConcurrentLinkedQueue<Scratch> idle = new ConcurrentLinkedQueue<>();
    private final Semaphore atOnce = new Semaphore(AT_ONCE, true);

    private SearchIndex(IndexData data) {
        this.data = data;
        this.places = new Places(data);
        this.identities = new Identities(data);
    }

    /// Changes whenever the same entries would be indexed otherwise: an index of another edition is
    /// to be made anew.
    public static String edition() {
        int words = EverydayWords.french().hashCode() * 31 + Departments.edition();
        return Spellings.EDITION + "-" + Integer.toHexString(words);
    }

    /// @throws IOException if the file is missing or damaged
    public static SearchIndex open(Path file) throws IOException {
        return new SearchIndex(IndexFile.read(file));
    }

    public int count() {
        return data.count();
    }

    public Found search(Question question) {
        atOnce.acquireUninterruptibly();
        try {
            return searchNow(question);
        } finally {
            atOnce.release();
        }
    }

    private Found searchNow(Question question) {
        Scratch scratch = idle.poll();
        if (scratch == null) {
            scratch = new Scratch(data);
        }
        try {
            return withOtherValues(new Answer(this, scratch, question).find(), scratch, question);
        } finally {
            scratch.clear();
            idle.add(scratch);
        }
    }

    /// A field that is filtered by counts its other values, too: what one would find with them.
    private Found withOtherValues(Found found, Scratch scratch, Question question) {
        List<Found.Facet> facets = new ArrayList<>(found.facets());
        for (int i = 0; i < facets.size(); i++) {
            Filter without = question.filter().without(facets.get(i).field());
            if (!without.equals(question.filter())) {
                scratch.clear();
                Found other = new Answer(this, scratch, question.with(without)).find();
                // Without words and filter nothing is asked.
                facets.set(i, other.total() == 0 ? facets.get(i) : other.facets().get(i));
            }
        }
        return new Found(found.hits(), found.total(), facets);
    }

    IndexData data() {
        return data;
    }

    Places places() {
        return places;
    }

    Identities identities() {
        return identities;
    }

    /// A value of an entry as people read it.
    ///
    /// @param typed what it was found by
    String shown(int entry, int slot, String typed) {
        int value = data.value(entry, slot);
        return slot == Field.PLACE.slot ? places.of(value).like(typed) : data.values().get(value);
    }

    DirectoryEntry entry(int entry) {
        Place place = Place.parse(data.text(entry, Field.PLACE));
        long rpps = data.rpps()[entry];
        DirectoryEntry.Type type = DirectoryEntry.Type.values()[data.type()[entry]];
        return new DirectoryEntry(
                new MssAddress(data.address(entry)),
                type,
                data.text(entry, Field.TITLE),
                data.text(entry, Field.LAST_NAME),
                data.text(entry, Field.FIRST_NAME),
                data.text(entry, Field.PROFESSION),
                data.text(entry, Field.SPECIALTY),
                data.text(entry, Field.WORKPLACE),
                data.text(entry, Field.SERVICE),
                place.town(),
                place.postalCode(),
                place.department(),
                rpps < 0 ? Optional.empty() : Optional.of(Identities.number(rpps)));
    }
}
