package fr.spico.directory;

import static org.assertj.core.api.Assertions.assertThat;

import fr.spico.account.Account.DirectoryScope;
import fr.spico.directory.DirectoryRules.Source;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DirectoryRulesTest {

    @Test
    void theNationalScopeSeesBothDirectoriesTheRegionalScopeItsOwn() {
        assertThat(DirectoryRules.sources(DirectoryScope.NATIONAL))
                .containsExactlyInAnyOrder(Source.NATIONAL, Source.REGIONAL);
        assertThat(DirectoryRules.sources(DirectoryScope.REGIONAL))
                .containsExactly(Source.REGIONAL);
    }

    @Test
    void aScopeIsServedOnceItsOwnFileWasImported() {
        assertThat(DirectoryRules.serves(Set.of(), DirectoryScope.REGIONAL)).isFalse();
        assertThat(DirectoryRules.serves(Set.of(Source.REGIONAL), DirectoryScope.REGIONAL))
                .isTrue();
        assertThat(DirectoryRules.serves(Set.of(Source.REGIONAL), DirectoryScope.NATIONAL))
                .isFalse();
        assertThat(DirectoryRules.serves(Set.of(Source.NATIONAL), DirectoryScope.NATIONAL))
                .isTrue();
        assertThat(DirectoryRules.serves(Set.of(Source.NATIONAL), DirectoryScope.REGIONAL))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"-5,1", "0,1", "1,1", "20,20", "100,100", "101,100", "2147483647,100"})
    void limitsAreBroughtIntoRange(int wanted, int given) {
        assertThat(DirectoryRules.limit(wanted)).isEqualTo(given);
    }

    @ParameterizedTest
    @CsvSource({
        "31000,31,31",
        "20000,20,2A",
        "20167,,2A",
        "20200,20,2B",
        "20600,2B,2B",
        "97400,974,974",
        "98800,,988",
        "09100,09,09",
        "'',2A,2A",
        "'',Gers,''",
        "B-1000,'',''"
    })
    void theDepartmentComesFromThePostalCode(String code, String column, String department) {
        assertThat(DirectoryRules.department(code, column == null ? "" : column))
                .isEqualTo(department);
    }

    @ParameterizedTest
    @CsvSource({
        "31000 TOULOUSE,TOULOUSE",
        "31059 TOULOUSE CEDEX 9,TOULOUSE",
        "81013 ALBI CEDEX,ALBI",
        "L ISLE JOURDAIN,L ISLE JOURDAIN",
        "'',''"
    })
    void theTownIsTheLineWithoutItsCodes(String line, String town) {
        assertThat(DirectoryRules.town(line)).isEqualTo(town);
    }
}
