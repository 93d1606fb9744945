package fr.spico.sandbox.web;

import static fr.spico.sandbox.web.Html.escape;
import static fr.spico.sandbox.web.Html.url;

import fr.spico.sandbox.cast.Cast;
import fr.spico.sandbox.cast.Domains;
import fr.spico.sandbox.cast.Person;
import fr.spico.sandbox.faults.Faults;
import fr.spico.sandbox.james.Mailboxes;
import fr.spico.sandbox.mails.Headers;
import java.io.IOException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.james.mailbox.exception.MailboxException;
import org.apache.james.user.api.UsersRepositoryException;

/// The HTML side of the page, in French: mailboxes, their mails, one mail, a form to write.
final class Pages {
    private static final int PAGE = 100;
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm", Locale.FRENCH);
    private static final Pattern CID = Pattern.compile("(?i)cid:([^\"'\\s>)]+)");
    private static final Pattern BRACKETS = Pattern.compile("<([^<>]+@[^<>]+)>");

    private final Mailboxes mailboxes;
    private final Faults faults;
    private final Api api;

    Pages(Mailboxes mailboxes, Faults faults, Api api) {
        this.mailboxes = mailboxes;
        this.faults = faults;
        this.api = api;
    }

    Reply answer(Request request) throws IOException, MailboxException, UsersRepositoryException {
        List<String> path = request.path();
        if (path.isEmpty()) {
            return Reply.page(Html.page("Boîtes", home()));
        }
        if (path.equals(List.of("ecrire"))) {
            return Reply.page(Html.page("Écrire", form(request)));
        }
        boolean known =
                path.getFirst().equals("boites") && path.size() > 1 && mailboxes.has(path.get(1));
        if (known && path.size() == 2) {
            return folder(request, path.get(1));
        }
        if (known
                && path.size() >= 4
                && path.get(3).matches("\\d{1,10}")
                && mailboxes.folders(path.get(1)).contains(path.get(2))) {
            return mail(path);
        }
        return missing();
    }

    private String home() throws UsersRepositoryException, MailboxException {
        List<Api.MailboxState> states = api.mailboxes();
        return faultPanel()
                + section("Opérateur régional (Medimail)", Domains.REGIONAL, states)
                + section("Autre opérateur", Domains.LIBERAL, states)
                + section("Patients", Domains.PATIENT, states);
    }

    private String section(String title, String domain, List<Api.MailboxState> states) {
        String rows =
                states.stream()
                        .filter(state -> Domains.of(state.address()).equals(domain))
                        .map(Pages::mailboxRow)
                        .collect(Collectors.joining());
        return "<section><h2>" + title + "</h2><ul class=\"list\">" + rows + "</ul></section>\n";
    }

    private static String mailboxRow(Api.MailboxState state) {
        long inbox =
                state.folders().stream()
                        .filter(f -> f.name().equals("INBOX"))
                        .mapToLong(Api.FolderState::messages)
                        .sum();
        String role =
                Cast.byAddress(state.address()).map(Pages::role).orElse("personne de l'annuaire");
        String name = state.name().isBlank() ? state.address() : state.name();
        return "<li><a href=\"/boites/"
                + url(state.address())
                + "\"><b>"
                + escape(name)
                + "</b><span class=\"sub\">"
                + escape(role)
                + " · "
                + escape(state.address())
                + "</span><span class=\"count\">"
                + inbox
                + "</span></a></li>\n";
    }

    private static String role(Person person) {
        return switch (person.kind()) {
            case PROFESSIONAL, TRAP ->
                    (person.specialty().isEmpty() ? person.profession() : person.specialty())
                            + ", "
                            + person.town();
            case ORGANISATION -> "boîte organisationnelle, " + person.town();
            case PATIENT -> "patient";
            case PLATFORM -> "la boîte de la plateforme";
        };
    }

    private String faultPanel() {
        StringBuilder buttons = new StringBuilder();
        for (Faults.Kind kind : Faults.Kind.values()) {
            boolean on = faults.current() == kind;
            buttons.append("<button type=\"button\" data-fault=\"")
                    .append(kind.wireName())
                    .append("\" aria-pressed=\"")
                    .append(on)
                    .append("\">")
                    .append(escape(kind.french))
                    .append("</button>\n");
        }
        return "<section><h2>Pannes</h2><p class=\"sub\">Pendant une minute, puis tout redevient normal.</p><div class=\"faults\">"
                + buttons
                + "</div></section>\n";
    }

    private Reply folder(Request request, String address)
            throws MailboxException, UsersRepositoryException {
        String folder = request.parameter("dossier", "INBOX");
        List<String> folders = mailboxes.folders(address);
        if (!folders.contains(folder)) {
            return missing();
        }
        int limit = request.number("nombre", PAGE);
        StringBuilder tabs = new StringBuilder();
        for (String name : folders) {
            tabs.append("<a href=\"/boites/")
                    .append(url(address))
                    .append("?dossier=")
                    .append(url(name))
                    .append("\"")
                    .append(name.equals(folder) ? " aria-current=\"page\"" : "")
                    .append(">")
                    .append(escape(frenchName(name)))
                    .append(" <small>")
                    .append(mailboxes.count(address, name))
                    .append("</small></a>\n");
        }
        List<Api.MessageLine> lines = api.lines(address, folder, limit);
        String rows =
                lines.stream()
                        .map(line -> messageRow(address, folder, line))
                        .collect(Collectors.joining());
        String more =
                lines.size() == limit
                        ? "<p><a class=\"button\" href=\"?dossier="
                                + url(folder)
                                + "&amp;nombre="
                                + limit * 4
                                + "\">Plus de messages</a></p>"
                        : "";
        String title =
                Cast.byAddress(address)
                        .map(Person::displayName)
                        .filter(name -> !name.isBlank())
                        .orElse(address);
        String write =
                "<a class=\"button\" href=\"/ecrire?de="
                        + url(address)
                        + "\">Écrire depuis cette boîte</a>";
        return Reply.page(
                Html.page(
                        title,
                        "<h1>"
                                + escape(title)
                                + "</h1><p class=\"sub\">"
                                + escape(address)
                                + "</p>"
                                + write
                                + "<nav class=\"tabs\">"
                                + tabs
                                + "</nav><ul class=\"list\" data-live>"
                                + (rows.isEmpty()
                                        ? "<li class=\"empty\">Ce dossier est vide.</li>"
                                        : rows)
                                + "</ul>"
                                + more));
    }

    private static String messageRow(String address, String folder, Api.MessageLine line) {
        boolean sent = folder.equals("Sent") || folder.equals("Drafts");
        String who = sent ? "À : " + nameIn(line.to()) : nameIn(line.from());
        String marks =
                (line.flags().contains("\\Flagged") ? "★ " : "")
                        + (line.flags().contains("\\Answered") ? "↩ " : "");
        return "<li"
                + (line.flags().contains("\\Seen") ? "" : " class=\"unread\"")
                + "><a href=\""
                + link(address, folder, line.uid())
                + "\"><b>"
                + escape(shortened(who.isBlank() ? "(expéditeur absent)" : who))
                + "</b><span class=\"sub\">"
                + marks
                + escape(shortened(line.subject().isBlank() ? "(sans objet)" : line.subject()))
                + "</span><span class=\"date\">"
                + date(Instant.parse(line.receivedAt()))
                + "</span></a></li>\n";
    }

    private Reply mail(List<String> path) throws MailboxException, IOException {
        String address = path.get(1);
        String folder = path.get(2);
        long uid = Long.parseLong(path.get(3));
        Optional<byte[]> raw = mailboxes.raw(address, folder, uid);
        if (raw.isEmpty()) {
            return missing();
        }
        MailView view = MailView.of(raw.get());
        String what = path.size() == 4 ? "" : path.get(4);
        return switch (what) {
            case "" ->
                    Reply.page(
                            Html.page(
                                    MailView.header(raw.get(), "Subject"),
                                    mail(address, folder, uid, raw.get(), view)));
            case "html" -> Reply.mailHtml(withPictures(view));
            case "source" ->
                    new Reply(
                            200,
                            "text/plain; charset=utf-8",
                            raw.get(),
                            java.util.Map.of("Content-Security-Policy", Reply.MAIL_POLICY));
            case "pieces" -> piece(view, path.size() > 5 ? path.get(5) : "");
            default -> missing();
        };
    }

    private static String mail(String address, String folder, long uid, byte[] raw, MailView view) {
        String here = link(address, folder, uid);
        StringBuilder html =
                new StringBuilder(
                        "<p><a href=\"/boites/"
                                + url(address)
                                + "?dossier="
                                + url(folder)
                                + "\">← "
                                + escape(frenchName(folder))
                                + "</a></p>");
        String subject = MailView.header(raw, "Subject");
        html.append("<article><h1>")
                .append(escape(subject.isBlank() ? "(sans objet)" : shortened(subject)))
                .append("</h1><dl>");
        for (String[] field :
                new String[][] {{"From", "De"}, {"To", "À"}, {"Cc", "Copie"}, {"Date", "Date"}}) {
            String value = MailView.header(raw, field[0]);
            html.append(
                    value.isBlank()
                            ? ""
                            : "<dt>"
                                    + field[1]
                                    + "</dt><dd>"
                                    + escape(
                                            value.length() > 600
                                                    ? value.substring(0, 600) + "…"
                                                    : value)
                                    + "</dd>");
        }
        html.append("</dl><p class=\"actions\"><a class=\"button\" href=\"/ecrire?de=")
                .append(url(address))
                .append("&amp;boite=")
                .append(url(address))
                .append("&amp;dossier=")
                .append(url(folder))
                .append("&amp;uid=")
                .append(uid)
                .append("\">Répondre</a> <a class=\"button quiet\" href=\"")
                .append(here)
                .append("/source\">Source</a></p>");
        if (!view.html().isEmpty()) {
            html.append("<iframe class=\"mail\" title=\"Contenu du message\" sandbox src=\"")
                    .append(here)
                    .append("/html\"></iframe>");
        }
        if (!view.text().isBlank() || view.html().isEmpty()) {
            html.append("<pre class=\"mail\">")
                    .append(
                            escape(
                                    view.text().length() > 200_000
                                            ? view.text().substring(0, 200_000) + "…"
                                            : view.text()))
                    .append("</pre>");
        }
        for (int i = 0; i < view.parts().size(); i++) {
            MailView.Part part = view.parts().get(i);
            html.append("<a class=\"piece\" href=\"")
                    .append(here)
                    .append("/pieces/")
                    .append(i)
                    .append("\">📎 ")
                    .append(escape(part.name()))
                    .append(" <small>")
                    .append(part.content().length / 1024 + 1)
                    .append(" Ko</small></a>\n");
        }
        return html.append("</article>").toString();
    }

    private static String withPictures(MailView view) {
        Matcher cid = CID.matcher(view.html());
        return cid.replaceAll(match -> {
            Optional<MailView.Part> part = view.byContentId(match.group(1));
            String replacement = part.map(MailView.Part::dataUrl).orElse("data:,");
            return Matcher.quoteReplacement(replacement);
        });
    }

    private static Reply piece(MailView view, String number) {
        if (!number.matches("\\d{1,4}") || Integer.parseInt(number) >= view.parts().size()) {
            return missing();
        }
        MailView.Part part = view.parts().get(Integer.parseInt(number));
        boolean picture = part.type().matches("image/(png|jpeg|gif|webp)");
        String name = part.name().replaceAll("[\\r\\n\"\\\\/]", "_");
        String type =
                picture || part.type().equals("application/pdf")
                        ? part.type()
                        : "application/octet-stream";
        return Reply.file(
                type,
                part.content(),
                (picture ? "inline" : "attachment") + "; filename*=UTF-8''" + url(name));
    }

    private String form(Request request)
            throws MailboxException, IOException, UsersRepositoryException {
        String from = request.parameter("de", "");
        String to = request.parameter("a", "");
        String subject = "";
        String inReplyTo = "";
        String quoted = "";
        String address = request.parameter("boite", "");
        String folder = request.parameter("dossier", "");
        if (!address.isEmpty()
                && mailboxes.has(address)
                && mailboxes.folders(address).contains(folder)) {
            byte[] raw =
                    mailboxes.raw(address, folder, request.number("uid", 0)).orElse(new byte[0]);
            to = addressIn(MailView.header(raw, "From"));
            subject = MailView.header(raw, "Subject");
            subject =
                    subject.toLowerCase(Locale.ROOT).startsWith("re:") ? subject : "Re: " + subject;
            inReplyTo = MailView.header(raw, "Message-ID");
            quoted = "\n\n> " + MailView.of(raw).text().strip().replace("\n", "\n> ");
        }
        StringBuilder people = new StringBuilder();
        for (String known : mailboxes.addresses()) {
            String name = Cast.byAddress(known).map(Person::displayName).orElse("");
            people.append("<option value=\"")
                    .append(escape(known))
                    .append("\">")
                    .append(escape(name))
                    .append("</option>\n");
        }
        return FORM.formatted(
                people,
                escape(from),
                escape(to),
                escape(subject),
                escape(quoted),
                escape(inReplyTo));
    }

    private static final String FORM =
            """
            <h1>Écrire en tant que…</h1>
            <form id="write">
            <datalist id="people">%s</datalist>
            <label>De <input name="from" list="people" type="email" required autocomplete="off" value="%s"></label>
            <label>À <input name="to" list="people" required autocomplete="off" value="%s" placeholder="une ou plusieurs adresses, séparées par des virgules"></label>
            <label>Objet <input name="subject" autocomplete="off" value="%s"></label>
            <label>Texte <textarea name="text" rows="12">%s</textarea></label>
            <label>Pièces jointes <input name="files" type="file" multiple></label>
            <input name="inReplyTo" type="hidden" value="%s">
            <p><button class="button" type="submit">Envoyer</button></p>
            <p id="result" role="status"></p>
            </form>
            """;

    private static String addressIn(String field) {
        Matcher brackets = BRACKETS.matcher(field);
        return brackets.find() ? brackets.group(1) : field.strip();
    }

    /// The name of a single `Name <address>`, or the field as it is.
    private static String nameIn(String field) {
        String name = field.replaceAll("\\s*<[^<>]*>\\s*$", "").replace("\"", "").strip();
        return name.isEmpty() ? addressIn(field) : name;
    }

    private static String link(String address, String folder, long uid) {
        return "/boites/" + url(address) + "/" + url(folder) + "/" + uid;
    }

    private static String frenchName(String folder) {
        return switch (folder) {
            case "INBOX" -> "Reçus";
            case "Sent" -> "Envoyés";
            case "Drafts" -> "Brouillons";
            case "Trash" -> "Corbeille";
            case "Spam" -> "Indésirables";
            case "Archive" -> "Archives";
            default -> folder;
        };
    }

    private static String shortened(String text) {
        return text.length() > 160 ? text.substring(0, 160) + "…" : text;
    }

    private static String date(Instant instant) {
        return DATE.format(ZonedDateTime.ofInstant(instant, Headers.PARIS));
    }

    private static Reply missing() {
        return Reply.page(
                404,
                Html.page(
                        "Introuvable",
                        "<h1>Introuvable</h1><p>Cette page n'existe pas ou plus. <a href=\"/\">Retour aux boîtes</a></p>"));
    }
}
