package fr.spico.filing;

import static org.assertj.core.api.Assertions.assertThat;

import fr.spico.document.DocumentCategory;
import fr.spico.filing.Evidence.Texts;
import fr.spico.filing.ProposalRules.Proposed;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProposalRulesTest {

    private static final LocalDate RECEIVED = LocalDate.of(2026, 3, 9);

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "20260302_CR d'imagerie médicale_CABIROL_Simone,18748-4",
                "CR hospitalier (séjour),34112-3",
                "Ordonnance Mme Cabirol,57833-6",
                "IRM cérébrale,18748-4",
                "Lettre de sortie,11490-0",
                "bilan_sanguin,11502-2",
                "photo,\"\"",
                "scanner123,\"\""
            })
    void theCategoryIsToldByItsLabelOrByAWord(String text, String code) {
        assertThat(ProposalRules.category(text).map(DocumentCategory::code).orElse(""))
                .isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({
        "20260302_CR_CABIROL.pdf,2026-03-02",
        "2026-03-02 bilan.pdf,2026-03-02",
        "bilan du 02-03-2026.pdf,2026-03-02",
        "20261399_faux.pdf,2026-03-09",
        "20300101_demain.pdf,2026-03-09",
        "naissance 12-03-1941.pdf,2026-03-09",
        "scan.pdf,2026-03-09"
    })
    void theDateIsTheActSWhereTheNameSaysItAndTheMailSOtherwise(String name, LocalDate day) {
        assertThat(proposed(name).actDate()).isEqualTo(day);
    }

    @Test
    void titleAndAuthorAreWhatTheMailSays() {
        Proposed proposed = proposed("20260302_CR d'imagerie médicale_CABIROL_Simone.pdf");
        assertThat(proposed.title()).isEqualTo("CR d'imagerie médicale");
        assertThat(proposed.author()).isEqualTo("Dr Paul VIAL");
        assertThat(proposed("a\u0007b_c.pdf").title()).isEqualTo("a b c");
        assertThat(proposed("x".repeat(500) + ".pdf").title()).hasSize(200);
    }

    private static Proposed proposed(String fileName) {
        return ProposalRules.of(new Texts("", "", fileName, ""), "Dr Paul VIAL", RECEIVED);
    }
}
