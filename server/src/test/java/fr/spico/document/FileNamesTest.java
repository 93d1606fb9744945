package fr.spico.document;

import static org.assertj.core.api.Assertions.assertThat;

import fr.spico.account.AccountId;
import fr.spico.dossier.Confidentiality;
import fr.spico.dossier.DossierId;
import fr.spico.dossier.Patient;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FileNamesTest {

    @Test
    void aNameHasDateCategoryAndPatientWithoutAccents() {
        assertThat(name("CORSE", "Figatellix", "application/pdf"))
                .isEqualTo("20220531_CR d’imagerie médicale_CORSE_Figatellix.pdf");
        assertThat(name("NOËL-ÇELIK", "Zoé", "image/jpeg"))
                .isEqualTo("20220531_CR d’imagerie médicale_NOEL-CELIK_Zoe.jpg");
    }

    @Test
    void whatNoSystemTakesInAFileNameBecomesABlank() {
        assertThat(name("D/:*?UPONT\u0007", "A\"<>|B\\C", "application/pdf"))
                .isEqualTo("20220531_CR d’imagerie médicale_D UPONT _A B C.pdf");
        assertThat(name("DUPONT", "Ana", "application/x-unheard")).endsWith("_DUPONT_Ana.bin");
    }

    private static String name(String lastName, String firstName, String type) {
        Patient patient =
                new Patient(
                        lastName,
                        firstName,
                        "",
                        "",
                        Patient.Sex.U,
                        LocalDate.of(1941, 3, 12),
                        "",
                        Optional.empty(),
                        Patient.State.PROVISIONAL);
        Document document =
                new Document(
                        new DocumentId(UUID.randomUUID()),
                        new DossierId(UUID.randomUUID()),
                        DocumentCategory.of("18748-4").orElseThrow(),
                        "",
                        LocalDate.of(2022, 5, 31),
                        "",
                        Confidentiality.NORMAL,
                        1,
                        new Document.File(UUID.randomUUID(), type, 1, ""),
                        Instant.EPOCH,
                        new AccountId(UUID.randomUUID()));
        return new FileNames(patient).of(document);
    }
}
