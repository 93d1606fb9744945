package fr.spico.sandbox.james;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.mail.Flags;

/// IMAP flags between James' objects and text.
final class FlagText {
    private static final Map<String, Flags.Flag> SYSTEM =
            Map.of(
                    "\\Seen",
                    Flags.Flag.SEEN,
                    "\\Answered",
                    Flags.Flag.ANSWERED,
                    "\\Flagged",
                    Flags.Flag.FLAGGED,
                    "\\Draft",
                    Flags.Flag.DRAFT,
                    "\\Deleted",
                    Flags.Flag.DELETED);

    private FlagText() {}

    static Flags parse(String text) {
        Flags flags = new Flags();
        for (String name : text.split(" ", -1)) {
            Flags.Flag system = SYSTEM.get(name);
            if (system != null) {
                flags.add(system);
            } else if (!name.isEmpty()) {
                flags.add(name);
            }
        }
        return flags;
    }

    /// `\Recent` is left out: it belongs to a session.
    static List<String> names(Flags flags) {
        List<String> names = new ArrayList<>();
        SYSTEM.forEach((name, flag) -> addIf(flags.contains(flag), name, names));
        names.addAll(List.of(flags.getUserFlags()));
        names.sort(null);
        return names;
    }

    static String format(Flags flags) {
        return String.join(" ", names(flags));
    }

    private static void addIf(boolean present, String name, List<String> names) {
        if (present) {
            names.add(name);
        }
    }
}
