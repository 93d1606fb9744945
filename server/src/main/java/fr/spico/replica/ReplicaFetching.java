package fr.spico.replica;

import fr.spico.mail.MailException;
import fr.spico.mail.MailException.Reason;
import fr.spico.mail.MailStore;
import fr.spico.mail.MailStore.FetchedMessage;
import fr.spico.mail.MailStore.FetchedPart;
import fr.spico.mail.MailStore.PartRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Fetches messages of the selected folder with the texts that are searched.
final class ReplicaFetching {

    private final ReplicaSync sync;
    private final MailStore store;
    private final ReplicaReading reading;

    ReplicaFetching(ReplicaSync sync, MailStore store, ReplicaReading reading) {
        this.sync = sync;
        this.store = store;
        this.reading = reading;
    }

    /// Messages of the selected folder, newest first, and what the replica keeps of each. They are
    /// read while those before them are written.
    record Fetched(List<FetchedMessage> messages, Map<Long, NewEmail> read) {}

    Fetched fetch(FolderRow folder, List<Long> uids, boolean arriving) throws MailException {
        Optional<Instant> arrivedAt = arriving ? Optional.of(sync.now()) : Optional.empty();
        Map<Long, FetchedMessage> fetched = new HashMap<>();
        Map<Long, List<FetchedPart>> parts = new HashMap<>();
        List<Long> sound = new ArrayList<>(uids);
        sound.removeIf(uid -> sync.suspects.isSuspect(folder.id(), uid));
        fetch(folder, sound, fetched, parts);
        for (long uid : uids) {
            if (sync.suspects.isGivenUp(folder.id(), uid)) {
                fetched.put(uid, ReplicaSuspects.unreadable(uid, sync.now()));
            } else if (sync.suspects.isSuspect(folder.id(), uid)) {
                fetch(folder, List.of(uid), fetched, parts);
            }
        }
        Map<Long, NewEmail> read = new HashMap<>();
        fetched.forEach((uid, message) ->
                read.put(
                        uid,
                        reading.read(
                                message,
                                parts.getOrDefault(uid, List.of()),
                                folder.role(),
                                arrivedAt)));
        return new Fetched(newestFirst(fetched), read);
    }

    private void fetch(
            FolderRow folder,
            List<Long> uids,
            Map<Long, FetchedMessage> fetched,
            Map<Long, List<FetchedPart>> parts)
            throws MailException {
        List<FetchedMessage> came = new ArrayList<>();
        try {
            store.fetch(
                    uids,
                    m -> {
                        if (!ReplicaRules.isDeleted(m.flags())) {
                            came.add(m);
                        }
                    });
            parts.putAll(texts(came));
        } catch (MailException e) {
            if (e.reason() == Reason.PROTOCOL) {
                sync.suspects.failed(folder.id(), uids);
            }
            throw e;
        }
        came.forEach(m -> fetched.put(m.uid(), m));
        sync.suspects.came(folder.id(), uids);
    }

    private Map<Long, List<FetchedPart>> texts(List<FetchedMessage> messages) throws MailException {
        List<PartRequest> wanted =
                messages.stream()
                        .flatMap(m ->
                                ReplicaReading.textParts(m.structure()).stream()
                                        .map(p ->
                                                new PartRequest(
                                                        m.uid(), String.valueOf(p.partId()))))
                        .toList();
        Map<Long, List<FetchedPart>> parts = new HashMap<>();
        if (!wanted.isEmpty()) {
            store.fetchParts(
                    wanted,
                    sync.settings.textOctets(),
                    p -> parts.computeIfAbsent(p.uid(), u -> new ArrayList<>()).add(p));
        }
        return parts;
    }

    private static List<FetchedMessage> newestFirst(Map<Long, FetchedMessage> fetched) {
        return fetched.values().stream()
                .sorted(Comparator.comparingLong(FetchedMessage::uid).reversed())
                .toList();
    }
}
