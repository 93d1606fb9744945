package fr.spico.sandbox.web;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.spico.sandbox.cast.Cast;
import fr.spico.sandbox.cast.Person;
import fr.spico.sandbox.faults.Faults;
import fr.spico.sandbox.james.Mailboxes;
import fr.spico.sandbox.james.Recipients;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.james.mailbox.exception.MailboxException;
import org.apache.james.user.api.UsersRepositoryException;
import org.jspecify.annotations.Nullable;

/// The JSON side of the page: what tests and journeys use to look into mailboxes, to write from
/// outside, to act as the operator's own webmail and to make things fail.
final class Api {
    private static final int DEFAULT_LIMIT = 50;

    private final Mailboxes mailboxes;
    private final Recipients recipients;
    private final Faults faults;
    private final int smtpPort;
    private final InstantSource clock;
    private final ObjectMapper json = new ObjectMapper();

    Api(
            Mailboxes mailboxes,
            Recipients recipients,
            Faults faults,
            int smtpPort,
            InstantSource clock) {
        this.mailboxes = mailboxes;
        this.recipients = recipients;
        this.faults = faults;
        this.smtpPort = smtpPort;
        this.clock = clock;
    }

    record FolderState(String name, long messages) {}

    record MailboxState(String address, String name, String kind, List<FolderState> folders) {}

    record MessageLine(
            long uid,
            String from,
            String to,
            String subject,
            String date,
            String messageId,
            String receivedAt,
            List<String> flags,
            long size) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record ImapAction(
            @Nullable String folder,
            long uid,
            @Nullable List<String> add,
            @Nullable List<String> remove,
            @Nullable String to) {
        String where() {
            return Objects.requireNonNullElse(folder, "INBOX");
        }
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    record FaultOrder(@Nullable String kind, int seconds) {}

    /// The path without its first segment, `api`.
    Reply answer(Request request, List<String> path)
            throws IOException, MailboxException, UsersRepositoryException {
        try {
            String first = path.isEmpty() ? "" : path.getFirst();
            if (request.method().equals("GET")) {
                return switch (first) {
                    case "mailboxes" ->
                            path.size() == 1
                                    ? ok(Map.of("mailboxes", mailboxes()))
                                    : messages(request, path);
                    case "messages" -> raw(path);
                    case "faults" -> ok(Map.of("kind", faults.current().wireName()));
                    default -> problem(404, "Il n'y a rien à cette adresse.");
                };
            }
            return switch (first) {
                case "messages" -> send(json.readValue(request.body(), Outgoing.class));
                case "imap" -> imap(path, json.readValue(request.body(), ImapAction.class));
                case "faults" -> inject(json.readValue(request.body(), FaultOrder.class));
                default -> problem(404, "Il n'y a rien à cette adresse.");
            };
        } catch (JsonProcessingException e) {
            return problem(400, "Le corps de la requête n'est pas le JSON attendu.");
        }
    }

    List<MailboxState> mailboxes() throws UsersRepositoryException, MailboxException {
        List<MailboxState> all = new ArrayList<>();
        for (String address : mailboxes.addresses()) {
            List<FolderState> folders = new ArrayList<>();
            for (String folder : mailboxes.folders(address)) {
                folders.add(new FolderState(folder, mailboxes.count(address, folder)));
            }
            Optional<Person> person = Cast.byAddress(address);
            all.add(
                    new MailboxState(
                            address,
                            person.map(Person::displayName).orElse(""),
                            person.map(p -> p.kind().name().toLowerCase(java.util.Locale.ROOT))
                                    .orElse("directory"),
                            folders));
        }
        return all;
    }

    List<MessageLine> lines(String address, String folder, int limit) throws MailboxException {
        return mailboxes.lines(address, folder, limit).stream().map(Api::line).toList();
    }

    private Reply messages(Request request, List<String> path)
            throws IOException, MailboxException, UsersRepositoryException {
        if (path.size() != 3 || !mailboxes.has(path.get(1))) {
            return problem(404, "Cette boîte n'existe pas.");
        }
        String folder = request.parameter("folder", "INBOX");
        if (!mailboxes.folders(path.get(1)).contains(folder)) {
            return problem(404, "Ce dossier n'existe pas.");
        }
        return ok(
                Map.of(
                        "messages",
                        lines(path.get(1), folder, request.number("limit", DEFAULT_LIMIT))));
    }

    private Reply raw(List<String> path)
            throws IOException, MailboxException, UsersRepositoryException {
        if (path.size() != 4
                || !path.get(3).matches("\\d{1,10}")
                || !mailboxes.has(path.get(1))
                || !mailboxes.folders(path.get(1)).contains(path.get(2))) {
            return problem(404, "Ce message n'existe pas.");
        }
        Optional<byte[]> mail =
                mailboxes.raw(path.get(1), path.get(2), Long.parseLong(path.get(3)));
        return mail.isPresent()
                ? Reply.file("message/rfc822", mail.get(), "attachment; filename=\"message.eml\"")
                : problem(404, "Ce message n'existe pas.");
    }

    private Reply send(Outgoing outgoing)
            throws IOException, MailboxException, UsersRepositoryException {
        if (outgoing.recipients().isEmpty()) {
            return problem(400, "Il faut au moins une adresse de destinataire.");
        }
        byte[] literal = outgoing.literal();
        if (literal != null) {
            return putLiterally(outgoing.recipients(), literal, outgoing.where());
        }
        if (!recipients.knows(outgoing.sender())) {
            return problem(
                    400,
                    "L'expéditeur doit avoir une boîte dans le bac à sable ou figurer dans l'annuaire.");
        }
        mailboxes.open(outgoing.sender());
        try (SmtpClient smtp = new SmtpClient(smtpPort)) {
            List<SmtpClient.Outcome> outcomes =
                    smtp.send(
                            outgoing.sender(),
                            outgoing.recipients(),
                            outgoing.mail(clock.instant()));
            return new Reply(
                    outcomes.stream().anyMatch(SmtpClient.Outcome::accepted) ? 201 : 422,
                    "application/json",
                    json.writeValueAsBytes(Map.of("recipients", outcomes)),
                    Map.of());
        } catch (IOException e) {
            return problem(502, "Le serveur SMTP a refusé le message : " + e.getMessage());
        }
    }

    private Reply putLiterally(List<String> to, byte[] mail, String folder)
            throws IOException, MailboxException, UsersRepositoryException {
        List<Map<String, Object>> put = new ArrayList<>();
        for (String address : to) {
            if (!recipients.knows(address)) {
                return problem(400, "Une des boîtes n'existe pas.");
            }
            mailboxes.open(address);
            if (!mailboxes.folders(address).contains(folder)) {
                return problem(404, "Ce dossier n'existe pas.");
            }
            put.add(
                    Map.of(
                            "recipient",
                            address,
                            "uid",
                            mailboxes.append(address, folder, mail, List.of())));
        }
        return new Reply(
                201,
                "application/json",
                json.writeValueAsBytes(Map.of("recipients", put)),
                Map.of());
    }

    private Reply imap(List<String> path, ImapAction action)
            throws IOException, MailboxException, UsersRepositoryException {
        if (path.size() != 3
                || !mailboxes.has(path.get(1))
                || !mailboxes.folders(path.get(1)).contains(action.where())) {
            return problem(404, "Cette boîte ou ce dossier n'existe pas.");
        }
        String address = path.get(1);
        switch (path.get(2)) {
            case "flag" ->
                    mailboxes.flag(
                            address,
                            action.where(),
                            action.uid(),
                            orEmpty(action.add()),
                            orEmpty(action.remove()));
            case "move" -> {
                if (action.to() == null || !mailboxes.folders(address).contains(action.to())) {
                    return problem(404, "Le dossier d'arrivée n'existe pas.");
                }
                mailboxes.move(address, action.where(), action.uid(), action.to());
            }
            case "delete" -> mailboxes.delete(address, action.where(), action.uid());
            default -> {
                return problem(404, "Action inconnue : flag, move ou delete.");
            }
        }
        return ok(Map.of("done", true));
    }

    private Reply inject(FaultOrder order) throws IOException {
        Optional<Faults.Kind> kind =
                Faults.Kind.parse(Objects.requireNonNullElse(order.kind(), ""));
        if (kind.isEmpty()) {
            return problem(400, "Panne inconnue.");
        }
        faults.inject(kind.get(), Duration.ofSeconds(Math.max(0, order.seconds())));
        return ok(Map.of("kind", kind.get().wireName()));
    }

    private static MessageLine line(Mailboxes.Line line) {
        byte[] header = line.header();
        return new MessageLine(
                line.uid(),
                MailView.header(header, "From"),
                MailView.header(header, "To"),
                MailView.header(header, "Subject"),
                MailView.header(header, "Date"),
                MailView.header(header, "Message-ID"),
                Instant.ofEpochMilli(line.receivedAt()).toString(),
                line.flags(),
                line.size());
    }

    private static List<String> orEmpty(@Nullable List<String> list) {
        return Objects.requireNonNullElse(list, List.of());
    }

    private Reply ok(Object body) throws JsonProcessingException {
        return Reply.resource("application/json", json.writeValueAsBytes(body));
    }

    private Reply problem(int status, String detail) throws JsonProcessingException {
        return new Reply(
                status,
                "application/problem+json",
                json.writeValueAsBytes(Map.of("status", status, "detail", detail)),
                Map.of());
    }
}
