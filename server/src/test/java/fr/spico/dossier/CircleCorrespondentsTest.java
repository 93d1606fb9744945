package fr.spico.dossier;

import static fr.spico.directory.DirectoryRows.person;
import static org.assertj.core.api.Assertions.assertThat;

import fr.spico.Browser;
import fr.spico.account.Account;
import fr.spico.directory.PublishedDirectory;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

class CircleCorrespondentsTest extends DossierScene {

    private static final String FIRST = "agathe.peyrelade@liberal.mssante.test";
    private static final String MEMBER = "zelie.peyrelade@liberal.mssante.test";

    @Autowired PublishedDirectory published;

    @Test
    void theCareCircleOfADossierComesFirstForItsMembersAndForNobodyElse() {
        Account colleague = people.doctor();
        published.national(
                row(FIRST, "10100000710", "Agathe"),
                row(MEMBER, colleague.rpps().orElseThrow(), "Zélie"));
        Browser doctor = signedIn(people.doctor());
        String dossier = newDossier(doctor, patient());
        join(doctor, dossier, colleague);
        assertThat(first(doctor, "")).containsExactly(FIRST, "false");
        assertThat(first(doctor, "&dossier=" + dossier)).containsExactly(MEMBER, "true");
        assertThat(first(signedIn(people.doctor()), "&dossier=" + dossier))
                .containsExactly(FIRST, "false");
        assertThat(first(doctor, "&dossier=nonsense")).containsExactly(FIRST, "false");
    }

    private static List<String> first(Browser browser, String rest) {
        JsonNode result =
                browser.get("/api/directory/search?q=peyrelade" + rest).json().at("/results/0");
        return List.of(result.get("address").asString(), result.get("circle").asString());
    }

    private static String row(String address, String rpps, String first) {
        return person(
                address, rpps, "MME", "PEYRELADE", first, "Infirmier|", "CABINET", "46000 CAHORS");
    }
}
