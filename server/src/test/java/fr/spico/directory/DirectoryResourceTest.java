package fr.spico.directory;

import static fr.spico.directory.DirectoryRows.person;
import static org.assertj.core.api.Assertions.assertThat;

import fr.spico.Browser;
import fr.spico.Browser.Answer;
import fr.spico.PlatformTest;
import fr.spico.account.Account;
import fr.spico.account.People;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;

@PlatformTest
class DirectoryResourceTest {

    private static final String NATIONAL_ROW =
            person(
                    "wolfgang.quercyrou@liberal.mssante.test",
                    "10100000900",
                    "DR",
                    "QUERCYROU",
                    "Wolfgang",
                    "Médecin|Médecine générale",
                    "CABINET QUERCYROU",
                    "31000 TOULOUSE");
    private static final String REGIONAL_ROW =
            person(
                    "zoe.quercyrou@medimail.mssante.test",
                    "",
                    "MME",
                    "QUERCYROU",
                    "Zoé",
                    "Assistant de service social",
                    "CCAS",
                    "12000 RODEZ");

    /// Of a result, what programs rely on.
    private static final List<String> FIELDS =
            List.of(
                    "address",
                    "type",
                    "lastName",
                    "firstName",
                    "profession",
                    "specialty",
                    "structure",
                    "town",
                    "postalCode",
                    "rpps",
                    "match");

    @Autowired Environment environment;
    @Autowired People people;
    @Autowired PublishedDirectory published;

    @BeforeEach
    void publish() {
        published.national(NATIONAL_ROW);
        published.regional(REGIONAL_ROW);
    }

    @Test
    void rppsAndAdeliSearchNationallyTheOthersRegionally() {
        assertThat(found(people.doctor())).hasSize(2);
        assertThat(found(people.psychologist())).hasSize(2);
        for (Account other : List.of(people.socialWorker(), people.structure())) {
            assertThat(found(other)).containsExactly("zoe.quercyrou@medimail.mssante.test");
        }
    }

    @Test
    void noParameterWidensTheScope() {
        Browser browser = signedIn(people.socialWorker());
        assertThat(
                        browser.get("/api/directory/search?q=wolfgang&scope=national")
                                .json()
                                .get("total")
                                .asInt())
                .isZero();
        assertThat(
                        search(browser, "wolfgang.quercyrou@liberal.mssante.test")
                                .json()
                                .get("total")
                                .asInt())
                .isZero();
    }

    @Test
    void aResultHasEverythingThatTellsHomonymsApart() {
        Answer answer = search(signedIn(people.doctor()), "Dr quercyrou wolfgang généraliste");
        JsonNode page = answer.json();
        assertThat(page.get("scope").asString()).isEqualTo("national");
        assertThat(page.get("took").asDouble()).isPositive();
        JsonNode result = page.at("/results/0");
        assertThat(result.get("address").asString())
                .isEqualTo("wolfgang.quercyrou@liberal.mssante.test");
        assertThat(result.get("type").asString()).isEqualTo("PER");
        assertThat(result.get("profession").asString()).isEqualTo("Médecin");
        assertThat(result.get("specialty").asString()).isEqualTo("Médecine générale");
        assertThat(result.get("structure").asString()).isEqualTo("CABINET QUERCYROU");
        assertThat(result.get("town").asString()).isEqualTo("TOULOUSE");
        assertThat(result.get("department").asString()).isEqualTo("31");
        assertThat(result.get("rpps").asString()).isEqualTo("10100000900");
        assertThat(result.get("match").asString()).isEqualTo("exact");
    }

    @Test
    void aQuestionOfOneLetterIsEmptyAndALimitIsBroughtIntoRange() {
        Browser browser = signedIn(people.doctor());
        assertThat(search(browser, "q").json().get("results").size()).isZero();
        String search = "/api/directory/search?q=quercyrou&limit=";
        assertThat(browser.get(search + "1").json().get("results").size()).isEqualTo(1);
        assertThat(browser.get(search + "-3").json().get("results").size()).isEqualTo(1);
        assertThat(browser.get(search + "9999").status()).isEqualTo(200);
        assertThat(browser.get(search + "many").problem()).isEqualTo("bad-request");
        assertThat(browser.get("/api/directory/search").problem()).isEqualTo("bad-request");
    }

    @Test
    void nobodySearchesWithoutSigningIn() {
        Answer answer = search(new Browser(environment), "quercyrou");
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.problem()).isEqualTo("unauthenticated");
        assertThat(answer.body()).doesNotContain("zoe");
    }

    @Test
    void aProgramSearchesWithATokenAndFindsWhatTheDocumentationPromises() {
        String token =
                signedIn(people.doctor())
                        .post("/api/profile/tokens", Map.of("name", "annuaire"))
                        .json()
                        .get("token")
                        .asString();
        JsonNode page =
                new Browser(environment)
                        .get(
                                "/api/directory/search?limit=1&q=wolfgang+quercyrou",
                                "Authorization",
                                "Bearer " + token)
                        .json();
        assertThat(page.propertyNames()).contains("results", "total", "took");
        assertThat(page.get("total").asInt()).isEqualTo(1);
        assertThat(page.at("/results/0").propertyNames()).containsAll(FIELDS);
    }

    @Test
    void theOpenApiDocumentDescribesTheSearchAndItsResults() {
        JsonNode document = new Browser(environment).get("/api/openapi").json();
        JsonNode search = document.at("/paths/~1api~1directory~1search/get");
        assertThat(search.get("parameters").valueStream())
                .extracting(parameter -> parameter.get("name").asString())
                .contains("q", "limit", "profession", "specialty", "department", "town", "type");
        assertThat(document.at("/components/schemas/DirectoryResult/properties").propertyNames())
                .containsAll(FIELDS);
    }

    @Test
    void whoMayNotSeeAnEntryIsToldWhatItWouldTakeAndNothingElse() {
        Answer answer = search(signedIn(people.socialWorker()), "wolfgang quercyrou toulouse");
        assertThat(answer.json().at("/beyondScope/message").asString()).contains("RPPS", "ADELI");
        assertThat(answer.body()).doesNotContain("QUERCYROU", "10100000900", "liberal");
        assertThat(search(signedIn(people.doctor()), "wolfgang").json().get("beyondScope").isNull())
                .isTrue();
    }

    @Test
    void facetsComeOnlyWhenTheyAreAskedFor() {
        Browser browser = signedIn(people.doctor());
        assertThat(search(browser, "quercyrou").json().get("facets").isNull()).isTrue();
        JsonNode facets =
                browser.get("/api/directory/search?q=quercyrou&facets=true").json().get("facets");
        assertThat(facets.at("/department/0/count").asInt()).isEqualTo(1);
        assertThat(facets.get("town").size()).isEqualTo(2);
        JsonNode narrowed =
                browser.get("/api/directory/search?q=quercyrou&department=12&facets=true").json();
        assertThat(narrowed.get("total").asInt()).isEqualTo(1);
        assertThat(narrowed.at("/facets/department").size())
                .as("one can go to another department without going back")
                .isEqualTo(facets.get("department").size());
        assertThat(narrowed.at("/facets/town").size()).isEqualTo(1);
    }

    private List<String> found(Account account) {
        return search(signedIn(account), "quercyrou")
                .json()
                .get("results")
                .valueStream()
                .map(result -> result.get("address").asString())
                .toList();
    }

    private Browser signedIn(Account account) {
        Browser browser = new Browser(environment);
        browser.signIn(account);
        return browser;
    }

    private static Answer search(Browser browser, String typed) {
        return browser.get(
                "/api/directory/search?q=" + URLEncoder.encode(typed, StandardCharsets.UTF_8));
    }
}
