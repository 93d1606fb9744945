package fr.spico.sandbox.directory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import fr.spico.sandbox.cast.Cast;
import fr.spico.sandbox.cast.Domains;
import fr.spico.sandbox.cast.Identifiers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryFilesTest {
    @TempDir Path directory;
    private List<String> national = List.of();
    private List<String> regional = List.of();

    @BeforeEach
    void write() throws IOException {
        DirectoryFiles.write(directory, 3000);
        national = Files.readAllLines(directory.resolve("national.txt"), UTF_8);
        regional = Files.readAllLines(directory.resolve("regional.txt"), UTF_8);
    }

    @Test
    void everyRowButOneHasThirtyOneColumns() {
        for (List<String> file : List.of(national, regional)) {
            assertThat(file.getFirst())
                    .startsWith("Type de BAL|Adresse BAL|")
                    .endsWith("|Département|Pays");
            assertThat(file).filteredOn(line -> line.split("\\|", -1).length != 31).hasSize(1);
        }
    }

    @Test
    void theTitleGoesWithTheFirstName() {
        assertThat(titlesOf("Claire")).isSubsetOf("MME", "DR").contains("MME");
        assertThat(titlesOf("Jean-Pierre")).isSubsetOf("M", "DR").contains("M");
        assertThat(titlesOf("Dominique")).contains("M", "MME");
    }

    private Set<String> titlesOf(String first) {
        return national.stream()
                .map(line -> line.split("\\|", -1))
                .filter(row -> row.length == 31 && row[10].equals(first))
                .map(row -> row[8])
                .collect(Collectors.toSet());
    }

    @Test
    void oneRowHasAnAddressThatIsNone() {
        assertThat(national).filteredOn(line -> line.contains("@@")).hasSize(1);
    }

    @Test
    void noAddressStandsTwice() {
        Set<String> seen = new HashSet<>();
        assertThat(national.stream().map(line -> line.split("\\|", -1)[1])).allMatch(seen::add);
    }

    @Test
    void theRegionalFileHoldsTheRegionalOperatorOnly() {
        assertThat(
                        regional.stream()
                                .skip(1)
                                .map(line -> line.split("\\|", -1))
                                .filter(row -> row.length == 31 && !row[1].contains("@@")))
                .allMatch(row -> row[1].endsWith("@" + Domains.REGIONAL));
        assertThat(regional.size()).isBetween(300, 900);
    }

    @Test
    void theSocialWorkerStandsInTheRegionalFileOnly() {
        assertThat(national).noneMatch(line -> line.contains(Cast.SOCIAL_WORKER.address()));
        assertThat(regional).anyMatch(line -> line.contains(Cast.SOCIAL_WORKER.address()));
    }

    @Test
    void theSameSizeGivesTheSameBytes() throws IOException {
        Path again = directory.resolve("again");
        DirectoryFiles.write(again, 3000);
        assertThat(Files.readAllLines(again.resolve("national.txt"), UTF_8)).isEqualTo(national);
    }

    @Test
    void namesHaveHomonymsHyphensParticlesAndAccents() {
        List<String[]> people =
                national.stream()
                        .map(line -> line.split("\\|", -1))
                        .filter(row -> row.length == 31 && row[0].equals("PER"))
                        .toList();
        assertThat(people)
                .anyMatch(row -> row[9].contains("-"))
                .anyMatch(row -> row[9].startsWith("DE ") || row[9].startsWith("D'"))
                .anyMatch(row -> row[9].matches(".*[ÈÉËÏ].*"));
        assertThat(people.stream().map(row -> row[9] + row[10]).distinct().count())
                .isLessThan(people.size());
    }

    @Test
    void rppsNumbersPassTheLuhnCheck() {
        assertThat(
                        national.stream()
                                .map(line -> line.split("\\|", -1))
                                .filter(row -> row.length == 31 && row[2].equals("8")))
                .allMatch(row -> Identifiers.rpps(row[3].substring(0, 10)).equals(row[3]));
    }

    @Test
    void theKeyOfAnInsIsThatOfThePublishedExample() {
        assertThat(Identifiers.ins("2790351215189")).isEqualTo("279035121518989");
    }
}
