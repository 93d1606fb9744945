package fr.spico.directory.search;

import fr.spico.directory.DirectoryEntry;
import fr.spico.mail.MssAddress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes an index: takes entries in any order, writes one file. For one thread.
public final class SearchIndexWriter {

    private final Draft draft = new Draft();
    private final @Nullable SearchIndex former;

    /// Entries of the former index that are not taken over.
    private final BitSet gone = new BitSet();

    public SearchIndexWriter() {
        this.former = null;
    }

    /// Begins with all entries of another index, which is much faster than to add them again.
    public SearchIndexWriter(SearchIndex former) {
        this.former = former;
    }

    /// Takes away an entry of the former index, if it is there.
    public void remove(MssAddress address, int shelf) {
        int entry = former == null ? -1 : former.identities().address(address.value(), shelf);
        if (entry >= 0) {
            gone.set(entry);
        }
    }

    /// Takes away all entries of the former index that stand on a shelf.
    public void removeAll(int shelf) {
        for (int entry = 0; former != null && entry < former.count(); entry++) {
            if (former.data().shelf(entry) == shelf) {
                gone.set(entry);
            }
        }
    }

    /// Where an address stands on several shelves, the entry on the highest counts; the others are
    /// in nobody's sight.
    ///
    /// @param shelf which directory the entry stands in, 0–31
    public void add(DirectoryEntry entry, int shelf) {
        Place place = new Place(entry.postalCode(), entry.town(), entry.department());
        boolean person = entry.type() == DirectoryEntry.Type.PER;
        int last = draft.value(Field.LAST_NAME, entry.lastName());
        int first = draft.value(Field.FIRST_NAME, entry.firstName());
        Field house = person ? Field.WORKPLACE : Field.NAME;
        int structure = draft.value(house, entry.structure());
        int service = draft.value(Field.SERVICE, entry.service());
        String local = entry.address().localPart();
        List<String> own = new ArrayList<>(Words.split(local));
        own.replaceAll(SearchIndexWriter::withoutNumber);
        own.removeIf(word ->
                word.length() < 2
                        || draft.words(Field.LAST_NAME, last).contains(word)
                        || draft.words(Field.FIRST_NAME, first).contains(word)
                        || draft.words(house, structure).contains(word)
                        || draft.words(Field.SERVICE, service).contains(word));
        int[] slots = new int[Field.SLOTS];
        slots[Field.LAST_NAME.slot] = last;
        slots[Field.FIRST_NAME.slot] = first;
        slots[Field.PLACE.slot] = draft.value(Field.PLACE, place.value());
        slots[Field.PROFESSION.slot] = draft.value(Field.PROFESSION, entry.profession());
        slots[Field.SPECIALTY.slot] = draft.value(Field.SPECIALTY, entry.specialty());
        slots[house.slot] = structure;
        slots[Field.SERVICE.slot] = service;
        slots[Field.LOCAL_PART.slot] = draft.value(Field.LOCAL_PART, String.join(" ", own));
        slots[Field.DOMAIN.slot] = draft.value(Field.DOMAIN, entry.address().domain());
        slots[Field.TITLE.slot] = draft.value(Field.TITLE, entry.title());
        draft.add(
                slots,
                entry.type().ordinal(),
                shelf,
                entry.rpps().map(Long::parseLong).orElse(-1L),
                local);
    }

    /// How many entries the index will have.
    public int count() {
        return draft.count() + (former == null ? 0 : former.count() - gone.cardinality());
    }

    /// Writes the file, which must not exist. The writer is spent.
    public void finish(Path path) throws IOException {
        IndexData coming = new Sorting(draft).data();
        IndexFile.write(path, former == null ? coming : Merging.of(former.data(), gone, coming));
    }

    private static String withoutNumber(String word) {
        int end = word.length();
        while (end > 0 && Character.isDigit(word.charAt(end - 1))) {
            end--;
        }
        return word.substring(0, end);
    }
}
