package fr.spico.document;

import static org.assertj.core.api.Assertions.assertThat;

import fr.spico.Browser;
import fr.spico.account.Account;
import fr.spico.account.Caller;
import fr.spico.dossier.Confidentiality;
import fr.spico.dossier.DossierAccess;
import fr.spico.dossier.DossierScene;
import fr.spico.dossier.Dossiers;
import fr.spico.platform.db.Database;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// Opening a file of 500 documents. The budget is 20 ms at the 95th percentile on a machine that
/// does nothing else; the test fails at ten times that, as others work here too, and prints what it
/// measured.
class DossierSpeedTest extends DossierScene {

    private static final int DOCUMENTS = 500;
    private static final long LIMIT_MILLIS = 200;

    @Autowired Database database;
    @Autowired Dossiers dossiers;
    @Autowired Documents documents;

    @Test
    void aFileOfFiveHundredDocumentsOpensAtOnce() throws IOException {
        Account account = people.doctor();
        Browser doctor = signedIn(account);
        String id = newDossier(doctor, patient());
        fill(account, id);
        List<Long> micros = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            long start = System.nanoTime();
            assertThat(doctor.get("/api/dossiers/" + id).status()).isEqualTo(200);
            Browser.Answer list = doctor.get("/api/dossiers/" + id + "/documents");
            micros.add((System.nanoTime() - start) / 1000);
            assertThat(list.json().get("documents").size()).isEqualTo(DOCUMENTS);
        }
        List<Long> warm = new ArrayList<>(micros.subList(40, micros.size()));
        Collections.sort(warm);
        long median = warm.get(warm.size() / 2);
        long p95 = warm.get(warm.size() * 95 / 100);
        System.out.printf(
                "{\"bench\":\"dossier-500\",\"median_us\":%d,\"p95_us\":%d}%n", median, p95);
        assertThat(p95 / 1000).isLessThan(LIMIT_MILLIS);
    }

    private void fill(Account account, String id) throws IOException {
        Caller caller = new Caller(account, Caller.Client.WEB);
        DossierAccess access = database.read(tx -> dossiers.open(tx, caller, id));
        DocumentCategory category = DocumentCategory.of("11488-4").orElseThrow();
        for (int i = 0; i < DOCUMENTS; i++) {
            Document.File file =
                    documents.take(
                            access.dossier().id(),
                            account.id(),
                            new ByteArrayInputStream(pdf("document " + i)));
            Description description =
                    new Description(
                            category,
                            "Consultation " + i,
                            LocalDate.of(2026, 1, 1).minusDays(i),
                            "",
                            Confidentiality.NORMAL);
            database.run(tx -> documents.add(tx, access, description, file.id()));
        }
    }
}
