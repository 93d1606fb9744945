package fr.spico.replica;

import fr.spico.mail.MailStore.FetchedMessage;
import fr.spico.mail.mime.BodyPart;
import fr.spico.mail.mime.MimeProblem;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Messages that the server's answers broke the protocol at. They are asked for one by one, so that
/// the one that it cannot tell of does not keep the others out; that one is given up in the end and
/// stands in its place as a message that cannot be read. Forgotten at a restart. Thread-safe.
final class ReplicaSuspects {

    private static final int TRIES = 3;

    private final Map<FolderId, Map<Long, Integer>> failures = new ConcurrentHashMap<>();

    void failed(FolderId folder, Collection<Long> uids) {
        Map<Long, Integer> counts =
                failures.computeIfAbsent(folder, f -> new ConcurrentHashMap<>());
        uids.forEach(uid -> counts.merge(uid, 1, Integer::sum));
    }

    void came(FolderId folder, Collection<Long> uids) {
        Map<Long, Integer> counts = failures.get(folder);
        if (counts != null) {
            counts.keySet().removeAll(uids);
        }
    }

    /// Its UIDs mean other messages from now on.
    void forget(FolderId folder) {
        failures.remove(folder);
    }

    boolean isSuspect(FolderId folder, long uid) {
        return count(folder, uid) > 0;
    }

    boolean isGivenUp(FolderId folder, long uid) {
        return count(folder, uid) >= TRIES;
    }

    private int count(FolderId folder, long uid) {
        return failures.getOrDefault(folder, Map.of()).getOrDefault(uid, 0);
    }

    /// What stands for a message that the server cannot tell of.
    static FetchedMessage unreadable(long uid, Instant now) {
        byte[] header = ("X-Unreadable: " + uid + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
        BodyPart nothing =
                new BodyPart(
                        "1",
                        0,
                        null,
                        "text/plain",
                        null,
                        "7bit",
                        null,
                        null,
                        null,
                        null,
                        List.of());
        return new FetchedMessage(
                uid,
                Set.of(),
                0,
                now,
                0,
                Optional.empty(),
                header,
                nothing,
                List.of(MimeProblem.BAD_STRUCTURE));
    }
}
