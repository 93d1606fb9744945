package fr.spico.dossier;

import static fr.spico.dossier.DocumentAction.ADD;
import static fr.spico.dossier.DocumentAction.READ;
import static fr.spico.dossier.DocumentAction.REPLACE;
import static fr.spico.dossier.DocumentAction.SEND;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every cell of rights.txt, said a second time.
class DossierRightsTest {

    private final DossierRights matrix = new DossierRights();

    @ParameterizedTest
    @CsvSource({
        // profession, read, add, replace, send: y yes, n no, o own; normal, restricted, masked
        "Médecin, yyo, yyy, yoo, yyo",
        "Chirurgien-Dentiste, yyo, yyy, yoo, yyo",
        "SAGE-FEMME, yyo, yyy, yoo, yyo",
        "Infirmier, yyo, yyy, ooo, yoo",
        "Infirmière, yyo, yyy, ooo, yoo",
        "Infirmier en pratique avancée, yyo, yyy, ooo, yoo",
        "Pharmacien, yyo, yyn, oon, yon",
        "Masseur-Kinésithérapeute, yoo, yyn, oon, yon",
        "Orthophoniste, yoo, yyn, oon, yon",
        "Ergothérapeute, yoo, yyn, oon, yon",
        "Pédicure-Podologue, yoo, yyn, oon, yon",
        "Psychomotricien, yoo, yyn, oon, yon",
        "Diététicien, yoo, yyn, oon, yon",
        "Orthoptiste, yoo, yyn, oon, yon",
        "Psychologue, yoo, yyy, ooo, yoo",
        "Assistante sociale, yoo, yyn, oon, yon",
        "Assistant de service social, yoo, yyn, oon, yon",
        "Assistant social, yoo, yyn, oon, yon",
        "Travailleur social, yoo, yyn, oon, yon",
        "structure, ynn, yyn, onn, nnn",
        "Jardinier, ynn, ynn, onn, onn",
        "'', ynn, ynn, onn, onn"
    })
    void eachCell(String profession, String read, String add, String replace, String send) {
        DossierRights.Rights rights = matrix.ofProfession(profession);
        assertThat(cells(rights, READ)).as("read").isEqualTo(read);
        assertThat(cells(rights, ADD)).as("add").isEqualTo(add);
        assertThat(cells(rights, REPLACE)).as("replace").isEqualTo(replace);
        assertThat(cells(rights, SEND)).as("send").isEqualTo(send);
    }

    @ParameterizedTest
    @CsvSource({
        "Médecin, create identity circle opposition",
        "Infirmier, create identity circle opposition",
        "Pharmacien, opposition",
        "Masseur-Kinésithérapeute, opposition",
        "Psychologue, opposition",
        "Assistante sociale, create circle opposition",
        "structure, ''",
        "Jardinier, ''"
    })
    void whatMayBeDoneToTheDossierItself(String profession, String actions) {
        Set<DossierAction> expected = EnumSet.noneOf(DossierAction.class);
        Stream.of(actions.split(" "))
                .filter(word -> !word.isEmpty())
                .forEach(word ->
                        expected.add(
                                DossierAction.valueOf(word.toUpperCase(java.util.Locale.ROOT))));
        assertThat(matrix.ofProfession(profession).dossier()).isEqualTo(expected);
    }

    @Test
    void whoMayNotReadMayNotSend() {
        for (String profession : List.of("Médecin", "Infirmier", "Pharmacien", "structure", "*")) {
            DossierRights.Rights rights = matrix.ofProfession(profession);
            for (Confidentiality level : Confidentiality.values()) {
                if (!rights.may(READ, level, false)) {
                    assertThat(rights.may(SEND, level, false))
                            .as("%s %s", profession, level)
                            .isFalse();
                }
            }
        }
    }

    private static String cells(DossierRights.Rights rights, DocumentAction action) {
        StringBuilder cells = new StringBuilder();
        for (Confidentiality level : Confidentiality.values()) {
            boolean anybodys = rights.may(action, level, false);
            boolean own = rights.may(action, level, true);
            cells.append(anybodys ? 'y' : own ? 'o' : 'n');
        }
        return cells.toString();
    }
}
