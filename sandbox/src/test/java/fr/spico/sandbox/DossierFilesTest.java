package fr.spico.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.spico.sandbox.dossiers.DossierFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DossierFilesTest {

    @TempDir Path folder;

    @Test
    void atLeastTwelvePatientsWithThreeToSixtyDocumentsEach() throws IOException {
        DossierFiles.write(folder, LocalDate.of(2026, 11, 23));
        JsonNode dossiers = new ObjectMapper().readTree(folder.resolve("dossiers.json").toFile());
        assertThat(dossiers.size()).isGreaterThanOrEqualTo(12);
        for (JsonNode dossier : dossiers) {
            assertThat(dossier.get("documents").size()).isBetween(3, 60);
            for (JsonNode document : dossier.get("documents")) {
                Path file = folder.resolve(document.get("file").asText());
                assertThat(Files.size(file)).as(file.toString()).isGreaterThan(500);
            }
        }
    }

    @Test
    void thosePatientsWhoHaveAMailboxHaveTheNumberOfItsAddress() throws IOException {
        DossierFiles.write(folder, LocalDate.of(2026, 11, 23));
        JsonNode first =
                new ObjectMapper().readTree(folder.resolve("dossiers.json").toFile()).get(0);
        assertThat(fr.spico.sandbox.cast.Cast.PATIENT_DOMINIQUE.address())
                .startsWith(first.get("matricule").asText() + "@");
    }
}
