package fr.spico.replica;

import fr.spico.mail.MailStore.FetchedMessage;
import fr.spico.mail.MailStore.FetchedPart;
import fr.spico.mail.MailStore.Role;
import fr.spico.mail.MssAddress;
import fr.spico.mail.mime.BodyLayout;
import fr.spico.mail.mime.BodyPart;
import fr.spico.mail.mime.DecodedText;
import fr.spico.mail.mime.EmailAddress;
import fr.spico.mail.mime.HeaderField;
import fr.spico.mail.mime.HtmlText;
import fr.spico.mail.mime.MessageHeader;
import fr.spico.mail.mime.MimeProblem;
import fr.spico.mail.mime.PreviewText;
import fr.spico.mail.mime.TransferDecoding;
import fr.spico.platform.config.PatientDomain;
import fr.spico.replica.ReplicaEmail.Text;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes of what the operator sent what the replica keeps. Never fails on a message.
///
/// @param mailbox whose messages these are
record ReplicaReading(MssAddress mailbox, PatientDomain patients, int textOctets) {

    private static final Logger log = LoggerFactory.getLogger(ReplicaReading.class);
    private static final int MAX_TEXT_PARTS = 20;
    private static final int MAX_REFERENCES = 40;
    private static final int MAX_TEXT = 256 * 1024;
    private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");
    private static final List<String> PEOPLE =
            List.of("From", "Sender", "Reply-To", "To", "Cc", "Bcc");

    /// Parts that are read as text; the rest stays at the operator until somebody asks.
    static List<BodyPart> textParts(BodyPart structure) {
        BodyLayout layout = BodyLayout.of(structure);
        return Stream.concat(layout.textBody().stream(), layout.htmlBody().stream())
                .filter(p -> p.partId() != null && isReadable(p))
                .distinct()
                .limit(MAX_TEXT_PARTS)
                .toList();
    }

    static UUID identity(FetchedMessage message) {
        boolean hasMessageId = MessageHeader.parse(message.header()).last("Message-ID").isPresent();
        return ReplicaRules.identity(message.header(), hasMessageId, message.size());
    }

    /// What cannot be read at all is there without its content: it must not keep others out.
    ///
    /// @param arrivedAt null: when the operator says
    NewEmail read(
            FetchedMessage message,
            Collection<FetchedPart> parts,
            Optional<Role> role,
            Optional<Instant> arrivedAt) {
        try {
            return readWhole(message, parts, role, arrivedAt);
        } catch (RuntimeException | StackOverflowError e) {
            log.error("a message cannot be read: {}", e.getClass().getName());
            return readWhole(unreadable(message), List.of(), role, arrivedAt);
        }
    }

    private static FetchedMessage unreadable(FetchedMessage message) {
        BodyPart nothing =
                new BodyPart(
                        "1",
                        message.size(),
                        null,
                        "application/octet-stream",
                        null,
                        "7bit",
                        null,
                        null,
                        null,
                        null,
                        List.of());
        return new FetchedMessage(
                message.uid(),
                message.flags(),
                message.modSeq(),
                message.internalDate(),
                message.size(),
                message.emailId(),
                new byte[0],
                nothing,
                List.of(MimeProblem.BAD_STRUCTURE, MimeProblem.HEADER_TOO_LONG));
    }

    private NewEmail readWhole(
            FetchedMessage message,
            Collection<FetchedPart> parts,
            Optional<Role> role,
            Optional<Instant> arrivedAt) {
        MessageHeader header = MessageHeader.parse(message.header());
        List<Decoded> decoded =
                textParts(message.structure()).stream()
                        .flatMap(part -> text(part, parts).stream())
                        .toList();
        List<Text> texts = decoded.stream().map(Decoded::text).toList();
        Instant received = within(message.internalDate());
        return new NewEmail(
                Optional.of(message.uid()).filter(uid -> uid > 0),
                ReplicaRules.keywords(message.flags()),
                identity(message),
                messageIds(header, "Message-ID").findFirst().map(ReplicaRules::messageIdKey),
                threadKeys(header),
                type(header, message, texts),
                ReplicaRules.direction(emails(header, "From"), mailbox.value(), role),
                received,
                arrivedAt.orElse(received),
                header.last("Date")
                        .flatMap(HeaderField::asDate)
                        .map(date -> within(date.toInstant()))
                        .orElse(received),
                message.size(),
                BodyLayout.of(message.structure()).hasAttachment(),
                ReplicaWords.clean(message.header()),
                message.structure().measured(part -> size(decoded, part)),
                preview(message.structure(), texts),
                problems(header, message, texts),
                texts,
                words(header, message.structure(), texts));
    }

    /// @param octets of the whole content, null if only its beginning was fetched
    private record Decoded(Text text, @Nullable Long octets) {}

    private static @Nullable Long size(List<Decoded> decoded, BodyPart part) {
        return decoded.stream()
                .filter(d -> d.text().partId().equals(part.partId()))
                .findFirst()
                .map(Decoded::octets)
                .orElse(null);
    }

    private Optional<Decoded> text(BodyPart part, Collection<FetchedPart> parts) {
        return parts.stream()
                .filter(fetched -> fetched.partId().equals(part.partId()))
                .findFirst()
                .map(fetched -> text(part, fetched.content()));
    }

    private Decoded text(BodyPart part, byte[] encoded) {
        DecodedText decoded = TransferDecoding.decode(encoded, part.encoding(), part.charset());
        String text = ReplicaWords.clean(decoded.text());
        boolean cut = text.length() > MAX_TEXT;
        boolean partly = encoded.length >= textOctets && part.size() > encoded.length;
        return new Decoded(
                new Text(
                        String.valueOf(part.partId()),
                        cut ? text.substring(0, MAX_TEXT) : text,
                        cut || partly,
                        !decoded.problems().isEmpty(),
                        part.charset()),
                partly ? null : (long) decoded.octets());
    }

    private static boolean isReadable(BodyPart part) {
        return part.isText() && !part.isAttachment();
    }

    /// Who may be a patient is one: of a header that is cut before it names an author, and of a
    /// report on a mail to a patient (row C3).
    private MessageType type(MessageHeader header, FetchedMessage message, List<Text> texts) {
        boolean cutTooEarly =
                message.problems().contains(MimeProblem.HEADER_TOO_LONG)
                        && header.last("From").isEmpty();
        boolean report =
                message.structure().type().equals("multipart/report")
                        && texts.stream().map(Text::text).anyMatch(patients::isMentionedIn);
        return cutTooEarly || report || patients.isNamedIn(header)
                ? MessageType.PATIENT
                : MessageType.PROFESSIONAL;
    }

    private static List<UUID> threadKeys(MessageHeader header) {
        String subject = ReplicaRules.baseSubject(subject(header));
        List<String> references = messageIds(header, "References").toList();
        Stream<String> nearest =
                references.stream().skip(Math.max(0, references.size() - MAX_REFERENCES));
        return Stream.of(
                        messageIds(header, "Message-ID").limit(1),
                        messageIds(header, "In-Reply-To").limit(MAX_REFERENCES),
                        references.stream().limit(1),
                        nearest)
                .flatMap(s -> s)
                .distinct()
                .map(id -> ReplicaRules.threadKey(id, subject))
                .toList();
    }

    private static String preview(BodyPart structure, List<Text> texts) {
        return texts.stream()
                .map(text -> preview(structure, text))
                .filter(preview -> !preview.isBlank())
                .findFirst()
                .map(ReplicaWords::clean)
                .orElse("");
    }

    private static String preview(BodyPart structure, Text text) {
        return isHtml(structure, text)
                ? PreviewText.ofHtml(text.text())
                : PreviewText.ofText(text.text());
    }

    private static boolean isHtml(BodyPart structure, Text text) {
        return leaves(structure)
                .anyMatch(p -> text.partId().equals(p.partId()) && p.type().equals("text/html"));
    }

    private static List<MimeProblem> problems(
            MessageHeader header, FetchedMessage message, List<Text> texts) {
        Set<MimeProblem> problems = new LinkedHashSet<>(message.problems());
        problems.addAll(header.problems());
        if (texts.stream().anyMatch(Text::truncated)) {
            problems.add(MimeProblem.TEXT_TRUNCATED);
        }
        if (texts.stream().anyMatch(Text::encodingProblem)) {
            problems.add(MimeProblem.BAD_CHARSET_DATA);
        }
        return List.copyOf(problems);
    }

    private static NewEmail.Words words(
            MessageHeader header, BodyPart structure, List<Text> texts) {
        String subject = subject(header);
        Set<String> marked = new LinkedHashSet<>();
        marked.addAll(ReplicaWords.marked("f:", people(header, "From")));
        marked.addAll(ReplicaWords.marked("t:", people(header, "To")));
        marked.addAll(ReplicaWords.marked("c:", people(header, "Cc")));
        marked.addAll(ReplicaWords.marked("b:", people(header, "Bcc")));
        String people =
                PEOPLE.stream().map(n -> people(header, n)).collect(Collectors.joining(" "));
        return new NewEmail.Words(
                ReplicaWords.sortable(firstPerson(header, "From")),
                ReplicaWords.sortable(firstPerson(header, "To")),
                ReplicaWords.sortable(ReplicaRules.baseSubject(subject)),
                ReplicaWords.searched(List.of(subject)),
                ReplicaWords.searched(List.of(people)),
                ReplicaWords.searched(names(structure)),
                ReplicaWords.searched(searchedTexts(structure, texts)),
                marked);
    }

    /// Of what is attached.
    private static List<String> names(BodyPart structure) {
        return leaves(structure).flatMap(p -> Stream.ofNullable(p.name())).toList();
    }

    /// The readable text once: HTML only where there is no plain text.
    private static List<String> searchedTexts(BodyPart structure, List<Text> texts) {
        List<String> plain =
                texts.stream().filter(t -> !isHtml(structure, t)).map(Text::text).toList();
        List<String> searched = new ArrayList<>();
        if (plain.stream().anyMatch(text -> !text.isBlank())) {
            searched.addAll(plain);
        } else {
            texts.stream().map(t -> HtmlText.of(t.text())).forEach(searched::add);
        }
        return searched;
    }

    private static Stream<BodyPart> leaves(BodyPart part) {
        return part.subParts().isEmpty()
                ? Stream.of(part)
                : part.subParts().stream().flatMap(ReplicaReading::leaves);
    }

    private static Stream<String> messageIds(MessageHeader header, String name) {
        return header.last(name).stream().flatMap(field -> field.asMessageIds().stream());
    }

    private static String subject(MessageHeader header) {
        return header.last("Subject").map(HeaderField::asText).orElse("");
    }

    private static List<String> emails(MessageHeader header, String name) {
        return addresses(header, name).map(EmailAddress::email).toList();
    }

    private static String people(MessageHeader header, String name) {
        return addresses(header, name)
                .map(a -> (a.name() == null ? "" : a.name() + " ") + a.email())
                .collect(Collectors.joining(" "));
    }

    private static String firstPerson(MessageHeader header, String name) {
        return addresses(header, name)
                .findFirst()
                .map(a -> a.name() == null ? a.email() : a.name())
                .orElse("");
    }

    private static Stream<EmailAddress> addresses(MessageHeader header, String name) {
        return header.all(name).stream().flatMap(field -> field.asAddresses().stream());
    }

    private static Instant within(Instant time) {
        return time.isBefore(EARLIEST) ? EARLIEST : time.isAfter(LATEST) ? LATEST : time;
    }
}
