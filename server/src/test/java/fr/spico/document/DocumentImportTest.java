package fr.spico.document;

import static org.assertj.core.api.Assertions.assertThat;

import fr.spico.Browser;
import fr.spico.account.Account;
import fr.spico.dossier.DossierScene;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DocumentImportTest extends DossierScene {

    @TempDir Path folder;
    @Autowired DocumentImport documentImport;

    @Test
    void dossiersAndDocumentsOfAFolderComeOnceAndAWrongOneKeepsNoOtherOut() throws IOException {
        Account doctor = people.doctor();
        Files.write(folder.resolve("good.pdf"), pdf("bon"));
        Files.writeString(folder.resolve("bad.exe"), "MZ");
        String ref = UUID.randomUUID().toString();
        Map<String, Object> wrong = line(doctor, ref + "-wrong", List.of());
        wrong.put("matricule", "123");
        write(
                wrong,
                line(
                        doctor,
                        ref,
                        List.of(
                                document(ref + "/1", "bad.exe", doctor),
                                document(ref + "/2", "../outside.pdf", doctor),
                                document(ref + "/3", "good.pdf", doctor))));
        documentImport.load(folder);
        documentImport.load(folder);
        Browser browser = signedIn(doctor);
        JsonNode dossiers = browser.get("/api/dossiers").json().get("dossiers");
        assertThat(dossiers.size()).isEqualTo(1);
        assertThat(dossiers.at("/0/documents").asInt()).isEqualTo(1);
        assertThat(dossiers.at("/0/role").asString()).isEqualTo("Médecin traitant");
        JsonNode dossier = browser.get("/api/dossiers/" + dossiers.at("/0/id").asString()).json();
        assertThat(dossier.get("circle").findValuesAsString("name"))
                .containsExactly("Dr Hélène Castelbon", "Laboratoire Garonne");
    }

    private void write(Map<?, ?>... lines) throws IOException {
        Files.writeString(
                folder.resolve("dossiers.json"), JsonMapper.shared().writeValueAsString(lines));
    }

    private static Map<String, Object> line(
            Account doctor, String ref, List<Map<String, Object>> documents) {
        Map<String, Object> line = patient();
        line.put("ref", ref);
        line.put("documents", documents);
        line.put(
                "circle",
                List.of(
                        Map.of(
                                "login", doctor.login(),
                                "name", "",
                                "profession", "",
                                "structure", "",
                                "role", "attending"),
                        Map.of(
                                "address", "laboratoire.garonne@liberal.mssante.test",
                                "name", "Laboratoire Garonne",
                                "profession", "",
                                "structure", "Laboratoire Garonne",
                                "role", "participant")));
        return line;
    }

    private static Map<String, Object> document(String ref, String file, Account by) {
        return Map.of(
                "ref", ref,
                "file", file,
                "category", "11502-2",
                "title", "Bilan",
                "actDate", "2026-03-02",
                "author", "Laboratoire Garonne",
                "confidentiality", "normal",
                "addedBy", by.login());
    }
}
