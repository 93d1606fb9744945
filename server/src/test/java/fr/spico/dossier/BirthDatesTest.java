package fr.spico.dossier;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BirthDatesTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 25);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "12/03/1948", "12-03-1948", "12.03.1948", "12 03 1948", "12/3/1948", "12/03/48",
                "12.3.48", "12 mars 1948", "12 MARS 48", "12-mars-1948", "1948-03-12", "12031948",
                "né le 12/03/1948.", "Mme X (12/03/1948)"
            })
    void aDateIsReadHoweverItIsWritten(String text) {
        List<BirthDates.Found> found = BirthDates.in(text, TODAY);
        assertThat(found).hasSize(1);
        assertThat(found.getFirst().dates()).containsExactly(LocalDate.of(1948, 3, 12));
    }

    @Test
    void twoDigitsOfAYearCanMeanTwoYearsButNoneInTheFuture() {
        assertThat(BirthDates.in("01/02/16", TODAY).getFirst().dates())
                .containsExactly(LocalDate.of(2016, 2, 1), LocalDate.of(1916, 2, 1));
        assertThat(BirthDates.in("1er février 48", TODAY).getFirst().dates())
                .containsExactly(LocalDate.of(1948, 2, 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "31/02/1948",
                "12/13/1948",
                "12/03/2999",
                "120/03/1948",
                "1/2",
                "12 tables 1948",
                "tension 14/8",
                "05 36 49 12 34",
                "2026-13-45"
            })
    void whatIsNoDateIsNone(String text) {
        assertThat(BirthDates.in(text, TODAY)).isEmpty();
    }
}
