package fr.spico.replica;

import static org.assertj.core.api.Assertions.assertThat;

import fr.spico.replica.ReplicaTerms.Term;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How what is typed is cut into things to look for.
class ReplicaTermsTest {

    /// `word*` may go on, `"…"` is exact, `=…` is another spelling.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "bilan urgent|bilan urgent*",
                "bilan  |bilan*",
                "\"prise de sang\" ann|\"prise de sang\" ann*",
                "'prise de sang' ann|\"prise de sang\" ann*",
                "\"prise de|\"prise de\"",
                "\"\" toux|toux*",
                "\"|",
                "'|",
                "l'hôpital d’urgence|[l hopital] [d urgence]*",
                "aujourd'hui 'demain|[aujourd hui] demain*",
                "post-opératoire|[post operatoire]*=postoperatoire",
                "-urgent|urgent*",
                "jean.dupont@chu.fr bilan|[jean dupont chu fr] bilan*",
                "12/03/2026|[12 03 2026]*=20260312",
                "12 mars 2026 bilan|[12 mars 2026]=20260312 bilan*",
                "1er août 2026|[1er aout 2026]*=20260801",
                "31/02/2026|[31 02 2026]*",
                "05 61 22 33 44|[05 61 22 33 44]*=0561223344",
                "vitamine c|vitamine c",
                "\"a\\\"b\" \"c\\\\d\"|\"a b\" \"c d\"",
                "un\"deux\"|un \"deux\"",
                "cœur ŒDÈME µg|coeur oedeme ug*",
                "hos\u00adpital|hospital*"
            })
    void is_cut_at_blanks_and_kept_in_quotes(String typed, String expected) {
        assertThat(shown(ReplicaTerms.of(typed))).isEqualTo(expected == null ? "" : expected);
    }

    @Test
    void aLongTextAsksForItsFirstWordsOnly() {
        assertThat(ReplicaTerms.of("mot ".repeat(500))).hasSize(16);
    }

    @Test
    void strangeTextsAreHarmless() {
        for (String typed : List.of("\\", "\"\\", "'\\'", "\"\"\"", "''''", "\u00a0", "(((", "")) {
            assertThat(ReplicaTerms.of(typed)).as(typed).isEmpty();
        }
    }

    private static String shown(List<Term> terms) {
        return terms.stream().map(ReplicaTermsTest::shown).collect(Collectors.joining(" "));
    }

    private static String shown(Term term) {
        String words =
                term.exact()
                        ? "\"" + term.words() + "\""
                        : term.isOneWord() ? term.words() : "[" + term.words() + "]";
        String others =
                term.spellings().stream().map(word -> "=" + word).collect(Collectors.joining());
        return words + (term.prefix() ? "*" : "") + others;
    }
}
