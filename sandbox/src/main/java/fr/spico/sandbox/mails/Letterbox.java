package fr.spico.sandbox.mails;

import fr.spico.sandbox.journal.Journal;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Collects the mails of all mailboxes, then writes them to the journal, oldest first in each
/// folder.
final class Letterbox {
    private record Place(String address, String folder) {}

    private record Mail(Instant date, String flags, byte[] content) {}

    private final Map<Place, List<Mail>> mails =
            new TreeMap<>(Comparator.comparing(Place::address).thenComparing(Place::folder));

    void put(String address, String folder, Instant date, String flags, byte[] content) {
        mails.computeIfAbsent(new Place(address, folder), _ -> new ArrayList<>())
                .add(new Mail(date, flags, content));
    }

    int count(String address) {
        return mails.entrySet().stream()
                .filter(e -> e.getKey().address().equals(address))
                .mapToInt(e -> e.getValue().size())
                .sum();
    }

    void write(Journal journal, List<String> addresses, List<String> folders, long uidValidity)
            throws IOException {
        long folderId = 0;
        long mailId = 0;
        for (String address : addresses) {
            for (String folder : folders) {
                folderId++;
                journal.folder(folderId, uidValidity + folderId, address, folder);
                List<Mail> content =
                        mails.getOrDefault(new Place(address, folder), new ArrayList<>());
                content.sort(Comparator.comparing(Mail::date));
                for (int i = 0; i < content.size(); i++) {
                    Mail mail = content.get(i);
                    mailId++;
                    journal.letter(
                            folderId,
                            i + 1L,
                            mailId,
                            mail.date().toEpochMilli(),
                            i + 1L,
                            mail.flags(),
                            mail.content());
                }
            }
        }
    }
}
