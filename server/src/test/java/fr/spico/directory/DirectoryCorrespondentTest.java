package fr.spico.directory;

import static fr.spico.directory.DirectoryRows.person;
import static org.assertj.core.api.Assertions.assertThat;

import fr.spico.Browser;
import fr.spico.Browser.Answer;
import fr.spico.PlatformTest;
import fr.spico.account.Account;
import fr.spico.account.People;
import fr.spico.mail.MssAddress;
import fr.spico.platform.db.Database;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;

@PlatformTest
class DirectoryCorrespondentTest {

    private static final String PALANQUE = "ines.palanque@liberal.mssante.test";
    private static final String PALANQUE_HOME = "ines.palanque@medimail.mssante.test";
    private static final String OTHER = "odon.palanque@liberal.mssante.test";

    @Autowired Environment environment;
    @Autowired People people;
    @Autowired PublishedDirectory published;
    @Autowired Directory directory;
    @Autowired Database database;

    private Account doctor;
    private Browser browser;

    @BeforeEach
    void publish() {
        published.national(
                row(PALANQUE, "10100000801", "Inès", "31000 TOULOUSE"),
                row(PALANQUE_HOME, "10100000801", "Inès", "81000 ALBI"),
                row(OTHER, "10100000819", "Odon", "31000 TOULOUSE"));
        published.regional(
                row("gaelle.palanquet@medimail.mssante.test", "", "Gaëlle", "12000 RODEZ"));
        doctor = people.doctor();
        browser = new Browser(environment);
        browser.signIn(doctor);
    }

    @Test
    void favouritesAreKeptWithTheirEntries() {
        assertThat(put(OTHER).status()).isEqualTo(204);
        assertThat(put(OTHER).status()).isEqualTo(204);
        JsonNode favourites = browser.get("/api/directory/favourites").json().get("favourites");
        assertThat(addresses(favourites)).containsExactly(OTHER);
        assertThat(favourites.at("/0/entry/firstName").asString()).isEqualTo("Odon");
        browser.delete("/api/directory/favourites/" + OTHER);
        assertThat(browser.get("/api/directory/favourites").json().get("favourites").size())
                .isZero();
    }

    @Test
    void onlyWhoIsInTheCallersDirectoryCanBeAFavourite() {
        assertThat(put("nobody@liberal.mssante.test").problem()).isEqualTo("not-found");
        assertThat(put("nonsense").problem()).isEqualTo("not-an-address");
        Browser regional = new Browser(environment);
        regional.signIn(people.socialWorker());
        assertThat(regional.put("/api/directory/favourites/" + OTHER, Map.of()).problem())
                .isEqualTo("not-found");
    }

    @Test
    void whomOneKnowsComesFirstAmongEqualsAndIsMarked() {
        assertThat(found("palanque").getFirst()).isEqualTo(PALANQUE);
        put(OTHER);
        JsonNode first = browser.get("/api/directory/search?q=palanque").json().at("/results/0");
        assertThat(first.get("address").asString()).isEqualTo(OTHER);
        assertThat(first.get("favourite").asBoolean()).isTrue();
        browser.delete("/api/directory/favourites/" + OTHER);
        assertThat(found("palanque").getFirst()).isEqualTo(PALANQUE);
    }

    @Test
    void whomOneWroteToIsRememberedUnlessTheyAreInNoDirectory() {
        write(OTHER, "1790351215189.89@patient.mssante.test");
        write(PALANQUE);
        JsonNode recents = browser.get("/api/directory/recents").json().get("recents");
        assertThat(addresses(recents)).containsExactly(PALANQUE, OTHER);
        assertThat(recents.at("/0/lastAt").asString()).isNotEmpty();
        browser.delete("/api/directory/recents/" + PALANQUE);
        assertThat(addresses(browser.get("/api/directory/recents").json().get("recents")))
                .containsExactly(OTHER);
        browser.delete("/api/directory/recents");
        assertThat(browser.get("/api/directory/recents").json().get("recents").size()).isZero();
    }

    @Test
    void theMailboxesOfAPersonFollowEachOtherAndTheOthersAreNamed() {
        JsonNode page = browser.get("/api/directory/search?q=palanque+ines+albi").json();
        assertThat(page.at("/results/0/address").asString()).isEqualTo(PALANQUE_HOME);
        assertThat(page.at("/results/0/elsewhere/0/address").asString()).isEqualTo(PALANQUE);
        assertThat(page.at("/results/0/person").asString()).isEqualTo("10100000801");
    }

    @Test
    void groupsAreMadeRenamedAndRemoved() {
        JsonNode made =
                browser.post(
                                "/api/directory/groups",
                                Map.of("name", " Réseau ", "addresses", List.of(PALANQUE, OTHER)))
                        .json();
        assertThat(made.get("name").asString()).isEqualTo("Réseau");
        assertThat(made.at("/members/1/entry/firstName").asString()).isEqualTo("Odon");
        String path = "/api/directory/groups/" + made.get("id").asString();
        browser.put(path, Map.of("name", "Soins", "addresses", List.of(OTHER, OTHER)));
        JsonNode groups = browser.get("/api/directory/groups").json().get("groups");
        assertThat(groups.at("/0/name").asString()).isEqualTo("Soins");
        assertThat(addresses(groups.at("/0/members"))).containsExactly(OTHER);
        assertThat(browser.delete(path).status()).isEqualTo(204);
        assertThat(browser.delete(path).problem()).isEqualTo("not-found");
    }

    @Test
    void aGroupBelongsToItsOwnerAlone() {
        JsonNode made =
                browser.post(
                                "/api/directory/groups",
                                Map.of("name", "À moi", "addresses", List.of(OTHER)))
                        .json();
        String path = "/api/directory/groups/" + made.get("id").asString();
        Browser other = new Browser(environment);
        other.signIn(people.psychologist());
        assertThat(other.get("/api/directory/groups").json().get("groups").size()).isZero();
        assertThat(other.put(path, Map.of("name", "Pris", "addresses", List.of(OTHER))).problem())
                .isEqualTo("not-found");
        assertThat(other.delete(path).problem()).isEqualTo("not-found");
        browser.delete(path);
    }

    @Test
    void aGroupHasANameAndMembers() {
        assertThat(group("", List.of(OTHER)).problem()).isEqualTo("bad-name");
        assertThat(group("Vide", List.of()).problem()).isEqualTo("bad-members");
        assertThat(group("Faux", List.of("nonsense")).problem()).isEqualTo("not-an-address");
    }

    @Test
    void aPastedListIsResolvedPartByPart() {
        String pasted =
                """
                Inès PALANQUE <%s>; %s
                palanque odon
                palanque
                odonn.palanque@liberal.mssante.test
                zzzz xxxx
                """
                        .formatted(PALANQUE, OTHER);
        JsonNode all = resolve(browser, pasted);
        assertThat(all.size()).isEqualTo(6);
        assertThat(all.at("/0/entry/address").asString()).isEqualTo(PALANQUE);
        assertThat(all.at("/1/entry/address").asString()).isEqualTo(OTHER);
        assertThat(all.at("/2/entry/address").asString()).isEqualTo(OTHER);
        assertThat(all.at("/3/entry").isNull()).isTrue();
        assertThat(addresses(all.at("/3/candidates")))
                .startsWith(PALANQUE, PALANQUE_HOME, OTHER)
                .doesNotHaveDuplicates();
        assertThat(all.at("/4/entry").isNull()).isTrue();
        assertThat(all.at("/4/candidates/0/address").asString()).isEqualTo(OTHER);
        assertThat(all.at("/4/candidates/0/match").asString()).isEqualTo("approximate");
        assertThat(all.at("/5/message").asString()).startsWith("Personne");
    }

    @Test
    void aPastedAddressBeyondTheScopeSaysWhatItWouldTakeAndNothingElse() {
        Browser regional = new Browser(environment);
        regional.signIn(people.socialWorker());
        JsonNode one = resolve(regional, OTHER).get(0);
        assertThat(one.get("message").asString()).contains("RPPS");
        assertThat(one.toString()).doesNotContain("Odon");
    }

    private static JsonNode resolve(Browser browser, String text) {
        return browser.post("/api/directory/resolve", Map.of("text", text))
                .json()
                .get("recipients");
    }

    private Answer group(String name, List<String> addresses) {
        return browser.post("/api/directory/groups", Map.of("name", name, "addresses", addresses));
    }

    private Answer put(String address) {
        return browser.put("/api/directory/favourites/" + address, Map.of());
    }

    private void write(String... addresses) {
        List<MssAddress> all =
                List.of(addresses).stream().map(a -> MssAddress.parse(a).orElseThrow()).toList();
        database.run(tx -> directory.wroteTo(tx, doctor.id(), all));
    }

    private List<String> found(String typed) {
        return addresses(browser.get("/api/directory/search?q=" + typed).json().get("results"));
    }

    private static List<String> addresses(JsonNode list) {
        return list.valueStream().map(one -> one.get("address").asString()).toList();
    }

    private static String row(String address, String rpps, String first, String town) {
        return person(address, rpps, "DR", "PALANQUE", first, "Médecin|", "CABINET", town);
    }
}
