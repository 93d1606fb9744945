package fr.spico.replica;

import fr.spico.replica.EmailQuery.Place;
import fr.spico.replica.ReplicaTerms.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Turns what is typed into a `tsquery` over the words of a message. Words hold letters and digits
/// only (ReplicaWords), so they can stand in quotes.
final class ReplicaTextSql {

    private final Place place;
    private final Function<Object, String> param;

    private ReplicaTextSql(Place place, Function<Object, String> param) {
        this.place = place;
        this.param = param;
    }

    /// @param param makes a value a parameter of the statement, and says what stands for it
    /// @return an expression, or nothing if there is no word in what is typed
    static Optional<String> of(Place place, String typed, Function<Object, String> param) {
        List<Term> terms = ReplicaTerms.of(typed);
        ReplicaTextSql sql = new ReplicaTextSql(place, param);
        return terms.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        terms.stream()
                                .map(term -> sql.term(term, terms.size() > 1))
                                .collect(Collectors.joining(" && ")));
    }

    private String term(Term term, boolean amongOthers) {
        return switch (place) {
            case ANYWHERE -> words(term, "", amongOthers);
            case BODY -> words(term, "D", amongOthers);
            case SUBJECT -> marked("s:", "A", term, amongOthers);
            case ATTACHMENT_NAME -> marked("a:", "C", term, amongOthers);
            case FROM -> people("f:", term);
            case TO -> people("t:", term);
            case CC -> people("c:", term);
            case BCC -> people("b:", term);
        };
    }

    /// The words as they are written, other forms and spellings of them, or words that begin so.
    private String words(Term term, String weight, boolean amongOthers) {
        String plain = "phraseto_tsquery('spico_plain', " + param.apply(term.words()) + ")";
        if (term.exact()) {
            return weighted(plain, weight);
        }
        List<String> ways = new ArrayList<>();
        ways.add(
                weighted(
                        "phraseto_tsquery('spico_fr', " + param.apply(term.words()) + ")", weight));
        ways.add(weighted(plain, weight));
        term.spellings().forEach(word -> ways.add(lexeme(word, term.prefix() ? "*" : "", weight)));
        if (term.prefix()) {
            ways.add(unlessStopWord(term, beginning(term, weight), amongOthers));
        }
        return ways.stream().collect(Collectors.joining(" || ", "(", ")"));
    }

    private String beginning(Term term, String weight) {
        String last = lexeme(term.last(), "*", weight);
        return term.isOneWord()
                ? last
                : "("
                        + weighted(
                                "phraseto_tsquery('spico_plain', " + param.apply(term.head()) + ")",
                                weight)
                        + " <-> "
                        + last
                        + ")";
    }

    /// « prise de », while « prise de sang » is being typed, must not ask for words in `de…`: stop
    /// words of bodies are not kept.
    private String unlessStopWord(Term term, String query, boolean amongOthers) {
        return amongOthers
                ? "case when numnode(plainto_tsquery('spico_plain', %s)) = 0 then ''::tsquery else %s end"
                        .formatted(param.apply(term.words()), query)
                : query;
    }

    /// Words with a mark answer alone; only whether they follow each other is asked of the weighted
    /// ones, which are in the messages and not in the index.
    private String marked(String mark, String weight, Term term, boolean amongOthers) {
        String configuration = term.exact() ? "spico_plain" : "spico_fr";
        List<String> ways = new ArrayList<>();
        Stream.of(configuration, "spico_plain")
                .distinct()
                .map(c -> "plainto_tsquery('" + c + "', " + param.apply(term.words()) + ")")
                .forEach(query -> ways.add(withMark(query, mark)));
        String end = term.prefix() ? "*" : "";
        term.spellings().forEach(word -> ways.add(lexeme(mark + word, end, "")));
        if (term.prefix()) {
            String head = "plainto_tsquery('spico_plain', " + param.apply(term.head()) + ")";
            String last = lexeme(mark + term.last(), "*", "");
            String both = "(" + withMark(head, mark) + " && " + last + ")";
            ways.add(unlessStopWord(term, both, amongOthers));
        }
        String any = ways.stream().collect(Collectors.joining(" || ", "(", ")"));
        return term.isOneWord() ? any : "(" + any + " && " + words(term, weight, amongOthers) + ")";
    }

    private String people(String mark, Term term) {
        String end = term.prefix() ? "':*" : "'";
        String[] words = term.words().split(" ");
        List<String> each = new ArrayList<>();
        for (int i = 0; i < words.length; i++) {
            each.add("'" + mark + words[i] + (i == words.length - 1 ? end : "'"));
        }
        String all = "(" + String.join(" & ", each) + ")";
        String others =
                term.spellings().stream()
                        .map(word -> " | '" + mark + word + end)
                        .collect(Collectors.joining());
        return "(" + param.apply(all + others) + "::tsquery)";
    }

    private String lexeme(String word, String prefix, String weight) {
        String options = prefix + weight;
        return param.apply("'" + word + "'" + (options.isEmpty() ? "" : ":" + options))
                + "::tsquery";
    }

    /// `'word'` → `'word':A`; words hold no quote, so every second quote ends one.
    private static String weighted(String query, String weight) {
        return weight.isEmpty()
                ? query
                : "regexp_replace((%s)::text, '(''[^'']*'')', '\\1:%s', 'g')::tsquery"
                        .formatted(query, weight);
    }

    private static String withMark(String query, String mark) {
        return "regexp_replace((%s)::text, '''([^'']*)''', '''%s\\1''', 'g')::tsquery"
                .formatted(query, mark);
    }
}
