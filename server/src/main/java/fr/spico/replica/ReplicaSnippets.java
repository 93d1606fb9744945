package fr.spico.replica;

import fr.spico.mail.mime.BodyPart;
import fr.spico.mail.mime.HeaderField;
import fr.spico.mail.mime.HtmlText;
import fr.spico.platform.db.ReadTx;
import fr.spico.replica.EmailQuery.EmailFilter;
import fr.spico.replica.Replica.Snippet;
import fr.spico.replica.ReplicaEmail.Text;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a list of search results shows of each (RFC 8621 §5).
final class ReplicaSnippets {

    private ReplicaSnippets() {}

    static Map<EmailId, Snippet> of(
            ReadTx tx, Viewer viewer, EmailFilter filter, Collection<ReplicaEmail> emails) {
        ReplicaHighlight highlight = new ReplicaHighlight(filter);
        Map<EmailId, List<Text>> texts =
                ReplicaQueries.texts(tx, viewer, emails.stream().map(ReplicaEmail::id).toList());
        Map<EmailId, Snippet> snippets = new HashMap<>();
        for (ReplicaEmail email : emails) {
            String body = body(email, texts.getOrDefault(email.id(), List.of()));
            snippets.put(
                    email.id(),
                    new Snippet(
                            highlight.subject(subject(email)),
                            highlight.body(body),
                            highlight.name(names(email))));
        }
        return snippets;
    }

    private static String subject(ReplicaEmail email) {
        return email.header().last("Subject").map(HeaderField::asText).orElse("");
    }

    private static List<String> names(ReplicaEmail email) {
        return email.structure().leaves().stream()
                .flatMap(part -> Stream.ofNullable(part.name()))
                .toList();
    }

    /// As it is searched: the plain text, or HTML as text where there is none.
    private static String body(ReplicaEmail email, List<Text> texts) {
        String plain =
                texts.stream()
                        .filter(t -> !isHtml(email, t))
                        .map(Text::text)
                        .collect(Collectors.joining(" "));
        return plain.isBlank()
                ? texts.stream().map(t -> HtmlText.of(t.text())).collect(Collectors.joining(" "))
                : plain;
    }

    private static boolean isHtml(ReplicaEmail email, Text text) {
        return email.structure().leaves().stream()
                .filter(part -> text.partId().equals(part.partId()))
                .map(BodyPart::type)
                .anyMatch("text/html"::equals);
    }
}
