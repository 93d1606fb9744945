package fr.spico.sandbox.mails;

import fr.spico.sandbox.cast.Person;
import java.util.stream.Collectors;

/// How mails look: signatures, and the HTML that goes with a text.
final class Letterhead {
    private Letterhead() {}

    static String signature(Person person) {
        if (person.isPatient()) {
            return person.fullName();
        }
        String job = person.specialty().isEmpty() ? person.profession() : person.specialty();
        return (person.lastName().isEmpty() ? "" : person.displayName() + "\n")
                + (job.isEmpty() ? "" : job + "\n")
                + person.structure()
                + " – "
                + person.town();
    }

    /// @param logo content id of the logo, or empty
    static String html(String text, Person from, String logo) {
        String picture =
                logo.isEmpty()
                        ? ""
                        : "<img src=\"cid:"
                                + logo
                                + "\" alt=\""
                                + escape(from.structure())
                                + "\" width=\"160\" height=\"64\"><br>\n";
        return "<!DOCTYPE html>\n<html lang=\"fr\"><head><meta charset=\"utf-8\"></head>\n<body style=\"font-family: Calibri, Arial, sans-serif; font-size: 11pt\">\n"
                + paragraphs(text)
                + "<hr style=\"border: 0; border-top: 1px solid #ccc\">\n<p style=\"color: #555; font-size: 9pt\">"
                + picture
                + escape(signature(from)).replace("\n", "<br>\n")
                + "</p>\n</body></html>\n";
    }

    /// With everything a newsletter has, remote pictures and counted links included.
    static String newsletter(String title, String text, Person from) {
        String articles =
                text.lines()
                        .filter(line -> !line.isBlank())
                        .map(line ->
                                "<tr><td style=\"padding: 12px 24px; border-bottom: 1px solid #e4e4e4\"><p style=\"margin: 0\">"
                                        + escape(line)
                                        + "</p><p style=\"margin: 4px 0 0\"><a href=\"https://lettre.agence.example/lire?suivi=8f2c\" style=\"color: #0b6e6e\">Lire la suite</a></p></td></tr>\n")
                        .collect(Collectors.joining());
        return "<!DOCTYPE html>\n<html lang=\"fr\"><head><meta charset=\"utf-8\"><style>td { font-family: Arial, sans-serif } a:hover { text-decoration: none }</style></head>\n"
                + "<body style=\"margin: 0; background: #f2f4f5\"><table role=\"presentation\" align=\"center\" width=\"600\" cellspacing=\"0\" style=\"background: #fff\">\n"
                + "<tr><td style=\"background: #14505c; color: #fff; padding: 24px\"><img src=\"https://images.agence.example/bandeau.png\" alt=\"\" width=\"552\" height=\"90\">"
                + "<h1 style=\"font-size: 22px; margin: 12px 0 0\">"
                + escape(title)
                + "</h1></td></tr>\n"
                + articles
                + "<tr><td style=\"padding: 16px 24px; font-size: 12px; color: #666\">"
                + escape(from.structure())
                + " · <a href=\"https://lettre.agence.example/desabonnement\">Se désabonner</a>"
                + "<img src=\"https://images.agence.example/ouvert.gif?id=4471\" width=\"1\" height=\"1\" alt=\"\"></td></tr></table></body></html>\n";
    }

    static String paragraphs(String text) {
        StringBuilder html = new StringBuilder();
        for (String block : text.split("\n\\s*\n")) {
            boolean quote = block.startsWith("> ");
            String inner =
                    escape(quote ? block.replaceAll("(?m)^> ?", "") : block)
                            .replace("\n", "<br>\n");
            html.append(
                    quote
                            ? "<blockquote style=\"border-left: 2px solid #9ab; margin: 0; padding-left: 10px; color: #456\"><p>"
                                    + inner
                                    + "</p></blockquote>\n"
                            : "<p>" + inner + "</p>\n");
        }
        return html.toString();
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
