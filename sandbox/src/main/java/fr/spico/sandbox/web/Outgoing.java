package fr.spico.sandbox.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import fr.spico.sandbox.cast.Cast;
import fr.spico.sandbox.cast.Domains;
import fr.spico.sandbox.cast.Person;
import fr.spico.sandbox.mails.Headers;
import fr.spico.sandbox.mails.MimePart;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A mail that somebody outside writes, as the API and the form give it.
///
/// @param inReplyTo a Message-ID with its brackets
/// @param raw a whole mail, put literally into the folder of each recipient, without SMTP; or the
///   same in base64
/// @param folder where a literal mail is put, `INBOX` unless told
@JsonIgnoreProperties(ignoreUnknown = true)
record Outgoing(
        @Nullable String from,
        @Nullable List<String> to,
        @Nullable List<String> cc,
        @Nullable String subject,
        @Nullable String text,
        @Nullable String html,
        @Nullable String inReplyTo,
        @Nullable List<Attachment> attachments,
        @Nullable String raw,
        @Nullable String rawBase64,
        @Nullable String folder) {

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Attachment(@Nullable String name, @Nullable String type, String base64) {
        MimePart part() {
            String kind =
                    type == null || !type.matches("[\\w.+-]+/[\\w.+-]+")
                            ? "application/octet-stream"
                            : type;
            return MimePart.attachment(
                    Objects.requireNonNullElse(name, "fichier"),
                    kind,
                    Base64.getMimeDecoder().decode(base64));
        }
    }

    List<String> recipients() {
        List<String> all = new ArrayList<>(clean(to));
        all.addAll(clean(cc));
        return all;
    }

    String sender() {
        return from == null ? "" : from.strip().toLowerCase(java.util.Locale.ROOT);
    }

    byte @Nullable [] literal() {
        if (rawBase64 != null) {
            return Base64.getMimeDecoder().decode(rawBase64);
        }
        return raw == null ? null : raw.getBytes(UTF_8);
    }

    String where() {
        return Objects.requireNonNullElse(folder, "INBOX");
    }

    byte[] mail(Instant now) {
        String name = Cast.byAddress(sender()).map(Person::displayName).orElse("");
        Headers headers =
                new Headers().raw("From", Headers.mailbox(name, sender())).raw("To", list(to));
        if (!clean(cc).isEmpty()) {
            headers.raw("Cc", list(cc));
        }
        headers.text("Subject", Objects.requireNonNullElse(subject, "")).date(now);
        headers.raw("Message-ID", "<" + UUID.randomUUID() + "@" + Domains.of(sender()) + ">");
        if (inReplyTo != null && !inReplyTo.isBlank()) {
            String parent = inReplyTo.replaceAll("[\\r\\n]", "");
            headers.raw("In-Reply-To", parent).raw("References", parent);
        }
        return body().asMail(headers.toString());
    }

    private MimePart body() {
        List<MimePart> bodies = new ArrayList<>();
        if (text != null || html == null) {
            bodies.add(MimePart.text("plain", Objects.requireNonNullElse(text, ""), UTF_8));
        }
        if (html != null) {
            bodies.add(MimePart.text("html", html, UTF_8));
        }
        List<MimePart> parts =
                new ArrayList<>(
                        List.of(
                                MimePart.multipart(
                                        "alternative", "choix-" + UUID.randomUUID(), bodies)));
        if (attachments != null) {
            attachments.forEach(attachment -> parts.add(attachment.part()));
        }
        return MimePart.multipart("mixed", "mixte-" + UUID.randomUUID(), parts);
    }

    private static String list(@Nullable List<String> addresses) {
        return clean(addresses).stream()
                .map(address -> "<" + address + ">")
                .collect(Collectors.joining(",\r\n "));
    }

    private static List<String> clean(@Nullable List<String> addresses) {
        if (addresses == null) {
            return List.of();
        }
        return addresses.stream()
                .map(String::strip)
                .filter(address -> address.matches("[^\\s<>,;]+@[^\\s<>,;]+"))
                .toList();
    }

    @Override
    public String toString() {
        return "Outgoing[…]";
    }
}
