package fr.spico.exchange;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which document of a mail: `1_2-3` is the third of the archive in part 1.2.
record DocumentRef(String partId, int number) {

    private static final Pattern SHAPE =
            Pattern.compile("([0-9]{1,5}(?:_[0-9]{1,5}){0,60})-([0-9]{1,5})");

    static Optional<DocumentRef> parse(String text) {
        Matcher m = SHAPE.matcher(text);
        return m.matches()
                ? Optional.of(
                        new DocumentRef(m.group(1).replace('_', '.'), Integer.parseInt(m.group(2))))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return partId.replace('.', '_') + "-" + number;
    }
}
