package fr.spico.mail.imap;

import fr.spico.mail.MailException;
import fr.spico.mail.MailStore.FetchedPart;
import fr.spico.mail.MailStore.PartRequest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// The beginnings of many parts: messages that are asked the same sections share one command.
final class PartFetch {

    private static final Pattern SECTION = Pattern.compile("[0-9]+(\\.[0-9]+)*");

    /// Leaves room for the rest of an answer with several parts.
    private static final int MAX_OCTETS = ImapWire.MAX_ANSWER / 4;

    private PartFetch() {}

    static void run(
            ImapWire wire, Collection<PartRequest> parts, int maxOctets, Consumer<FetchedPart> each)
            throws MailException {
        int octets = Math.clamp(maxOctets, 1, MAX_OCTETS);
        for (var group : bySections(parts).entrySet()) {
            String sections = sections(group.getKey(), octets);
            for (String set : UidSet.of(group.getValue())) {
                wire.run(
                        "UID FETCH " + set + " (UID" + sections + ")",
                        null,
                        answer -> take(wire, answer, group.getKey(), each));
            }
        }
    }

    private static Map<Set<String>, List<Long>> bySections(Collection<PartRequest> parts) {
        Map<Long, Set<String>> byUid = new LinkedHashMap<>();
        for (PartRequest part : parts) {
            byUid.computeIfAbsent(part.uid(), _ -> new TreeSet<>()).add(part.partId());
        }
        Map<Set<String>, List<Long>> bySections = new LinkedHashMap<>();
        byUid.forEach((uid, sections) ->
                bySections.computeIfAbsent(sections, _ -> new ArrayList<>()).add(uid));
        return bySections;
    }

    private static String sections(Set<String> partIds, int octets) {
        StringBuilder items = new StringBuilder();
        for (String partId : partIds) {
            items.append(" BODY.PEEK[").append(section(partId)).append("]<0.");
            items.append(octets).append('>');
        }
        return items.toString();
    }

    /// @throws IllegalArgumentException if it is no section: it would end up in a command
    static String section(String partId) {
        if (!partId.isEmpty() && !SECTION.matcher(partId).matches()) {
            throw new IllegalArgumentException("not an IMAP section");
        }
        return partId;
    }

    private static void take(
            ImapWire wire, ImapAnswer answer, Set<String> asked, Consumer<FetchedPart> each) {
        if (!answer.key().equals("FETCH")) {
            return;
        }
        FetchItems items = FetchItems.read(answer.tokens());
        if (items.sections.isEmpty()) {
            wire.noteChange(); // Others' flags, told now and not again in IDLE.
        }
        items.sections.forEach((section, content) -> {
            if (items.uid > 0 && asked.contains(section)) {
                each.accept(new FetchedPart(items.uid, section, content));
            }
        });
    }
}
