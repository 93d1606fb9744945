package fr.spico.jmap;

import static org.assertj.core.api.Assertions.assertThat;

import fr.spico.mail.MssAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// RFC 8620 §5.6: a client that keeps a list and follows its changes has, after any change, the
/// list that it would get by asking anew.
class QueryChangesTest extends JmapScene {

    private static final List<String> LISTS =
            List.of(
                    "{}",
                    "{\"sort\":[{\"property\":\"subject\"},{\"property\":\"receivedAt\"}]}",
                    "{\"filter\":{\"inMailbox\":\"$inbox\"},\"collapseThreads\":true}",
                    "{\"filter\":{\"inMailbox\":\"$inbox\"},\"sort\":[{\"property\":\"size\"}]}",
                    "{\"filter\":{\"inMailboxOtherThan\":[\"$trash\"]},\"collapseThreads\":true,"
                            + "\"sort\":[{\"property\":\"receivedAt\",\"isAscending\":true}]}",
                    "{\"filter\":{\"hasKeyword\":\"$flagged\"}}",
                    "{\"filter\":{\"operator\":\"OR\",\"conditions\":[{\"notKeyword\":\"$seen\"},{\"subject\":\"deux\"}]}}",
                    "{\"filter\":{\"someInThreadHaveKeyword\":\"$flagged\"}}",
                    "{\"filter\":{\"allInThreadHaveKeyword\":\"$seen\"},\"collapseThreads\":true}",
                    "{\"sort\":[{\"property\":\"hasKeyword\",\"keyword\":\"$flagged\",\"isAscending\":false}]}",
                    "{\"sort\":[{\"property\":\"someInThreadHaveKeyword\",\"keyword\":\"$seen\"}],\"collapseThreads\":true}",
                    "{\"filter\":{\"view\":\"all\"},\"collapseThreads\":true}",
                    "{\"filter\":{\"subject\":\"trois\"}}");

    private final Random random = new Random(20261125);
    private MssAddress address;
    private Client client;
    private String inbox;
    private String trash;
    private int mails;

    @BeforeEach
    void linkAMailbox() {
        address = newAddress();
        client = link(people.doctor(), address);
        inbox = client.mailbox("inbox");
        trash = client.mailbox("trash");
        for (int i = 0; i < 8; i++) {
            create();
        }
    }

    /// A list that a client keeps.
    private static final class Kept {
        private final String query;
        private String state = "";
        private List<String> ids = new ArrayList<>();

        Kept(String query) {
            this.query = query;
        }
    }

    @Test
    void a_client_that_follows_the_changes_has_the_list_as_it_is() {
        List<Kept> lists =
                LISTS.stream()
                        .map(q -> new Kept(q.replace("$inbox", inbox).replace("$trash", trash)))
                        .toList();
        lists.forEach(this::ask);
        for (int round = 0; round < 12; round++) {
            int changes = 1 + random.nextInt(3);
            for (int i = 0; i < changes; i++) {
                changeSomething();
            }
            int seen = round;
            lists.forEach(list -> {
                follow(list);
                assertThat(list.ids).as("%s, round %d", list.query, seen).isEqualTo(now(list));
            });
        }
    }

    @Test
    void nothing_changes_in_a_list_that_cannot_change() {
        Kept list = new Kept("{\"sort\":[{\"property\":\"subject\"}]}");
        ask(list);
        String email = list.ids.getFirst();
        update(email, "{\"keywords/$flagged\":true}");
        JsonNode changes = changes(list, "");
        assertThat(changes.path("removed")).isEmpty();
        assertThat(changes.path("added")).isEmpty();
        assertThat(changes.path("newQueryState").asString()).isNotEqualTo(list.state);
        assertThat(changes.path("oldQueryState").asString()).isEqualTo(list.state);
    }

    @Test
    void up_to_an_id_nothing_behind_it_is_told_where_places_are_fixed() {
        Kept list = new Kept("{\"sort\":[{\"property\":\"receivedAt\",\"isAscending\":true}]}");
        ask(list);
        create();
        assertThat(changes(list, "").path("added")).hasSize(1);
        assertThat(changes(list, ",\"upToId\":\"%s\"".formatted(list.ids.getFirst())).path("added"))
                .isEmpty();
    }

    @Test
    void the_total_comes_if_it_is_asked_for() {
        Kept list = new Kept("{}");
        ask(list);
        create();
        assertThat(changes(list, "").has("total")).isFalse();
        assertThat(changes(list, ",\"calculateTotal\":true").path("total").asInt())
                .isEqualTo(list.ids.size() + 1);
    }

    @Test
    void more_changes_than_the_client_takes_are_an_error() {
        Kept list = new Kept("{}");
        ask(list);
        create();
        create();
        assertThat(error(list, ",\"maxChanges\":1")).isEqualTo("tooManyChanges");
        assertThat(changes(list, ",\"maxChanges\":2").path("added")).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Email/queryChanges|{\"sinceQueryState\":\"nonsense\"}|cannotCalculateChanges",
                "Email/queryChanges|{\"sinceQueryState\":\"1\"}|cannotCalculateChanges",
                "Email/queryChanges|{}|invalidArguments",
                "Email/queryChanges|{\"sinceQueryState\":7}|invalidArguments",
                "Email/queryChanges|{\"sinceQueryState\":\"1\",\"maxChanges\":0}|invalidArguments",
                "Email/queryChanges|{\"sinceQueryState\":\"1\",\"maxChanges\":-1}|invalidArguments",
                "Email/queryChanges|{\"sinceQueryState\":\"1\",\"upToId\":7}|invalidArguments",
                "Email/queryChanges|{\"sinceQueryState\":\"1\",\"position\":1}|invalidArguments",
                "Email/queryChanges|{\"sinceQueryState\":\"1\",\"filter\":{\"nonsense\":1}}|unsupportedFilter",
                "Email/queryChanges|{\"sinceQueryState\":\"1\",\"sort\":[{\"property\":\"nonsense\"}]}|unsupportedSort",
                "Mailbox/queryChanges|{\"sinceQueryState\":\"99999999\"}|cannotCalculateChanges",
                "Mailbox/queryChanges|{\"sinceQueryState\":\"x\"}|cannotCalculateChanges",
                "Mailbox/queryChanges|{\"sinceQueryState\":\"1\",\"nonsense\":1}|invalidArguments",
                "EmailSubmission/queryChanges|{\"sinceQueryState\":\"99999999\"}|cannotCalculateChanges",
                "EmailSubmission/queryChanges|{}|invalidArguments"
            })
    void what_cannot_be_calculated_is_the_error_of_the_rfc(
            String method, String arguments, String type) {
        assertThat(client.error(method, arguments)).isEqualTo(type);
    }

    @Test
    void a_state_of_another_list_is_not_known() {
        Kept list = new Kept("{}");
        ask(list);
        Kept other = new Kept("{\"collapseThreads\":true}");
        other.state = list.state;
        assertThat(error(other, "")).isEqualTo("cannotCalculateChanges");
    }

    @Test
    void folders_are_followed_as_mails_are_also_as_a_tree() {
        List<Kept> lists =
                List.of(
                        new Kept("{\"sort\":[{\"property\":\"name\"}]}"),
                        new Kept(
                                "{\"sort\":[{\"property\":\"name\"}],\"sortAsTree\":true,\"filterAsTree\":true,"
                                        + "\"filter\":{\"operator\":\"NOT\",\"conditions\":[{\"name\":\"caché\"}]}}"));
        lists.forEach(list -> asked(list, client.call("Mailbox/query", list.query)));
        String above = folder("{\"name\":\"Milieu\"}");
        String below = folder("{\"name\":\"Dedans\",\"parentId\":\"%s\"}".formatted(above));
        followFolders(lists);
        rename(above, "Zéro");
        followFolders(lists);
        rename(above, "caché");
        followFolders(lists);
        rename(above, "Amont");
        client.call("Mailbox/set", "{\"destroy\":[\"%s\"]}".formatted(below));
        followFolders(lists);
    }

    private void followFolders(List<Kept> lists) {
        for (Kept list : lists) {
            String arguments = with(list.query, "\"sinceQueryState\":\"%s\"".formatted(list.state));
            apply(list, client.call("Mailbox/queryChanges", arguments));
            assertThat(list.ids)
                    .isEqualTo(strings(client.call("Mailbox/query", list.query).path("ids")));
        }
    }

    private String folder(String json) {
        return client.call("Mailbox/set", "{\"create\":{\"n\":" + json + "}}")
                .at("/created/n/id")
                .asString();
    }

    private void rename(String id, String name) {
        client.call("Mailbox/set", "{\"update\":{\"%s\":{\"name\":\"%s\"}}}".formatted(id, name));
    }

    // --- what happens to mails

    private final Map<String, String> messageIds = new HashMap<>();

    private void changeSomething() {
        List<String> all = strings(client.call("Email/query", "{}").path("ids"));
        String one = all.isEmpty() ? create() : all.get(random.nextInt(all.size()));
        switch (random.nextInt(6)) {
            case 0 -> create();
            case 1 -> update(one, "{\"keywords/$flagged\":%s}".formatted(trueOrNull()));
            case 2 -> update(one, "{\"keywords/$seen\":%s}".formatted(trueOrNull()));
            case 3 -> update(one, "{\"mailboxIds\":{\"%s\":true}}".formatted(trash));
            case 4 -> update(one, "{\"mailboxIds\":{\"%s\":true}}".formatted(inbox));
            default -> client.call("Email/set", "{\"destroy\":[\"%s\"]}".formatted(one));
        }
    }

    private String trueOrNull() {
        return random.nextBoolean() ? "true" : "null";
    }

    /// Some answer an earlier one.
    private String create() {
        List<String> subjects = List.of("un", "deux", "trois");
        String subject = subjects.get(random.nextInt(3));
        String messageId = UUID.randomUUID() + "@medimail.mssante.test";
        String answered = messageIds.put(subject, messageId);
        String reference =
                answered == null || random.nextInt(3) == 0
                        ? ""
                        : ",\"references\":[\"%s\"]".formatted(answered);
        mails++;
        String email =
                """
                {"create":{"m":{"mailboxIds":{"%s":true},"receivedAt":"2026-03-%02dT08:%02d:00Z",
                  "subject":"%s","messageId":["%s"]%s,
                  "textBody":[{"partId":"1","type":"text/plain"}],"bodyValues":{"1":{"value":"%s"}}}}}
                """
                        .formatted(
                                inbox,
                                1 + random.nextInt(28),
                                mails % 60,
                                subject,
                                messageId,
                                reference,
                                "x".repeat(random.nextInt(50)));
        return client.call("Email/set", email).at("/created/m/id").asString();
    }

    private void update(String id, String patch) {
        client.call("Email/set", "{\"update\":{\"%s\":%s}}".formatted(id, patch));
    }

    // --- what a client does

    private void ask(Kept list) {
        asked(list, client.call("Email/query", list.query));
    }

    private static void asked(Kept list, JsonNode answer) {
        list.state = answer.path("queryState").asString();
        list.ids = new ArrayList<>(strings(answer.path("ids")));
        assertThat(answer.path("canCalculateChanges").asBoolean()).isTrue();
    }

    private List<String> now(Kept list) {
        return strings(client.call("Email/query", list.query).path("ids"));
    }

    private void follow(Kept list) {
        apply(list, changes(list, ""));
    }

    private JsonNode changes(Kept list, String more) {
        return client.call("Email/queryChanges", arguments(list, more));
    }

    private String error(Kept list, String more) {
        return client.error("Email/queryChanges", arguments(list, more));
    }

    private static String arguments(Kept list, String more) {
        return with(list.query, "\"sinceQueryState\":\"%s\"%s".formatted(list.state, more));
    }

    private static String with(String object, String more) {
        String inner = object.substring(1, object.length() - 1);
        return "{" + inner + (inner.isBlank() ? "" : ",") + more + "}";
    }

    private static void apply(Kept list, JsonNode changes) {
        Set<String> removed = new HashSet<>(strings(changes.path("removed")));
        list.ids.removeIf(removed::contains);
        changes.path("added")
                .values()
                .forEach(a -> list.ids.add(a.path("index").asInt(), a.path("id").asString()));
        list.state = changes.path("newQueryState").asString();
    }

    private static List<String> strings(JsonNode array) {
        return array.values().stream().map(JsonNode::asString).toList();
    }
}
