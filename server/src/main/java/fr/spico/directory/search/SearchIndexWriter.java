package fr.spico.directory.search;

import fr.spico.directory.DirectoryEntry;
import fr.spico.mail.MssAddress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Makes an index: takes entries in any order, writes one file. For one thread.
public final class SearchIndexWriter {

    private final Draft draft = new Draft();

    /// Takes over the entries of another index, which is much faster than to add them again. Only
    /// before anything was added.
    ///
    /// @param stays whether an address of a shelf is taken over
    public void addAll(SearchIndex index, Kept stays) {
        IndexData data = index.data();
        draft.addAll(
                data, entry -> stays.test(new MssAddress(data.address(entry)), data.shelf(entry)));
    }

    /// Says which entries of another index stay.
    public interface Kept {
        boolean test(MssAddress address, int shelf);
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

    /// How many entries were taken.
    public int count() {
        return draft.count();
    }

    /// Writes the file, which must not exist. The writer is spent.
    public void finish(Path path) throws IOException {
        IndexFile.write(path, new Sorting(draft).data());
    }

    private static String withoutNumber(String word) {
        int end = word.length();
        while (end > 0 && Character.isDigit(word.charAt(end - 1))) {
            end--;
        }
        return word.substring(0, end);
    }
}
