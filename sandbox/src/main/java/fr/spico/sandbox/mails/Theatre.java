package fr.spico.sandbox.mails;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import fr.spico.sandbox.cast.Cast;
import fr.spico.sandbox.cast.Domains;
import fr.spico.sandbox.cast.Extras;
import fr.spico.sandbox.cast.Person;
import java.nio.charset.Charset;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/// Plays scripts: writes each turn as a mail, puts it into the owner's folders and, where the other
/// has a mailbox too, into theirs.
final class Theatre {
    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
    private static final DateTimeFormatter QUOTE_DATE =
            DateTimeFormatter.ofPattern("EEE d MMM yyyy 'à' HH:mm", Locale.FRENCH);
    private static final Duration OLD = Duration.ofDays(150);

    private final RandomGenerator random;
    private final Instant now;
    private final Letterbox letterbox;
    private int sequence;

    /// @param now no mail is younger
    Theatre(RandomGenerator random, Instant now, Letterbox letterbox) {
        this.random = random;
        this.now = now;
        this.letterbox = letterbox;
    }

    /// How much of a performance goes into the mails.
    ///
    /// @param rich with HTML, attachments and pictures
    /// @param shared the other gets their copies
    record Style(boolean rich, boolean shared) {}

    /// What a turn has said.
    private record Said(Person from, String text, Instant date, String messageId) {}

    /// Plays one conversation.
    ///
    /// @return how many mails the owner got of it
    int play(Script script, Person owner, Instant start, Style style) {
        List<Person> candidates =
                Extras.playing(script.role()).stream()
                        .filter(person -> !person.equals(owner))
                        .toList();
        if (candidates.isEmpty()) {
            return 0;
        }
        Person other = candidates.get(random.nextInt(candidates.size()));
        Phrases phrases = new Phrases(random, Subject.draw(random), Subject.draw(random));
        String subject = phrases.fill(script.subject(), start, owner);
        List<Said> said = new ArrayList<>();
        Instant date = workingHours(start);
        for (int i = 0; i < script.turns().size() && date.isBefore(now); i++) {
            Script.Turn turn = script.turns().get(i);
            Person from = turn.outgoing() ? owner : other;
            Person to = turn.outgoing() ? other : owner;
            String messageId =
                    "<%x.%d@%s>"
                            .formatted(
                                    random.nextInt() & 0x7FFFFFFF,
                                    ++sequence,
                                    Domains.of(from.address()));
            String text = phrases.fill(turn.text(), date, to);
            byte[] mail =
                    compose(
                            new Letter(turn, from, to, subject, text, date, messageId, said),
                            phrases,
                            style);
            said.add(new Said(from, text, date, messageId));
            Instant next =
                    workingHours(
                            date.plus(
                                    Duration.ofMinutes(
                                            15
                                                    + random.nextInt(
                                                            random.nextInt(3) == 0 ? 2600 : 400))));
            boolean answered =
                    i + 1 < script.turns().size()
                            && script.turns().get(i + 1).outgoing() != turn.outgoing()
                            && next.isBefore(now);
            Posting posting = new Posting(turn, date, answered, style.rich(), mail);
            deliver(owner, turn.outgoing(), posting);
            if (style.shared() && Cast.byAddress(other.address()).isPresent()) {
                deliver(other, !turn.outgoing(), posting);
            }
            date = next;
        }
        return said.size();
    }

    private record Letter(
            Script.Turn turn,
            Person from,
            Person to,
            String subject,
            String text,
            Instant date,
            String messageId,
            List<Said> before) {}

    private byte[] compose(Letter letter, Phrases phrases, Style style) {
        boolean reply = !letter.before().isEmpty();
        String signed = letter.text() + "\n\n" + Letterhead.signature(letter.from());
        String full =
                reply && random.nextInt(10) < 7
                        ? signed + "\n\n" + quote(letter.before().getLast())
                        : signed;
        MimePart body = body(letter, full, style);
        List<MimePart> parts = new ArrayList<>(List.of(body));
        if (style.rich()) {
            attachments(letter, phrases).forEach(parts::add);
        }
        return MimePart.multipart("mixed", "mixte-" + sequence, parts)
                .asMail(header(letter, reply).toString());
    }

    private Headers header(Letter letter, boolean reply) {
        Headers header = new Headers();
        header.raw(
                "Received",
                "from relais (localhost [127.0.0.1]) by mx."
                        + Domains.of(letter.to().address())
                        + "; "
                        + Headers.format(letter.date()));
        header.raw("From", Headers.mailbox(letter.from())).people("To", List.of(letter.to()));
        header.people(
                "Cc",
                letter.turn().values("cc").stream()
                        .map(role -> Extras.playing(role).getFirst())
                        .toList());
        header.text("Subject", (reply ? "Re: " : "") + letter.subject())
                .date(letter.date())
                .raw("Message-ID", letter.messageId());
        if (reply) {
            header.raw("In-Reply-To", letter.before().getLast().messageId());
            header.raw(
                    "References",
                    String.join("\r\n ", letter.before().stream().map(Said::messageId).toList()));
        }
        if (letter.turn().has("newsletter")) {
            header.raw("List-Unsubscribe", "<mailto:desabonnement@" + Domains.LIBERAL + ">")
                    .raw("Precedence", "bulk");
        }
        return header;
    }

    private MimePart body(Letter letter, String text, Style style) {
        boolean newsletter = letter.turn().has("newsletter");
        if (!style.rich() || !(newsletter || letter.turn().has("html") || random.nextInt(4) == 0)) {
            return plain(text);
        }
        boolean logo = letter.from().lastName().isEmpty() && !newsletter;
        String id = logo ? "logo" + sequence + "@" + Domains.of(letter.from().address()) : "";
        String html =
                newsletter
                        ? Letterhead.newsletter(letter.subject(), letter.text(), letter.from())
                        : Letterhead.html(text, letter.from(), id);
        MimePart alternative =
                MimePart.multipart(
                        "alternative",
                        "choix-" + sequence,
                        List.of(plain(text), MimePart.text("html", html, UTF_8)));
        return logo
                ? MimePart.multipart(
                        "related",
                        "lies-" + sequence,
                        List.of(
                                alternative,
                                MimePart.inline(
                                        id, "logo.png", "image/png", Library.logo(letter.from()))))
                : alternative;
    }

    private MimePart plain(String text) {
        return switch (random.nextInt(10)) {
            case 0 -> MimePart.text("plain", text, WINDOWS_1252);
            case 1 ->
                    ISO_8859_1.newEncoder().canEncode(text)
                            ? MimePart.text("plain", text, ISO_8859_1)
                            : MimePart.text8bit(text);
            case 2, 3 -> MimePart.text8bit(text);
            default -> MimePart.text("plain", text, UTF_8);
        };
    }

    private Stream<MimePart> attachments(Letter letter, Phrases phrases) {
        Stream<MimePart> pdfs =
                names(letter, "pdf", phrases)
                        .map(name ->
                                MimePart.attachment(
                                        name,
                                        "application/pdf",
                                        Library.pdf(name, letter.text(), letter.from())));
        Stream<MimePart> photos =
                names(letter, "photo", phrases)
                        .map(name ->
                                MimePart.attachment(name, "image/jpeg", Library.wound(random)));
        Stream<MimePart> curves =
                names(letter, "curve", phrases)
                        .map(name -> MimePart.attachment(name, "image/png", Library.curve(random)));
        return Stream.of(pdfs, photos, curves).flatMap(s -> s);
    }

    private static Stream<String> names(Letter letter, String option, Phrases phrases) {
        return letter.turn().values(option).stream()
                .map(name -> phrases.fill(name, letter.date(), letter.to()));
    }

    private static String quote(Said said) {
        return "Le "
                + QUOTE_DATE.format(said.date().atZone(Headers.PARIS))
                + ", "
                + said.from().displayName()
                + " a écrit :\n> "
                + said.text().replace("\n", "\n> ");
    }

    private record Posting(
            Script.Turn turn, Instant date, boolean answered, boolean rich, byte[] mail) {}

    private void deliver(Person owner, boolean outgoing, Posting posting) {
        Instant date = posting.date();
        if (outgoing) {
            letterbox.put(
                    owner.address(),
                    "Sent",
                    date,
                    "\\Seen" + (posting.answered() ? " \\Answered" : ""),
                    posting.mail());
            return;
        }
        Script.Turn turn = posting.turn();
        Duration age = Duration.between(date, now);
        boolean read = posting.answered() || random.nextInt(100) >= unreadPercent(turn, age);
        boolean flagged = turn.has("flag") ? age.toDays() < 30 : random.nextInt(100) < 4;
        String flags =
                (read ? "\\Seen " : "")
                        + (posting.answered() ? "\\Answered " : "")
                        + (flagged ? "\\Flagged" : "");
        letterbox.put(owner.address(), folder(posting, age), date, flags.strip(), posting.mail());
    }

    private static int unreadPercent(Script.Turn turn, Duration age) {
        int base = age.toDays() < 2 ? 65 : age.toDays() < 14 ? 15 : 2;
        return turn.has("newsletter") ? base + 25 : base;
    }

    private String folder(Posting posting, Duration age) {
        int chance = random.nextInt(100);
        if (chance < (posting.turn().has("newsletter") ? 30 : 3) && age.toDays() > 2) {
            return "Trash";
        }
        return posting.rich() && age.compareTo(OLD) > 0 && chance < 60 ? "Archive" : "INBOX";
    }

    /// Moves a date of the night to the morning after, unless that has not come yet.
    private Instant workingHours(Instant date) {
        ZonedDateTime local = date.atZone(Headers.PARIS);
        if (local.getHour() >= 7 && local.getHour() < 21) {
            return date;
        }
        ZonedDateTime morning =
                local.plusHours(local.getHour() >= 21 ? 24 : 0)
                        .withHour(7)
                        .withMinute(random.nextInt(60));
        return morning.toInstant().isBefore(now) ? morning.toInstant() : date;
    }
}
