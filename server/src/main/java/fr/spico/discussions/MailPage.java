package fr.spico.discussions;

import fr.spico.mail.MailException;
import fr.spico.mail.mime.BodyLayout;
import fr.spico.mail.mime.BodyPart;
import fr.spico.mail.mime.MimeProblem;
import fr.spico.mail.safehtml.SafeHtml;
import fr.spico.replica.MailboxId;
import fr.spico.replica.ReplicaEmail;
import fr.spico.replica.ReplicaEmail.Text;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// A mail's body as a whole document.
///
/// @param blocked remote contents that were left out
record MailPage(String html, int blocked) {

    private static final int MAX_PARTS = 20;

    /// HTML that brings colours of its own stays on white paper: nobody can tell which of its texts
    /// would vanish on a dark ground.
    private static final Pattern OWN_COLOURS =
            Pattern.compile("(?i)bgcolor|background|[\"; ]color\\s*[:=]");

    /// Gives the text of a part.
    interface Texts {
        Text of(BodyPart part) throws MailException;
    }

    /// @param theme `light`, `dark`, anything else: as the reader's system
    /// @throws MailException a text is not here and the operator does not give it
    static MailPage of(MailboxId mailbox, ReplicaEmail email, Texts texts, String theme)
            throws MailException {
        Writer writer = new Writer(mailbox, email);
        for (BodyPart part :
                BodyLayout.of(email.structure()).htmlBody().stream().limit(MAX_PARTS).toList()) {
            writer.part(part, texts);
        }
        return new MailPage(writer.document(theme), writer.blocked);
    }

    /// One page under construction.
    private static final class Writer {

        private final MailboxId mailbox;
        private final ReplicaEmail email;
        private final StringBuilder body = new StringBuilder();
        private final Set<MimeProblem> problems = EnumSet.noneOf(MimeProblem.class);
        private int blocked;

        Writer(MailboxId mailbox, ReplicaEmail email) {
            this.mailbox = mailbox;
            this.email = email;
            this.problems.addAll(email.problems());
        }

        void part(BodyPart part, Texts texts) throws MailException {
            if (part.type().startsWith("image/")) {
                picture(part);
            } else if (part.isText()) {
                text(part, texts.of(part));
            }
        }

        String document(String theme) {
            return FramePage.html(
                    "Message",
                    notice() + (body.isEmpty() ? "<p>Ce message n’a pas de texte.</p>" : body),
                    theme);
        }

        private void text(BodyPart part, Text text) {
            if (text.truncated()) {
                problems.add(MimeProblem.TEXT_TRUNCATED);
            }
            if (text.encodingProblem()) {
                problems.add(MimeProblem.BAD_CHARSET_DATA);
            }
            if (!part.type().equals("text/html")) {
                body.append(SafeHtml.fromText(text.text()));
                return;
            }
            SafeHtml.Cleaned cleaned = SafeHtml.clean(text.text(), this::pictureUrl);
            boolean paper = OWN_COLOURS.matcher(cleaned.html()).find();
            body.append(paper ? "<div class=\"paper\">" : "<div>")
                    .append(cleaned.html())
                    .append("</div>");
            blocked += cleaned.blockedRemote();
        }

        private void picture(BodyPart part) {
            body.append("<p><img alt=\"\" src=\"").append(url(part)).append("\"></p>");
        }

        private Optional<String> pictureUrl(String cid) {
            return email.structure().leaves().stream()
                    .filter(part -> cid.equals(part.cid()) && part.type().startsWith("image/"))
                    .map(this::url)
                    .findFirst();
        }

        private String url(BodyPart part) {
            return url(
                    email.id().jmapId() + "-" + String.valueOf(part.partId()).replace('.', '_'),
                    "image",
                    part.type());
        }

        /// JMAP's download (docs/api.md).
        private String url(String blob, String name, String type) {
            return "/jmap/download/"
                    + mailbox.jmapId()
                    + "/b"
                    + blob
                    + "/"
                    + name
                    + "?type="
                    + URLEncoder.encode(type, StandardCharsets.UTF_8);
        }

        private String notice() {
            return MailDamage.sentence(problems)
                    .map(sentence ->
                            "<p class=\"notice\" role=\"note\">"
                                    + sentence
                                    + " <a href=\""
                                    + url(email.id().jmapId(), "message.eml", "message/rfc822")
                                    + "\">Télécharger le message d’origine</a></p>")
                    .orElse("");
        }
    }
}
