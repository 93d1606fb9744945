package fr.spico.jmap.email;

import fr.spico.discussions.Discussions.View;
import fr.spico.jmap.core.Arguments;
import fr.spico.jmap.core.FilterReader;
import fr.spico.jmap.core.UtcDate;
import fr.spico.replica.Direction;
import fr.spico.replica.EmailQuery.EmailFilter;
import fr.spico.replica.EmailQuery.EmailFilter.All;
import fr.spico.replica.EmailQuery.EmailFilter.And;
import fr.spico.replica.EmailQuery.EmailFilter.HasAttachment;
import fr.spico.replica.EmailQuery.EmailFilter.HasKeyword;
import fr.spico.replica.EmailQuery.EmailFilter.Header;
import fr.spico.replica.EmailQuery.EmailFilter.InFolder;
import fr.spico.replica.EmailQuery.EmailFilter.MaxSize;
import fr.spico.replica.EmailQuery.EmailFilter.MinSize;
import fr.spico.replica.EmailQuery.EmailFilter.Not;
import fr.spico.replica.EmailQuery.EmailFilter.NotInFolders;
import fr.spico.replica.EmailQuery.EmailFilter.OfDirection;
import fr.spico.replica.EmailQuery.EmailFilter.OfType;
import fr.spico.replica.EmailQuery.EmailFilter.Or;
import fr.spico.replica.EmailQuery.EmailFilter.ReceivedBefore;
import fr.spico.replica.EmailQuery.EmailFilter.ReceivedFrom;
import fr.spico.replica.EmailQuery.EmailFilter.Text;
import fr.spico.replica.EmailQuery.EmailFilter.ThreadHasKeyword;
import fr.spico.replica.EmailQuery.Place;
import fr.spico.replica.FolderId;
import fr.spico.replica.MessageType;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/// FilterCondition of Email/query (RFC 8621 §4.4.1) and our own conditions (docs/api.md).
final class EmailFilterReader extends FilterReader<EmailFilter> {

    /// Of a text to look for.
    private static final int MAX_TEXT = 1_000;

    /// No folder has this id, so nothing is in it.
    private static final FolderId NOWHERE = new FolderId(0);

    /// Fields whose words are known as they read: in the raw header most accents are encoded.
    private static final Map<String, Place> DECODED =
            Map.of(
                    "subject", Place.SUBJECT,
                    "from", Place.FROM,
                    "to", Place.TO,
                    "cc", Place.CC,
                    "bcc", Place.BCC);

    private final boolean discussions;
    private final Function<View, EmailFilter> views;

    /// @param discussions whether the request uses our own capability
    /// @param views what a view asks for now
    EmailFilterReader(boolean discussions, Function<View, EmailFilter> views) {
        this.discussions = discussions;
        this.views = views;
    }

    @Override
    protected EmailFilter all() {
        return new All();
    }

    @Override
    protected EmailFilter and(List<EmailFilter> of) {
        return new And(of);
    }

    @Override
    protected EmailFilter or(List<EmailFilter> of) {
        return new Or(of);
    }

    @Override
    protected EmailFilter not(List<EmailFilter> of) {
        return new Not(of);
    }

    @Override
    protected EmailFilter property(String name, Arguments from) {
        return switch (name) {
            case "inMailbox" -> new InFolder(folder(id(name, from)));
            case "inMailboxOtherThan" ->
                    new NotInFolders(
                            from.ids(name).orElse(List.of()).stream()
                                    .map(EmailFilterReader::folder)
                                    .toList());
            case "before" -> new ReceivedBefore(date(name, from));
            case "after" -> new ReceivedFrom(date(name, from));
            case "minSize" -> new MinSize(octets(name, from));
            case "maxSize" -> new MaxSize(octets(name, from));
            case "allInThreadHaveKeyword" -> new ThreadHasKeyword(keyword(name, from), true);
            case "someInThreadHaveKeyword" -> new ThreadHasKeyword(keyword(name, from), false);
            case "noneInThreadHaveKeyword" ->
                    new Not(List.of(new ThreadHasKeyword(keyword(name, from), false)));
            case "hasKeyword" -> new HasKeyword(keyword(name, from));
            case "notKeyword" -> new Not(List.of(new HasKeyword(keyword(name, from))));
            case "hasAttachment" -> new HasAttachment(from.flag(name, true));
            case "text" -> new Text(Place.ANYWHERE, text(name, from));
            case "from", "to", "cc", "bcc", "subject", "body" ->
                    new Text(Place.valueOf(name.toUpperCase(Locale.ROOT)), text(name, from));
            case "header" -> header(from.strings(name).orElse(List.of()));
            case "view", "messageType", "direction", "attachmentName" -> ours(name, from);
            default -> throw unsupported("Cannot filter by " + name + ".");
        };
    }

    private EmailFilter ours(String name, Arguments from) {
        if (!discussions) {
            throw unsupported("The request does not use the capability of " + name + ".");
        }
        String word = text(name, from);
        return switch (name) {
            case "view" -> views.apply(one(View.values(), name, word));
            case "attachmentName" -> new Text(Place.ATTACHMENT_NAME, word);
            case "messageType" -> new OfType(one(MessageType.values(), name, word));
            default -> new OfDirection(one(Direction.values(), name, word));
        };
    }

    private static <E extends Enum<E>> E one(E[] values, String name, String word) {
        return Arrays.stream(values)
                .filter(v -> v.name().toLowerCase(Locale.ROOT).equals(word))
                .findAny()
                .orElseThrow(() -> Arguments.invalid(name, "is none of its values"));
    }

    private static EmailFilter header(List<String> given) {
        if (given.isEmpty() || given.size() > 2) {
            throw Arguments.invalid("header", "has one or two elements");
        }
        String field = given.getFirst();
        if (!HeaderProperty.isFieldName(field)) {
            throw Arguments.invalid("header", "names no field");
        }
        if (given.getLast().length() > MAX_TEXT) {
            throw unsupported("That is too long to be looked for.");
        }
        if (given.size() == 1) {
            return new Header(field, null);
        }
        String text = withoutNul(given.get(1));
        Header raw = new Header(field, text);
        Place place = DECODED.get(field.toLowerCase(Locale.ROOT));
        return place == null || text.isBlank() ? raw : new Or(List.of(raw, new Text(place, text)));
    }

    private static FolderId folder(String id) {
        return FolderId.parse(id).orElse(NOWHERE);
    }

    private static String id(String name, Arguments from) {
        return from.id(name).orElseThrow(() -> missing(name));
    }

    private static String text(String name, Arguments from) {
        String text = withoutNul(from.string(name).orElseThrow(() -> missing(name)));
        if (text.length() > MAX_TEXT) {
            throw unsupported("That is too long to be looked for.");
        }
        return text;
    }

    /// No mail has one, and no database takes it.
    private static String withoutNul(String text) {
        return text.replace('\0', ' ');
    }

    private static String keyword(String name, Arguments from) {
        return Keywords.parse(text(name, from))
                .orElseThrow(() -> Arguments.invalid(name, "is no keyword"));
    }

    private static long octets(String name, Arguments from) {
        return from.unsigned(name).orElseThrow(() -> missing(name));
    }

    private static Instant date(String name, Arguments from) {
        return UtcDate.parse(text(name, from))
                .orElseThrow(() -> Arguments.invalid(name, "is not a UTCDate"));
    }

    private static RuntimeException missing(String name) {
        return Arguments.invalid(name, "is null");
    }
}
