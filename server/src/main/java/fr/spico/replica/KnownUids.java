package fr.spico.replica;

import java.util.AbstractCollection;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// UIDs that are read from the database only if somebody looks at them: most changes need none.
final class KnownUids extends AbstractCollection<Long> {

    private final Supplier<List<Long>> read;
    private @Nullable List<Long> uids;

    KnownUids(Supplier<List<Long>> read) {
        this.read = read;
    }

    @Override
    public Iterator<Long> iterator() {
        return all().iterator();
    }

    @Override
    public int size() {
        return all().size();
    }

    private List<Long> all() {
        List<Long> known = uids == null ? read.get() : uids;
        uids = known;
        return known;
    }
}
