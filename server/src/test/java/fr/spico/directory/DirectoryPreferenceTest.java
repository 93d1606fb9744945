package fr.spico.directory;

import static fr.spico.directory.DirectoryRows.person;
import static fr.spico.directory.DirectoryRows.structure;
import static org.assertj.core.api.Assertions.assertThat;

import fr.spico.directory.search.Found;
import fr.spico.directory.search.Found.Facet;
import fr.spico.directory.search.Found.Hit;
import fr.spico.directory.search.Found.Match;
import fr.spico.directory.search.Found.Reason;
import fr.spico.directory.search.Question;
import fr.spico.directory.search.Question.Filter;
import fr.spico.directory.search.SearchIndex;
import fr.spico.directory.search.SearchIndexWriter;
import fr.spico.mail.MssAddress;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which of several come first, what filters leave, how many there are of each kind.
class DirectoryPreferenceTest {

    private static final String GP = "Médecin|Médecine générale";
    private static final String CARDIO = "Médecin|Cardiologie et maladies vasculaires";

    private static final List<String> ROWS =
            List.of(
                    one("maurel-albi", "10100000017", "MAUREL", "Anne", GP, "81000 ALBI"),
                    one("maurel-rodez", "10100000025", "MAUREL", "Anne", GP, "12000 RODEZ"),
                    one("maurel-millau", "10100000033", "MAUREL", "Anne", CARDIO, "12100 MILLAU"),
                    one("maurel-home", "10100000033", "MAUREL", "Anne", CARDIO, "81000 ALBI"),
                    one("morel", "10100000041", "MOREL", "Anne", GP, "81000 ALBI"),
                    one("nicolas", "10100000058", "NICOLAS", "Nicolas", "Infirmier", "81000 ALBI"),
                    one("colin", "10100000066", "NICOLAS", "Colin", "Infirmier", "81000 ALBI"),
                    one("martine", "10100000074", "MARTIN", "Martine", GP, "81000 ALBI"),
                    one("paul", "10100000082", "MARTIN", "Paul", GP, "81000 ALBI"),
                    one("double", "10100000090", "BOSC-VIGUIER", "Léa", GP, "81000 ALBI"),
                    one("stjean", "10100000108", "SAINT-JEAN", "Luc", GP, "81000 ALBI"),
                    one("delacroix", "10100000116", "DE LA CROIX", "Luc", GP, "81000 ALBI"),
                    structure("urgences@x.mssante.test", "CLINIQUE OC", "Urgences", "81000 ALBI"),
                    structure("accueil@x.mssante.test", "CLINIQUE OC", "", "81000 ALBI"),
                    structure("bloc@x.mssante.test", "CLINIQUE OC", "Bloc", "81000 ALBI"));

    @TempDir static Path folder;
    private static SearchIndex index;

    @BeforeAll
    static void write() throws IOException {
        SearchIndexWriter writer = new SearchIndexWriter();
        String file = DirectoryRows.HEADER + "\n" + String.join("\n", ROWS) + "\n";
        DirectoryFile.read(
                new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)),
                (entry, line) -> {
                    writer.add(entry, 0);
                    return true;
                });
        writer.finish(folder.resolve("index"));
        index = SearchIndex.open(folder.resolve("index"));
        assertThat(index.count()).isEqualTo(ROWS.size());
    }

    @Test
    void whomOneWritesToComesFirstAmongEquals() {
        assertThat(who(ask("anne maurel"))).startsWith("maurel-albi");
        assertThat(who(knowing("anne maurel", "maurel-rodez"))).startsWith("maurel-rodez");
    }

    @Test
    void aMemberOfTheCareCircleComesFirstWithEveryMailbox() {
        Question question =
                new Question(
                        "anne maurel",
                        Filter.NONE,
                        Set.of(0),
                        "",
                        List.of(),
                        List.of("10100000033"),
                        20,
                        false);
        assertThat(who(index.search(question))).startsWith("maurel-home", "maurel-millau");
    }

    @Test
    void anApproximateResultComesBehindTheExactOnesWhoeverItIs() {
        Found found = knowing("anne maurel", "morel");
        assertThat(who(found)).contains("morel");
        assertThat(found.hits())
                .extracting(Hit::match)
                .isSortedAccordingTo(Comparator.naturalOrder());
    }

    @Test
    void anApproximateResultSaysWhatItHasInsteadOfWhatWasTyped() {
        Hit hit = ask("morelle anne albi").hits().getFirst();
        assertThat(hit.reasons())
                .containsExactly(new Reason("morelle", "MAUREL", Reason.Kind.SOUNDS_ALIKE));
        Hit other = ask("maurzl anne millau").hits().getFirst();
        assertThat(other.reasons())
                .containsExactly(new Reason("maurzl", "MAUREL", Reason.Kind.MISTYPED));
    }

    @Test
    void twoNamesThatAreAlikeMeanTwoNames() {
        assertThat(who(ask("nicolas nicolas"))).startsWith("nicolas");
        assertThat(who(ask("nicolsa nicolas albi"))).startsWith("nicolas");
        assertThat(who(ask("martin martine"))).startsWith("martine");
        assertThat(who(ask("martine martin"))).startsWith("martine");
        assertThat(who(ask("martin mart"))).startsWith("martine");
        assertThat(who(ask("martin paul"))).startsWith("paul");
    }

    @Test
    void oneOfTwoLastNamesIsEnough() {
        assertThat(who(ask("viguier lea"))).containsExactly("double");
        assertThat(who(ask("bosc lea albi"))).containsExactly("double");
        assertThat(who(ask("léa viguier bosc"))).containsExactly("double");
        assertThat(who(ask("Mme Bosc épouse Viguier"))).containsExactly("double");
    }

    @Test
    void saintAndParticlesAreWrittenInManyWays() {
        for (String typed : List.of("saint jean luc", "st jean", "stjean luc", "St-Jean Luc")) {
            assertThat(who(ask(typed))).as(typed).startsWith("stjean");
        }
        for (String typed : List.of("de la croix", "delacroix", "croix luc", "lacroix luc")) {
            assertThat(who(ask(typed))).as(typed).startsWith("delacroix");
        }
    }

    @Test
    void aStructureComesBeforeItsServices() {
        assertThat(who(ask("clinique oc"))).startsWith("accueil");
        assertThat(who(ask("clinique oc urgences"))).startsWith("urgences");
    }

    @Test
    void filtersLeaveWhatIsWantedAndFacetsCountIt() {
        Filter filter = new Filter("médecin", "", "81", "", "PER");
        Found found = filtered("anne maurel", filter);
        assertThat(who(found)).containsExactly("maurel-albi", "maurel-home", "morel");
        assertThat(found.total()).isEqualTo(3);
        assertThat(counts(found, "specialty"))
                .containsExactly("Médecine générale 2", "Cardiologie et maladies vasculaires 1");
        assertThat(counts(found, "department")).containsExactly("81 3", "12 2");
        assertThat(counts(found, "town")).containsExactly("ALBI 3");
        assertThat(counts(found, "type")).containsExactly("PER 3");
        assertThat(counts(found, "profession")).containsExactly("Médecin 3");
        assertThat(who(filtered("anne maurel", new Filter("", "", "", "millau", ""))))
                .containsExactly("maurel-millau");
    }

    @Test
    void aFilterAloneIsAQuestion() {
        Found found = filtered("", new Filter("", "", "", "", "ORG"));
        assertThat(who(found)).containsExactlyInAnyOrder("urgences", "accueil", "bloc");
    }

    @Test
    void theMailboxesOfAPersonAreTogetherAndTheOthersAreNamed() {
        Found found = filtered("anne maurel", new Filter("", "", "12", "", ""));
        Hit millau =
                found.hits().stream()
                        .filter(hit -> hit.entry().town().equals("MILLAU"))
                        .findFirst()
                        .orElseThrow();
        assertThat(millau.elsewhere())
                .extracting(entry -> entry.address().localPart())
                .containsExactly("maurel-home");
        assertThat(millau.match()).isEqualTo(Match.EXACT);
    }

    private static Found ask(String typed) {
        return filtered(typed, Filter.NONE);
    }

    private static Found knowing(String typed, String local) {
        return index.search(
                new Question(
                        typed,
                        Filter.NONE,
                        Set.of(0),
                        "",
                        List.of(new MssAddress(local + "@x.mssante.test")),
                        List.of(),
                        20,
                        false));
    }

    private static Found filtered(String typed, Filter filter) {
        return index.search(
                new Question(typed, filter, Set.of(0), "", List.of(), List.of(), 20, true));
    }

    private static List<String> who(Found found) {
        return found.hits().stream().map(hit -> hit.entry().address().localPart()).toList();
    }

    private static List<String> counts(Found found, String field) {
        return found.facets().stream()
                .filter(facet -> facet.field().equals(field))
                .map(Facet::counts)
                .flatMap(List::stream)
                .map(count -> count.value() + " " + count.entries())
                .toList();
    }

    private static String one(
            String local, String rpps, String last, String first, String job, String town) {
        return person(local + "@x.mssante.test", rpps, "DR", last, first, job, "CABINET", town);
    }
}
