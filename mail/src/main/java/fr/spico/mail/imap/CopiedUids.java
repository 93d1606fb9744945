package fr.spico.mail.imap;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// COPYUID (RFC 4315): the UIDs that moved messages have in the target.
final class CopiedUids {

    private static final Pattern CODE =
            Pattern.compile("\\[COPYUID \\d+ ([0-9:,]+) ([0-9:,]+)]", Pattern.CASE_INSENSITIVE);

    private final Map<Long, Long> newByOld = new HashMap<>();

    /// MOVE tells it in an untagged OK, COPY in the final one.
    void take(ImapAnswer answer) {
        if (answer.isOK()) {
            takeText(Failures.restOf(answer));
        }
    }

    void takeText(String text) {
        Matcher code = CODE.matcher(text);
        if (code.find()) {
            List<Long> from = UidSet.expand(code.group(1));
            List<Long> to = UidSet.expand(code.group(2));
            for (int i = 0; i < Math.min(from.size(), to.size()); i++) {
                newByOld.put(from.get(i), to.get(i));
            }
        }
    }

    /// Empty if the server told nothing; 0 for a message that was not there to move.
    List<Long> inOrderOf(Collection<Long> uids) {
        return newByOld.isEmpty()
                ? List.of()
                : uids.stream().map(uid -> newByOld.getOrDefault(uid, 0L)).toList();
    }
}
