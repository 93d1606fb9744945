package fr.spico.sandbox.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.DecoderUtil;
import org.apache.james.mime4j.dom.BinaryBody;
import org.apache.james.mime4j.dom.Body;
import org.apache.james.mime4j.dom.Entity;
import org.apache.james.mime4j.dom.Message;
import org.apache.james.mime4j.dom.Multipart;
import org.apache.james.mime4j.dom.SingleBody;
import org.apache.james.mime4j.dom.TextBody;
import org.apache.james.mime4j.message.DefaultMessageBuilder;
import org.apache.james.mime4j.stream.MimeConfig;

/// A mail as far as the page shows it. What cannot be read is left out: the source is there to look
/// at.
final class MailView {
    /// A file of the mail.
    ///
    /// @param contentId without brackets, empty if none
    record Part(String name, String type, String contentId, byte[] content) {
        /// The picture in a URL of its own: the frame that shows it may fetch nothing.
        String dataUrl() {
            String kind = type.matches("image/[\\w.+-]+") ? type : "application/octet-stream";
            return "data:" + kind + ";base64," + Base64.getEncoder().encodeToString(content);
        }
    }

    private String text = "";
    private String html = "";
    private final List<Part> parts = new ArrayList<>();

    private MailView() {}

    static MailView of(byte[] raw) {
        MailView view = new MailView();
        DefaultMessageBuilder builder = new DefaultMessageBuilder();
        builder.setMimeEntityConfig(MimeConfig.PERMISSIVE);
        builder.setDecodeMonitor(DecodeMonitor.SILENT);
        try (InputStream in = new ByteArrayInputStream(raw)) {
            view.read(builder.parseMessage(in));
        } catch (IOException | RuntimeException e) {
            view.text = "(Ce message ne peut pas être lu : voir la source.)";
        }
        return view;
    }

    /// A header field, decoded, from a header block or a whole mail; empty if there is none.
    static String header(byte[] mail, String name) {
        String block = new String(mail, 0, Math.min(mail.length, 64 * 1024), ISO_8859_1);
        int end = block.startsWith("\r\n") ? 0 : block.indexOf("\r\n\r\n");
        String unfolded =
                (end < 0 ? block : block.substring(0, end)).replaceAll("\r?\n[ \t]+", " ");
        String prefix = name.toLowerCase(Locale.ROOT) + ":";
        return unfolded.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(prefix))
                .findFirst()
                .map(line -> decode(line.substring(prefix.length()).strip()))
                .orElse("");
    }

    /// Text to show: the plain one, or the one said in HTML.
    String text() {
        return text;
    }

    /// HTML as it came, empty if there is none.
    String html() {
        return html;
    }

    List<Part> parts() {
        return parts;
    }

    Optional<Part> byContentId(String id) {
        return parts.stream().filter(part -> part.contentId().equals(id)).findFirst();
    }

    private static String decode(String value) {
        if (value.contains("=?")) {
            return DecoderUtil.decodeEncodedWords(value, DecodeMonitor.SILENT);
        }
        String utf8 = new String(value.getBytes(ISO_8859_1), UTF_8);
        return utf8.contains("\uFFFD")
                ? new String(value.getBytes(ISO_8859_1), Charset.forName("windows-1252"))
                : utf8;
    }

    private void read(Entity entity) throws IOException {
        Body body = entity.getBody();
        if (body instanceof Multipart multipart) {
            for (Entity part : multipart.getBodyParts()) {
                read(part);
            }
        } else if (body instanceof Message message) {
            parts.add(new Part(name(entity, "message.eml"), "message/rfc822", "", source(message)));
        } else if (body instanceof TextBody textual && isBody(entity)) {
            textual(entity, textual);
        } else if (body instanceof SingleBody single) {
            parts.add(
                    new Part(
                            name(entity, "fichier"),
                            type(entity),
                            contentId(entity),
                            octets(single)));
        }
    }

    private boolean isBody(Entity entity) {
        boolean attached =
                "attachment".equalsIgnoreCase(entity.getDispositionType())
                        || entity.getFilename() != null;
        return !attached && List.of("text/plain", "text/html").contains(type(entity));
    }

    private void textual(Entity entity, TextBody body) throws IOException {
        String content = new String(octets(body), charset(body));
        if (type(entity).equals("text/html")) {
            html = html.isEmpty() ? content : html + "<hr>" + content;
        } else {
            text = text.isEmpty() ? content : text + "\n\n" + content;
        }
    }

    private static Charset charset(TextBody body) {
        try {
            return Charset.forName(body.getMimeCharset());
        } catch (IllegalArgumentException e) {
            return UTF_8;
        }
    }

    private static String type(Entity entity) {
        String type = entity.getMimeType();
        return type == null ? "text/plain" : type.toLowerCase(Locale.ROOT);
    }

    private static String name(Entity entity, String otherwise) {
        String name = entity.getFilename();
        return name == null || name.isBlank()
                ? otherwise
                : DecoderUtil.decodeEncodedWords(name, DecodeMonitor.SILENT);
    }

    private static String contentId(Entity entity) {
        var field = entity.getHeader().getField("Content-ID");
        return field == null ? "" : field.getBody().replaceAll("[<>\\s]", "");
    }

    private static byte[] octets(SingleBody body) throws IOException {
        try (InputStream in =
                body instanceof BinaryBody binary
                        ? binary.getInputStream()
                        : ((TextBody) body).getInputStream()) {
            return in.readAllBytes();
        }
    }

    private static byte[] source(Message message) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new org.apache.james.mime4j.message.DefaultMessageWriter().writeMessage(message, out);
        return out.toByteArray();
    }
}
