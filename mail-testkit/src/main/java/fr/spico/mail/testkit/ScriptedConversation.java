package fr.spico.mail.testkit;

import fr.spico.mail.testkit.ScriptedImapServer.Fault;
import fr.spico.mail.testkit.ScriptedMailbox.Mail;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// One client of a [ScriptedImapServer].
final class ScriptedConversation {

    private static final Pattern LITERAL = Pattern.compile("\\{(\\d+)(\\+?)}$");
    private static final Pattern SECTION =
            Pattern.compile("BODY\\.PEEK\\[([^\\]]*)](?:<(\\d+)\\.(\\d+)>)?");
    private static final Pattern ANNOUNCED = Pattern.compile("\\{(\\d+)}\r\n");
    private static final Pattern SINCE = Pattern.compile("CHANGEDSINCE (\\d+)");
    private static final long FOUR_GIGABYTES = 1L << 32;
    private static final int A_LOT = 200_000_000;
    private static final Set<String> MARKED = Set.of("\\Flagged");

    private final ScriptedImapServer server;
    private final ScriptedMailbox mailbox;
    private final InputStream in;
    private final OutputStream out;

    ScriptedConversation(ScriptedImapServer server, InputStream in, OutputStream out) {
        this.server = server;
        this.mailbox = server.mailbox();
        this.in = ScriptedImapServer.buffered(in);
        this.out = out;
    }

    void run() throws IOException {
        String greeting = "* OK [CAPABILITY " + server.capabilities() + "] scripted\r\n";
        answer("GREETING", "*", greeting);
        for (String line = command(); line != null; line = command()) {
            String[] words = line.split(" ", 3);
            String tag = words[0];
            String verb = words.length > 1 ? ScriptedImapServer.upper(words[1]) : "";
            String rest = words.length > 2 ? words[2] : "";
            if (verb.equals("UID")) {
                String[] more = rest.split(" ", 2);
                verb = "UID " + ScriptedImapServer.upper(more[0]);
                rest = more.length > 1 ? more[1] : "";
            }
            if (verb.equals("IDLE") && server.faultAt("IDLE DONE").isEmpty()) {
                idle(tag);
            } else {
                answer(verb, tag, untagged(tag, verb, rest) + tagged(tag, verb));
            }
            if (verb.equals("LOGOUT")) {
                return;
            }
        }
    }

    /// One command line, its literals in place.
    private @org.jspecify.annotations.Nullable String command() throws IOException {
        StringBuilder command = new StringBuilder();
        while (true) {
            String line = ScriptedImapServer.line(in);
            if (line == null) {
                return null;
            }
            Matcher literal = LITERAL.matcher(line);
            if (!literal.find()) {
                return command.append(line).toString();
            }
            if (literal.group(2).isEmpty()) {
                say("+ go on\r\n");
            }
            byte[] content = in.readNBytes(Integer.parseInt(literal.group(1)));
            command.append(line, 0, literal.start())
                    .append(new String(content, StandardCharsets.ISO_8859_1));
        }
    }

    private String untagged(String tag, String verb, String rest) throws IOException {
        return switch (verb) {
            case "CAPABILITY" -> "* CAPABILITY " + server.capabilities() + "\r\n";
            case "AUTHENTICATE" -> {
                if (!rest.contains(" ")) {
                    say("+ \r\n");
                    command();
                }
                yield "";
            }
            case "NAMESPACE" -> "* NAMESPACE ((\"\" \"/\")) NIL NIL\r\n";
            case "LIST" -> list();
            case "LSUB" -> "* LSUB () \"/\" INBOX\r\n";
            case "STATUS" ->
                    "* STATUS INBOX (MESSAGES %d UIDNEXT %d UIDVALIDITY %d HIGHESTMODSEQ %d)\r\n"
                            .formatted(
                                    mailbox.count(),
                                    mailbox.uidNext(),
                                    mailbox.uidValidity(),
                                    mailbox.modSeq());
            case "SELECT" ->
                    ("* %d EXISTS\r\n* OK [UIDVALIDITY %d] x\r\n* OK [UIDNEXT %d] x\r\n"
                                    + "* OK [HIGHESTMODSEQ %d] x\r\n")
                            .formatted(
                                    mailbox.count(),
                                    mailbox.uidValidity(),
                                    mailbox.uidNext(),
                                    mailbox.modSeq());
            case "UID FETCH" -> fetch(rest);
            case "UID SEARCH" -> search();
            case "UID STORE" -> store(rest);
            case "UID EXPUNGE" -> {
                mailbox.expunge(uids(rest));
                yield "";
            }
            case "LOGOUT" -> "* BYE\r\n";
            default -> "";
        };
    }

    private String tagged(String tag, String verb) {
        boolean refused = verb.equals("AUTHENTICATE") && server.isOverLimit();
        return tag + (refused ? " NO [LIMIT] too many connections" : " OK done") + "\r\n";
    }

    private String list() {
        return "* LIST () \"/\" INBOX\r\n"
                + server.listed().stream()
                        .map(name -> "* LIST () \"/\" \"" + name + "\"\r\n")
                        .collect(Collectors.joining());
    }

    private String search() {
        return "* SEARCH"
                + mailbox.mails().stream().map(m -> " " + m.uid()).collect(Collectors.joining())
                + "\r\n";
    }

    private String store(String rest) {
        String[] words = rest.split(" ", 3);
        Set<String> flags = new HashSet<>(List.of(words[2].replaceAll("[()]", "").split(" ")));
        mailbox.flag(uids(words[0]), words[1].startsWith("+"), flags);
        return "";
    }

    private String fetch(String rest) {
        String[] words = rest.split(" ", 2);
        Set<Long> wanted = uids(words[0]);
        Matcher since = SINCE.matcher(words[1]);
        long modSeq = since.find() ? Long.parseLong(since.group(1)) : -1;
        StringBuilder answer = new StringBuilder();
        List<Mail> mails = mailbox.mails();
        for (int i = 0; i < mails.size(); i++) {
            Mail mail = mails.get(i);
            if (wanted.contains(mail.uid()) && mail.modSeq() > modSeq) {
                answer.append("* ").append(i + 1).append(" FETCH (").append(items(mail, words[1]));
                boolean garbled =
                        server.isGarbled(mail.uid()) && words[1].contains("BODYSTRUCTURE");
                answer.append(garbled ? " ??=\"" : "");
                answer.append(")\r\n");
            }
        }
        return answer.toString();
    }

    private static String items(Mail mail, String asked) {
        StringBuilder items = new StringBuilder("UID " + mail.uid());
        if (asked.contains("FLAGS")) {
            items.append(" FLAGS (").append(String.join(" ", mail.flags())).append(')');
            items.append(" MODSEQ (").append(mail.modSeq()).append(')');
        }
        if (asked.contains("INTERNALDATE")) {
            items.append(" INTERNALDATE \"09-Mar-2026 08:05:00 +0000\"");
        }
        if (asked.contains("RFC822.SIZE")) {
            items.append(" RFC822.SIZE ").append(mail.content().length());
        }
        if (asked.contains("BODYSTRUCTURE")) {
            items.append(
                            " BODYSTRUCTURE (\"text\" \"plain\" (\"charset\" \"utf-8\") NIL NIL"
                                    + " \"8bit\" ")
                    .append(mail.body().length())
                    .append(" 1 NIL NIL NIL NIL)");
        }
        for (Matcher section = SECTION.matcher(asked); section.find(); ) {
            items.append(' ').append(section(mail, section));
        }
        return items.toString();
    }

    private static String section(Mail mail, Matcher section) {
        String content =
                switch (section.group(1)) {
                    case "" -> mail.content();
                    case "1", "TEXT" -> mail.body();
                    default -> mail.header();
                };
        int from = section.group(2) == null ? 0 : Integer.parseInt(section.group(2));
        int most = section.group(3) == null ? content.length() : Integer.parseInt(section.group(3));
        String cut =
                content.substring(
                        Math.min(from, content.length()),
                        (int) Math.min((long) from + most, content.length()));
        String where = section.group(2) == null ? "" : "<" + from + ">";
        return "BODY[%s]%s {%d}\r\n%s".formatted(section.group(1), where, cut.length(), cut);
    }

    private Set<Long> uids(String set) {
        Set<Long> all = mailbox.uids();
        long last = all.stream().mapToLong(Long::longValue).max().orElse(0);
        List<long[]> ranges = new ArrayList<>();
        for (String range : set.replace("*", Long.toString(last)).split(",")) {
            long[] ends = Arrays.stream(range.split(":")).mapToLong(Long::parseLong).toArray();
            long other = ends[ends.length - 1];
            ranges.add(new long[] {Math.min(ends[0], other), Math.max(ends[0], other)});
        }
        all.removeIf(uid -> ranges.stream().noneMatch(r -> r[0] <= uid && uid <= r[1]));
        return all;
    }

    private void idle(String tag) throws IOException {
        Runnable tell =
                () -> {
                    try {
                        say("* " + mailbox.count() + " EXISTS\r\n");
                    } catch (IOException e) {
                        // The client is gone, as its own thread will notice.
                    }
                };
        answer("IDLE", tag, "+ idling\r\n");
        mailbox.listen(tell);
        try {
            ScriptedImapServer.line(in);
        } finally {
            mailbox.ignore(tell);
        }
        say(tag + " OK done\r\n");
    }

    private void answer(String verb, String tag, String answer) throws IOException {
        Optional<Fault> fault = server.faultAt(verb);
        if (fault.isEmpty()) {
            say(answer);
            return;
        }
        switch (fault.get()) {
            case BYE -> end("* BYE see you\r\n");
            case NO -> say(tag + " NO not now\r\n");
            case BAD -> say(tag + " BAD what?\r\n");
            case SILENCE -> waitForEnd();
            case CUT -> end("");
            case CUT_IN_THE_MIDDLE -> end(answer.substring(0, answer.length() / 2));
            case LITERAL_ANNOUNCED_TOO_LONG -> say(announcing(answer, 50));
            case LITERAL_ANNOUNCED_TOO_SHORT -> say(announcing(answer, -20));
            case HUGE_LITERAL -> {
                say("* 1 FETCH (UID 1 BODY[HEADER]<0> {" + FOUR_GIGABYTES + "}\r\n");
                waitForEnd();
            }
            case ENDLESS_LITERAL -> {
                say("* 1 FETCH (UID 1 BODY[HEADER]<0> {" + A_LOT + "}\r\n");
                pour();
            }
            case ENDLESS_LINE -> {
                say("* OK ");
                pour();
            }
            case GARBAGE ->
                    say(
                            "\u0000\u00ff)({99 * * \"\r\n* (((\r\n* 1 FETCH (UID {99999999999} 1)\r\n"
                                    + answer);
            case WRONG_TAG -> say("zz99 OK not yours\r\n" + answer);
            case EXPUNGE -> sayExpunging(answer);
            case OVERFLOW -> say("* OK [NOTIFICATIONOVERFLOW] too much\r\n" + answer);
            case FLAGS -> sayFlagging(answer);
        }
    }

    private static String announcing(String answer, int more) {
        Matcher announced = ANNOUNCED.matcher(answer);
        return announced.replaceFirst(
                m -> "{" + Math.max(0, Integer.parseInt(m.group(1)) + more) + "}\r\n");
    }

    private void sayExpunging(String answer) throws IOException {
        mailbox.uids().stream().findFirst().ifPresent(uid -> mailbox.expunge(List.of(uid)));
        sayWithin(answer, "* 1 EXPUNGE\r\n");
    }

    private void sayFlagging(String answer) throws IOException {
        mailbox.flag(Set.copyOf(mailbox.uids().stream().limit(1).toList()), true, MARKED);
        Mail first = mailbox.mails().getFirst();
        sayWithin(answer, "* 1 FETCH (" + items(first, "FLAGS") + ")\r\n");
    }

    private void sayWithin(String answer, String news) throws IOException {
        int second = answer.indexOf(")\r\n* ");
        say(
                second < 0
                        ? news + answer
                        : answer.substring(0, second + 3) + news + answer.substring(second + 3));
    }

    private void pour() throws IOException {
        byte[] filler = new byte[64 * 1024];
        Arrays.fill(filler, (byte) 'm');
        for (int i = 0; i < A_LOT; i += filler.length) {
            out.write(filler);
        }
        end("");
    }

    private void end(String lastWords) throws IOException {
        say(lastWords);
        throw new EOFException("as the script says");
    }

    private void waitForEnd() throws IOException {
        while (in.read() >= 0) {
            // The client talks to a wall.
        }
        throw new EOFException("the client gave up");
    }

    private synchronized void say(String text) throws IOException {
        ScriptedImapServer.say(out, text);
    }
}
