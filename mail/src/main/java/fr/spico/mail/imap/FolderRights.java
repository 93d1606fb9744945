package fr.spico.mail.imap;

import fr.spico.mail.MailException;
import fr.spico.mail.MailException.Reason;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What SELECT says may be done in a folder (RFC 9051 §6.3.2, §7.1). Some servers answer OK to a
/// change that they then do not make.
///
/// @param permanent flags that a change keeps, lower case, `\*` for any keyword; null: any flag
record FolderRights(boolean readOnly, @Nullable Set<String> permanent) {

    private static final String ANY_KEYWORD = "\\*";

    /// @param rest `[PERMANENTFLAGS (\Seen \*)] …`
    static Set<String> flags(String rest) {
        int from = rest.indexOf('(');
        int to = rest.indexOf(')', Math.max(from, 0));
        Set<String> flags = new HashSet<>();
        if (from >= 0 && to > from) {
            for (String flag : rest.substring(from + 1, to).split(" ")) {
                flags.add(flag.toLowerCase(Locale.ROOT));
            }
        }
        return flags;
    }

    /// @throws MailException `REFUSED` when a change of one of these flags would not last
    void check(Collection<String> flags) throws MailException {
        for (String flag : flags) {
            if (readOnly || !lasts(flag.toLowerCase(Locale.ROOT))) {
                throw new MailException(Reason.REFUSED, "STORE: not allowed in this folder");
            }
        }
    }

    private boolean lasts(String flag) {
        return permanent == null
                || permanent.contains(flag)
                || (!flag.startsWith("\\") && permanent.contains(ANY_KEYWORD));
    }
}
