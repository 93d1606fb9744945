package fr.spico.mail.imap;

import fr.spico.mail.mime.BodyPart;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What one FETCH answer says (RFC 9051 §7.5.2), extension items included. Items that are not known
/// are stepped over; what cannot be the name of an item, or content that is told twice, means that
/// a literal was announced with a wrong length and that nothing here can be believed.
final class FetchItems {

    /// `" 7-Mar-2026 09:05:00 +0100"`: RFC 9051 `date-time`.
    private static final DateTimeFormatter DATE_TIME =
            new DateTimeFormatterBuilder()
                    .parseCaseInsensitive()
                    .appendPattern("d-MMM-yyyy HH:mm:ss Z")
                    .toFormatter(Locale.ENGLISH);

    private static final Pattern NAME = Pattern.compile("[A-Z][A-Z0-9.-]*(\\[.*](<[0-9]+>)?)?");

    long uid;
    @Nullable Set<String> flags;
    long modSeq;
    Instant internalDate = Instant.EPOCH;
    long size;
    Optional<String> emailId = Optional.empty();
    @Nullable BodyPart structure;

    /// Content by section: `HEADER`, `1.2`, or empty for the whole message.
    final Map<String, byte[]> sections = new HashMap<>();

    private FetchItems() {}

    static FetchItems read(Tokens tokens) {
        FetchItems items = new FetchItems();
        if (!tokens.take('(')) {
            throw new Tokens.Malformed("FETCH without a list");
        }
        while (!tokens.take(')')) {
            if (tokens.atEnd()) {
                throw new Tokens.Malformed("FETCH list without end");
            }
            items.readItem(tokens.itemName(), tokens);
        }
        return items;
    }

    private void readItem(String name, Tokens tokens) {
        if (!NAME.matcher(name).matches()) {
            throw new Tokens.Malformed("no item has such a name");
        }
        switch (name) {
            case "UID" -> uid = tokens.number();
            case "FLAGS" -> flags = readFlags(tokens.value());
            case "MODSEQ" -> modSeq = firstNumber(tokens.value());
            case "INTERNALDATE" -> internalDate = readDate(tokens.text());
            case "RFC822.SIZE" -> size = tokens.number();
            case "EMAILID" ->
                    emailId = Optional.of(first(tokens.value())).filter(id -> !id.isEmpty());
            case "BODYSTRUCTURE" -> structure = BodyStructure.read(tokens.value()).orElse(null);
            default -> readSectionOrSkip(name, tokens);
        }
    }

    private void readSectionOrSkip(String name, Tokens tokens) {
        if (name.startsWith("BODY[")) {
            byte[] content = tokens.bytes();
            String section = name.substring(5, Math.max(5, name.indexOf(']')));
            if (sections.put(section, content == null ? new byte[0] : content) != null) {
                throw new Tokens.Malformed("a section told twice");
            }
        } else {
            tokens.value();
        }
    }

    private static Set<String> readFlags(Tokens.Value value) {
        Set<String> flags = new LinkedHashSet<>();
        if (value instanceof Tokens.Items(var values)) {
            values.forEach(v -> flags.add(Tokens.textOf(v)));
        }
        flags.remove("\\Recent");
        return Set.copyOf(flags);
    }

    private static long firstNumber(Tokens.Value value) {
        return value instanceof Tokens.Items items
                ? Tokens.numberOf(items.at(0))
                : Tokens.numberOf(value);
    }

    private static String first(Tokens.Value value) {
        return value instanceof Tokens.Items items
                ? Tokens.textOf(items.at(0))
                : Tokens.textOf(value);
    }

    private static Instant readDate(String text) {
        try {
            return OffsetDateTime.parse(text.strip(), DATE_TIME).toInstant();
        } catch (DateTimeException e) {
            return Instant.EPOCH;
        }
    }
}
