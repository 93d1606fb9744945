package fr.spico.jmap;

import static org.assertj.core.api.Assertions.assertThat;

import fr.spico.mail.MssAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The operator's quotas (RFC 9425).
class QuotaTest extends JmapScene {

    private MssAddress address;
    private Client client;

    @BeforeEach
    void linkAMailbox() {
        address = newAddress();
        deliver(address, mail("Une lettre", "paul@liberal.mssante.test", address));
        client = link(people.doctor(), address);
    }

    @AfterEach
    void noLimit() {
        OPERATOR.createMailbox(address).quota(Long.MAX_VALUE);
    }

    @Test
    void an_operator_without_limits_has_no_quotas() {
        assertThat(call("get", "{}").path("list")).isEmpty();
    }

    @Test
    void a_limit_says_what_it_counts_and_how_much_is_used() {
        OPERATOR.createMailbox(address).quota(5_000_000);
        JsonNode quota = call("get", "{}").path("list").path(0);
        assertThat(quota.path("resourceType").asString()).isEqualTo("octets");
        assertThat(quota.path("hardLimit").asLong()).isEqualTo(5_000_000);
        assertThat(quota.path("used").asLong()).isPositive();
        assertThat(quota.path("scope").asString()).isEqualTo("account");
        assertThat(quota.path("types").toString()).isEqualTo("[\"Email\"]");
        assertThat(quota.path("name").asString()).isNotEmpty();
        assertThat(quota.path("warnLimit").isNull()).isTrue();
        String id = quota.path("id").asString();
        JsonNode some =
                call("get", "{\"ids\":[\"%s\",\"qx\"],\"properties\":[\"used\"]}".formatted(id));
        assertThat(some.path("list").path(0).propertyNames())
                .containsExactlyInAnyOrder("id", "used");
        assertThat(some.path("notFound").path(0).asString()).isEqualTo("qx");
    }

    @Test
    void what_is_used_changes_and_nothing_else_does() {
        OPERATOR.createMailbox(address).quota(5_000_000);
        String state = call("get", "{}").path("state").asString();
        String query = call("query", "{}").path("queryState").asString();
        assertThat(changes(state).path("updated")).isEmpty();
        deliver(address, mail("Une autre lettre", "paul@liberal.mssante.test", address));
        JsonNode changes = changes(state);
        assertThat(changes.path("updated")).hasSize(1);
        assertThat(changes.path("updatedProperties").toString()).isEqualTo("[\"used\"]");
        JsonNode moved = call("queryChanges", "{\"sinceQueryState\":\"%s\"}".formatted(query));
        assertThat(moved.path("removed")).hasSize(1);
        assertThat(moved.path("added").path(0).path("index").asInt()).isZero();
        OPERATOR.createMailbox(address).quota(6_000_000);
        assertThat(error("changes", "{\"sinceState\":\"%s\"}".formatted(state)))
                .isEqualTo("cannotCalculateChanges");
    }

    @Test
    void quotas_are_found_by_what_they_are() {
        OPERATOR.createMailbox(address).quota(5_000_000);
        assertThat(found("{\"resourceType\":\"octets\"}")).isEqualTo(1);
        assertThat(found("{\"resourceType\":\"count\"}")).isZero();
        assertThat(found("{\"scope\":\"account\",\"type\":\"Email\"}")).isEqualTo(1);
        assertThat(found("{\"operator\":\"NOT\",\"conditions\":[{\"type\":\"Email\"}]}")).isZero();
        assertThat(error("query", "{\"filter\":{\"autre\":\"x\"}}")).isEqualTo("unsupportedFilter");
        assertThat(error("query", "{\"sort\":[{\"property\":\"autre\"}]}"))
                .isEqualTo("unsupportedSort");
    }

    @Test
    void an_outage_is_an_error_and_not_an_empty_list() {
        OPERATOR.unreachable(true);
        assertThat(error("get", "{}")).isEqualTo("serverUnavailable");
    }

    private int found(String filter) {
        return call("query", "{\"filter\":" + filter + "}").path("ids").size();
    }

    private JsonNode changes(String state) {
        return call("changes", "{\"sinceState\":\"%s\"}".formatted(state));
    }

    private JsonNode call(String verb, String arguments) {
        JsonNode response = response(verb, arguments);
        assertThat(response.path(0).asString()).as(response.toString()).isEqualTo("Quota/" + verb);
        return response.path(1);
    }

    private String error(String verb, String arguments) {
        return response(verb, arguments).path(1).path("type").asString();
    }

    private JsonNode response(String verb, String arguments) {
        String inner = arguments.substring(1, arguments.length() - 1);
        return client.api(
                        """
                        {"using":["urn:ietf:params:jmap:core","urn:ietf:params:jmap:quota"],
                         "methodCalls":[["Quota/%s",{"accountId":"%s"%s},"0"]]}
                        """
                                .formatted(
                                        verb, client.accountId, inner.isBlank() ? "" : "," + inner))
                .json()
                .path("methodResponses")
                .path(0);
    }
}
