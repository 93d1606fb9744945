package fr.spico.mail.imap;

import fr.spico.mail.MailException;
import fr.spico.mail.MailException.Reason;
import fr.spico.mail.MailStore.Features;
import fr.spico.mail.MailStore.FetchedMessage;
import fr.spico.mail.mime.BodyPart;
import fr.spico.mail.mime.MessageHeader;
import fr.spico.mail.mime.MessageParser;
import fr.spico.mail.mime.MimeProblem;
import fr.spico.mail.mime.ParsedMessage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Header, structure and state of messages. What the server cannot tell about one message (a broken
/// structure, a NO for the whole command because of it) is found out from the message itself. A
/// header that is too long is cut; the short fields beyond the cut are asked for by name.
final class MessageFetch {

    private static final int MAX_HEADER = 256 * 1024;

    /// Fields that tell what a message is, wherever they stand in its header.
    private static final List<String> TELLING_FIELDS =
            List.of(
                    "From",
                    "Sender",
                    "Reply-To",
                    "Subject",
                    "Date",
                    "Message-ID",
                    "In-Reply-To",
                    "References");

    /// A message without a usable structure is read whole up to this size.
    private static final int MAX_RAW = 1024 * 1024;

    private final ImapWire wire;
    private final Consumer<FetchedMessage> each;
    private final String items;
    private final String itemsWithoutStructure;

    MessageFetch(ImapWire wire, Features features, Consumer<FetchedMessage> each) {
        this.wire = wire;
        this.each = each;
        this.itemsWithoutStructure =
                "(UID FLAGS INTERNALDATE RFC822.SIZE"
                        + (features.condstore() ? " MODSEQ" : "")
                        + (features.objectId() ? " EMAILID" : "")
                        + " BODY.PEEK[HEADER]<0."
                        + MAX_HEADER
                        + ">)";
        this.items = itemsWithoutStructure.replace(" BODY.", " BODYSTRUCTURE BODY.");
    }

    void run(String uidSet) throws MailException {
        Set<Long> done = new HashSet<>();
        List<FetchItems> incomplete = new ArrayList<>();
        Consumer<FetchItems> sort =
                found -> {
                    if (done.add(found.uid)) {
                        tellOrKeep(found, incomplete);
                    }
                };
        try {
            fetch(uidSet, items, sort);
        } catch (MailException e) {
            if (e.reason() != Reason.REFUSED && e.reason() != Reason.NO_SUCH_MESSAGE) {
                throw e;
            }
            fetchOneByOne(uidSet, done, sort);
        }
        for (FetchItems found : incomplete) {
            tellIncomplete(found);
        }
    }

    private void tellOrKeep(FetchItems found, List<FetchItems> incomplete) {
        BodyPart structure = found.structure;
        if (structure == null || isCut(found)) {
            incomplete.add(found);
        } else {
            tell(found, structure, Set.of());
        }
    }

    private void tellIncomplete(FetchItems found) throws MailException {
        BodyPart structure = found.structure;
        Set<MimeProblem> problems = new HashSet<>();
        if (isCut(found)) {
            problems.add(MimeProblem.HEADER_TOO_LONG);
            found.sections.merge("HEADER", lostFields(found), MessageFetch::joined);
        }
        if (structure == null) {
            tellFromRaw(found, problems);
        } else {
            tell(found, structure, problems);
        }
    }

    private static boolean isCut(FetchItems found) {
        return header(found).length >= MAX_HEADER;
    }

    private static byte[] header(FetchItems found) {
        return found.sections.getOrDefault("HEADER", new byte[0]);
    }

    /// What the cut took of the fields that tell what the message is.
    private byte[] lostFields(FetchItems found) throws MailException {
        MessageHeader kept = MessageHeader.parse(header(found));
        String lost =
                TELLING_FIELDS.stream()
                        .filter(name -> kept.last(name).isEmpty())
                        .map(name -> name.toUpperCase(Locale.ROOT))
                        .collect(Collectors.joining(" "));
        return lost.isEmpty()
                ? new byte[0]
                : section(found.uid, "HEADER.FIELDS (" + lost + ")", MAX_HEADER);
    }

    /// Without the line that the cut went through.
    private static byte[] joined(byte[] cut, byte[] lost) {
        int end = cut.length;
        while (end > 0 && cut[end - 1] != '\n') {
            end--;
        }
        byte[] whole = Arrays.copyOf(cut, end + lost.length);
        System.arraycopy(lost, 0, whole, end, lost.length);
        return whole;
    }

    private void fetch(String uidSet, String wanted, Consumer<FetchItems> found)
            throws MailException {
        wire.run(
                "UID FETCH " + uidSet + " " + wanted,
                null,
                answer -> {
                    if (answer.key().equals("FETCH")) {
                        FetchItems read = FetchItems.read(answer.tokens());
                        // Others' flag changes come in between, without a header; not again in
                        // IDLE.
                        if (read.uid > 0 && read.sections.containsKey("HEADER")) {
                            found.accept(read);
                        } else if (read.flags != null) {
                            wire.noteChange();
                        }
                    }
                });
    }

    private void fetchOneByOne(String uidSet, Set<Long> done, Consumer<FetchItems> found)
            throws MailException {
        for (long uid : UidSet.expand(uidSet)) {
            if (!done.contains(uid)) {
                try {
                    fetch(Long.toString(uid), itemsWithoutStructure, found);
                } catch (MailException e) {
                    if (e.reason() != Reason.REFUSED && e.reason() != Reason.NO_SUCH_MESSAGE) {
                        throw e;
                    }
                    // The server cannot read this one at all: the others still come.
                }
            }
        }
    }

    private void tellFromRaw(FetchItems found, Set<MimeProblem> known) throws MailException {
        Set<MimeProblem> problems = new HashSet<>(known);
        problems.add(MimeProblem.BAD_STRUCTURE);
        byte[] raw = found.size <= MAX_RAW ? section(found.uid, "", MAX_RAW) : new byte[0];
        if (raw.length > 0) {
            ParsedMessage parsed = MessageParser.parse(raw);
            problems.addAll(parsed.problems());
            tell(found, parsed.root(), problems);
        } else {
            tell(found, opaque(found.size), problems);
        }
    }

    private byte[] section(long uid, String section, int octets) throws MailException {
        byte[][] content = {{}};
        wire.run(
                "UID FETCH " + uid + " (UID BODY.PEEK[" + section + "]<0." + octets + ">)",
                null,
                answer -> {
                    if (answer.key().equals("FETCH")) {
                        FetchItems.read(answer.tokens()).sections.values().stream()
                                .findFirst()
                                .ifPresent(found -> content[0] = found);
                    }
                });
        return content[0];
    }

    private void tell(FetchItems found, BodyPart structure, Collection<MimeProblem> problems) {
        byte[] header = found.sections.getOrDefault("HEADER", new byte[0]);
        Set<MimeProblem> all = new HashSet<>(problems);
        all.addAll(MessageHeader.parse(header).problems());
        if (structure.depth() > MessageParser.DEEP) {
            all.add(MimeProblem.NESTED_TOO_DEEP);
        }
        each.accept(
                new FetchedMessage(
                        found.uid,
                        found.flags == null ? Set.of() : found.flags,
                        found.modSeq,
                        found.internalDate,
                        found.size,
                        found.emailId,
                        header,
                        structure,
                        List.copyOf(all)));
    }

    private static BodyPart opaque(long size) {
        return new BodyPart(
                "1", size, null, "text/plain", null, "7bit", null, null, null, null, List.of());
    }
}
