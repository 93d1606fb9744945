package fr.spico.directory;

import static fr.spico.directory.DirectoryRows.person;
import static fr.spico.directory.DirectoryRows.structure;
import static org.assertj.core.api.Assertions.assertThat;

import fr.spico.account.Account.DirectoryScope;
import fr.spico.directory.DirectoryRules.Source;
import fr.spico.directory.search.Found;
import fr.spico.directory.search.Found.Hit;
import fr.spico.directory.search.Found.Match;
import fr.spico.directory.search.Found.Reason;
import fr.spico.directory.search.Question;
import fr.spico.directory.search.SearchIndex;
import fr.spico.directory.search.SearchIndexWriter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DirectorySearchTest {

    private static final String GP = "Médecin|Médecine générale";
    private static final String CARDIO = "Médecin|Cardiologie et maladies vasculaires";

    /// Address before `@`, so that a test can name who it expects.
    private static final List<String> NATIONAL =
            List.of(
                    one("castelbon", "10100000017", "CASTELBON", "Hélène", GP, "31000 TOULOUSE"),
                    one(
                            "vasseur",
                            "10100000025",
                            "VASSEUR-MORIN",
                            "Claire",
                            CARDIO,
                            "31000 TOULOUSE"),
                    one(
                            "ndiaye",
                            "10100000033",
                            "N'DIAYE",
                            "Paul",
                            "Masseur-Kinésithérapeute",
                            "34000 MONTPELLIER"),
                    one(
                            "legoff",
                            "10100000041",
                            "LE GOFF",
                            "Maïwenn",
                            "Sage-Femme",
                            "29000 QUIMPER"),
                    one(
                            "jb",
                            "10100000058",
                            "ESCANDE",
                            "Jean-Baptiste",
                            "Pharmacien",
                            "34500 BEZIERS"),
                    one(
                            "darmagnac",
                            "10100000066",
                            "D'ARMAGNAC",
                            "Yvette",
                            "Infirmier",
                            "12000 RODEZ"),
                    one(
                            "lefebvre31",
                            "10100000074",
                            "LEFEBVRE",
                            "Éléonor",
                            CARDIO,
                            "34500 BEZIERS"),
                    one("lefevre", "10100000082", "LEFÈVRE", "Éléonore", GP, "81000 ALBI"),
                    one("martin31", "10100000090", "MARTIN", "Paul", GP, "31000 TOULOUSE"),
                    one("martin81", "10100000108", "MARTIN", "Paul", GP, "81000 ALBI"),
                    one("martin81b", "10100000108", "MARTIN", "Paul", GP, "12000 RODEZ"),
                    one("martin34", "10100000116", "MARTIN", "Paul", GP, "34000 MONTPELLIER"),
                    one("martinez", "10100000124", "MARTINEZ", "Paul", GP, "81000 ALBI"),
                    one("martindupont", "10100000132", "MARTIN-DUPONT", "Paul", GP, "81000 ALBI"),
                    one(
                            "oeuvrard",
                            "10100000140",
                            "ŒUVRARD",
                            "Lætitia",
                            "Orthophoniste",
                            "42000 SAINT ETIENNE"),
                    one(
                            "pierre",
                            "10100000157",
                            "PIERRE",
                            "Jacques",
                            "Psychologue",
                            "31800 ST GAUDENS"),
                    structure(
                            "labo@x.mssante.test",
                            "LABORATOIRE GARONNE",
                            "Biologie",
                            "31000 TOULOUSE"),
                    structure(
                            "tilleuls@x.mssante.test",
                            "EHPAD LES TILLEULS",
                            "Secrétariat",
                            "81000 ALBI"));

    private static final List<String> REGIONAL =
            List.of(
                    one(
                            "regional",
                            "",
                            "BELHADJ-ROUX",
                            "Karim",
                            "Assistant de service social",
                            "81000 ALBI"),
                    one("castelbon", "10100000017", "CASTELBON", "Hélène", GP, "31000 TOULOUSE"));

    @TempDir static Path folder;
    private static SearchIndex index;

    @BeforeAll
    static void write() throws IOException {
        SearchIndexWriter writer = new SearchIndexWriter();
        entries(NATIONAL).forEach(entry -> writer.add(entry, Source.NATIONAL.ordinal()));
        entries(REGIONAL).forEach(entry -> writer.add(entry, Source.REGIONAL.ordinal()));
        writer.finish(folder.resolve("index"));
        index = SearchIndex.open(folder.resolve("index"));
    }

    @ParameterizedTest
    @CsvSource({
        "helene castelbon,castelbon",
        "Hélène CASTELBON,castelbon",
        "castelbon hélène,castelbon",
        "CASTELBON toulouse,castelbon",
        "dr castelbon,castelbon",
        "Mme le docteur Castelbon,castelbon",
        "castelbon généraliste,castelbon",
        "vasseur,vasseur",
        "morin claire,vasseur",
        "vasseur-morin,vasseur",
        "vasseurmorin,vasseur",
        "claire cardiologue,vasseur",
        "N'Diaye,ndiaye",
        "n’diaye,ndiaye",
        "ndiaye,ndiaye",
        "n diaye paul,ndiaye",
        "paul kiné montpellier,ndiaye",
        "kine,ndiaye",
        "le goff,legoff",
        "legoff,legoff",
        "le goff quimper,legoff",
        "Le-Goff Maiwenn,legoff",
        "sage femme,legoff",
        "sagefemme quimper,legoff",
        "jean baptiste,jb",
        "jeanbaptiste escande,jb",
        "Jean-Baptiste,jb",
        "d'armagnac,darmagnac",
        "armagnac,darmagnac",
        "darmagnac yvette,darmagnac",
        "infirmière rodez,darmagnac",
        "lefebvre eleonor beziers cardio,lefebvre31",
        "oeuvrard,oeuvrard",
        "laetitia œuvrard,oeuvrard",
        "oeuvrard st etienne,oeuvrard",
        "orthophonie saint-etienne,oeuvrard",
        "psy saint gaudens,pierre",
        "psychologue st-gaudens,pierre",
        "jacques pierre,pierre",
        "labo garonne,labo",
        "laboratoire toulouse,labo",
        "ehpad tilleuls albi,tilleuls",
        "ehpad des tilleuls,tilleuls",
        "10100000017,castelbon",
        "10 1000 00017,castelbon",
        "castelbon@x.mssante.test,castelbon",
        "Hélène <castelbon@x.mssante.test>,castelbon",
        "42000 oeuvrard,oeuvrard",
        "caste lbon helene,castelbon",
        "helenecastelbon,castelbon",
    })
    void finds(String typed, String expected) {
        assertThat(who(search(typed))).first().isEqualTo(expected);
        assertThat(search(typed).hits().getFirst().match()).isEqualTo(Match.EXACT);
    }

    @ParameterizedTest
    @CsvSource({
        "caste,castelbon",
        "hél cast,castelbon",
        "castelbon toul,castelbon",
        "castelbon@x,castelbon",
        "legof,legoff",
        "le gof,legoff",
        "ortho,oeuvrard",
        "escande pharm,jb",
        "h castelb,castelbon",
        "101000000,castelbon"
    })
    void findsBeginnings(String typed, String expected) {
        assertThat(who(search(typed))).contains(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "castellbon,castelbon",
        "catselbon,castelbon",
        "castelon,castelbon",
        "kastelbon,castelbon",
        "casttelb,castelbon",
        "vaseur claire,vasseur",
        "castelbon tolouse,castelbon",
        "armagnax yvette,darmagnac",
        "tastelbon,castelbon",
        "piere jaques,pierre",
        "euvrard laetitia,oeuvrard",
        "ndieye paul,ndiaye",
        "lefevbre eleonor béziers,lefebvre31",
        "castelbn@x.mssante.test,castelbon",
        "10100000071,castelbon",
        "1010000017,castelbon",
        "101000000177,castelbon"
    })
    void findsInSpiteOfOneMistakeAndSaysSo(String typed, String expected) {
        Hit first = search(typed).hits().getFirst();
        assertThat(first.entry().address().localPart()).isEqualTo(expected);
        assertThat(first.match()).isEqualTo(Match.APPROXIMATE);
    }

    @ParameterizedTest
    @CsvSource({
        "castelbon xylophone,castelbon,xylophone",
        "vasseur claire xylophone,vasseur,xylophone",
        "xylophone ndiaye montpellier,ndiaye,xylophone"
    })
    void aWordThatNobodyHasIsLeftOutOnlyIfNothingElseIsFoundAndIsNamed(
            String typed, String expected, String leftOut) {
        Hit first = search(typed).hits().getFirst();
        assertThat(first.entry().address().localPart()).isEqualTo(expected);
        assertThat(first.match()).isEqualTo(Match.PARTIAL);
        assertThat(first.reasons()).containsExactly(new Reason(leftOut, "", Reason.Kind.LEFT_OUT));
    }

    @ParameterizedTest
    @CsvSource({
        "castelbon helene montpellier,castelbon,montpellier",
        "montpellier helene castelbon,castelbon,montpellier",
        "castelbon helene saint gaudens,castelbon,saint gaudens",
        "castelbon helene sage-femme,castelbon,sage femme",
        "ehpad tilleuls rodez,tilleuls,rodez"
    })
    void whoHasThisVeryNameIsFoundElsewhereAndItIsSaid(
            String typed, String expected, String leftOut) {
        Hit first = search(typed).hits().getFirst();
        assertThat(first.entry().address().localPart()).isEqualTo(expected);
        assertThat(first.match()).isEqualTo(Match.PARTIAL);
        assertThat(first.reasons()).containsExactly(new Reason(leftOut, "", Reason.Kind.LEFT_OUT));
    }

    @Test
    void elsewhereTooAWholeNameComesBeforeAPartOfOne() {
        assertThat(who(search("martin paul quimper"))).endsWith("martindupont");
    }

    @Test
    void oneMistakeComesBeforeTheSameNameElsewhere() {
        assertThat(who(search("martim paul rodez"))).first().isEqualTo("martin81b");
        assertThat(who(search("lefevre eleonore beziers")))
                .containsExactly("lefebvre31", "lefevre");
    }

    @Test
    void aTelephoneNumberBesideANameSaysNothing() {
        assertThat(who(search("castelbon 0561777777"))).containsExactly("castelbon");
    }

    @ParameterizedTest
    @CsvSource({
        "castelben helena toulause",
        "helena castelben toulause kardiolog",
        "xylophone castelben helena",
        "dr castelben helena toulause"
    })
    void whoIsGuessedWordByWordIsNotShown(String typed) {
        assertThat(search(typed)).isEqualTo(Found.NOTHING);
    }

    @ParameterizedTest
    @CsvSource({
        "castelbon helena toulause",
        "castelben helena toulouse",
        "castelben helena toulo",
        "kastelbon elène toulause",
        "castelben helena"
    })
    void oneWordAsItStandsOrTwoThatSoundSoAreEnoughBesideMistakes(String typed) {
        assertThat(who(search(typed))).first().isEqualTo("castelbon");
    }

    @Test
    void aReasonNamesWhatTheWordResembles() {
        assertThat(search("castelbon ocitanie").hits().getFirst().reasons())
                .extracting(Reason::found)
                .containsExactly("Occitanie");
        assertThat(search("castelbon toulause").hits().getFirst().reasons())
                .extracting(Reason::found)
                .containsExactly("TOULOUSE");
    }

    @ParameterizedTest
    @CsvSource({"zzzz", "xylophone", "10100009999", "cas@nowhere.test", "dr zzz", "zzz xxx"})
    void nobodyIsFound(String typed) {
        assertThat(search(typed)).isEqualTo(Found.NOTHING);
    }

    @Test
    void wholeNamesComeBeforeBeginningsBeforeMistakes() {
        List<Hit> hits = search("martin paul").hits();
        assertThat(hits)
                .extracting(hit -> hit.entry().address().localPart())
                .containsExactly(
                        "martin31",
                        "martin81",
                        "martin81b",
                        "martin34",
                        "martindupont",
                        "martinez");
        assertThat(hits)
                .extracting(Hit::match)
                .containsOnlyOnce(Match.PREFIX)
                .contains(Match.EXACT);
        assertThat(who(search("lefebvre"))).containsExactly("lefebvre31", "lefevre");
        assertThat(search("lefebvre").hits().getLast().match()).isEqualTo(Match.APPROXIMATE);
    }

    @Test
    void amongEqualsTheSearchersDepartmentComesFirst() {
        assertThat(who(search("paul martin", "34"))).startsWith("martin34");
        assertThat(who(search("paul martin", "31"))).startsWith("martin31");
        assertThat(who(search("martin", "81"))).startsWith("martin81", "martin81b");
    }

    @Test
    void theMailboxesOfAPersonFollowEachOther() {
        List<String> who = who(search("martin paul", "34"));
        assertThat(Math.abs(who.indexOf("martin81") - who.indexOf("martin81b"))).isEqualTo(1);
    }

    @Test
    void theRegionalScopeFindsOnlyItsOwn() {
        assertThat(who(search(DirectoryScope.REGIONAL, "belhadj roux", "", 20)))
                .containsExactly("regional");
        assertThat(search(DirectoryScope.REGIONAL, "vasseur", "", 20)).isEqualTo(Found.NOTHING);
        assertThat(search(DirectoryScope.REGIONAL, "vaseur", "", 20)).isEqualTo(Found.NOTHING);
        assertThat(search(DirectoryScope.REGIONAL, "vasseur@x.mssante.test", "", 20))
                .isEqualTo(Found.NOTHING);
    }

    @Test
    void theNationalScopeFindsBothAndNobodyTwice() {
        assertThat(who(search("belhadj"))).containsExactly("regional");
        assertThat(who(search("castelbon"))).containsExactly("castelbon");
    }

    @Test
    void theTotalCountsWhatTheLimitCuts() {
        Found found = search(DirectoryScope.NATIONAL, "paul", "", 2);
        assertThat(found.hits()).hasSize(2);
        assertThat(found.total()).isEqualTo(7);
    }

    @ParameterizedTest
    @CsvSource({"''", "' '", "a", "-", "'  .'", "@"})
    void tooShortToBeAQuestion(String typed) {
        assertThat(search(typed).hits()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'*'",
        "'castel*'",
        "'a AND b'",
        "'\"'",
        "'last:martin'",
        "'((('",
        "'\\'",
        "'[a TO z]'"
    })
    void signsHaveNoMeaning(String typed) {
        assertThat(search(typed)).isNotNull();
    }

    @Test
    void aVeryLongQuestionIsAnswered() {
        assertThat(search("martin ".repeat(10_000))).isNotNull();
        assertThat(search("x".repeat(100_000))).isEqualTo(Found.NOTHING);
        assertThat(search("@".repeat(100_000))).isEqualTo(Found.NOTHING);
    }

    private static Found search(String typed) {
        return search(typed, "");
    }

    private static Found search(String typed, String department) {
        return search(DirectoryScope.NATIONAL, typed, department, 20);
    }

    private static Found search(DirectoryScope scope, String typed, String department, int limit) {
        Set<Integer> shelves =
                DirectoryRules.sources(scope).stream()
                        .map(Source::ordinal)
                        .collect(Collectors.toSet());
        return index.search(
                new Question(
                        typed,
                        Question.Filter.NONE,
                        shelves,
                        department,
                        List.of(),
                        List.of(),
                        limit,
                        false));
    }

    private static List<String> who(Found found) {
        return found.hits().stream().map(hit -> hit.entry().address().localPart()).toList();
    }

    private static String one(
            String local, String rpps, String last, String first, String job, String town) {
        return person(local + "@x.mssante.test", rpps, "DR", last, first, job, "CABINET", town);
    }

    private static List<DirectoryEntry> entries(List<String> rows) throws IOException {
        List<DirectoryEntry> entries = new ArrayList<>();
        String file = DirectoryRows.HEADER + "\n" + String.join("\n", rows) + "\n";
        DirectoryFile.read(
                new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)),
                (entry, line) -> entries.add(entry));
        assertThat(entries).hasSameSizeAs(rows);
        return entries;
    }
}
