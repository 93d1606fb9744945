package fr.spico.jmap;

import static org.assertj.core.api.Assertions.assertThat;

import fr.spico.mail.MssAddress;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The event source (RFC 8620 §7.3).
class EventSourceTest extends JmapScene {

    private static final String END = "(end)";

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<Listening> open = new ArrayList<>();
    private MssAddress address;
    private Client client;

    @BeforeEach
    void linkAMailbox() {
        address = newAddress();
        client = link(people.doctor(), address);
    }

    @AfterEach
    void stopListening() {
        open.forEach(Listening::close);
        http.shutdownNow();
    }

    @Test
    void a_delivered_mail_is_announced_with_the_states_that_changed() throws Exception {
        Listening stream = listen("");
        deliver(address, mail("Une nouvelle", "paul@liberal.mssante.test", address));
        JsonNode changed = stream.state();
        assertThat(changed.path("@type").asString()).isEqualTo("StateChange");
        JsonNode states = changed.path("changed").path(client.accountId);
        assertThat(states.propertyNames()).contains("Email", "Mailbox", "Thread");
        assertThat(states.path("Email").asString())
                .isEqualTo(client.call("Email/get", "{\"ids\":[]}").path("state").asString());
    }

    @Test
    void only_the_types_that_were_asked_for_are_announced() throws Exception {
        Listening stream = listen("?types=Mailbox");
        deliver(address, mail("Une autre", "paul@liberal.mssante.test", address));
        assertThat(stream.state().path("changed").path(client.accountId).propertyNames())
                .containsExactly("Mailbox");
    }

    @Test
    void closeafter_state_ends_after_the_first_change() throws Exception {
        Listening stream = listen("?closeafter=state");
        deliver(address, mail("Une seule", "paul@liberal.mssante.test", address));
        stream.state();
        stream.awaitEnd();
    }

    @Test
    void a_ping_says_its_interval() throws Exception {
        Listening stream = listen("?ping=1");
        assertThat(stream.next("event: ping")).isEqualTo("data: {\"interval\":1}");
    }

    @Test
    void a_reader_who_comes_back_is_told_what_it_has_missed() throws Exception {
        Listening stream = listen("");
        deliver(address, mail("Avant", "paul@liberal.mssante.test", address));
        String id = stream.next("event: state");
        stream.close();
        deliver(address, mail("Entretemps", "paul@liberal.mssante.test", address));
        org.awaitility.Awaitility.await()
                .until(() -> client.call("Email/query", "{}").path("ids").size() == 2);
        Listening again = listen("", "Last-Event-ID", id.substring("id: ".length()));
        assertThat(again.state().path("changed").path(client.accountId).has("Email")).isTrue();
    }

    @Test
    void one_stream_too_many_ends_the_oldest_and_never_the_newest() throws Exception {
        Listening first = listen("");
        Listening second = listen("");
        Listening third = listen("");
        first.awaitEnd();
        deliver(address, mail("Pour tous", "paul@liberal.mssante.test", address));
        second.state();
        third.state();
    }

    private Listening listen(String query, String... headers) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(
                                URI.create(
                                        "http://127.0.0.1:"
                                                + environment.getProperty("local.server.port")
                                                + "/jmap/eventsource"
                                                + query))
                        .header("Authorization", "Bearer " + client.token);
        if (headers.length > 0) {
            request.headers(headers);
        }
        HttpResponse<java.io.InputStream> response =
                http.send(request.build(), BodyHandlers.ofInputStream());
        assertThat(response.statusCode()).isEqualTo(200);
        Listening stream = new Listening(response);
        open.add(stream);
        stream.next(": bonjour");
        return stream;
    }

    /// An open stream, read line by line.
    private static final class Listening implements AutoCloseable {

        private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        private final java.io.InputStream body;
        private final BufferedReader reader;

        Listening(HttpResponse<java.io.InputStream> response) {
            this.body = response.body();
            this.reader = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
            Thread.ofVirtual().start(this::read);
        }

        private void read() {
            try {
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    lines.add(line);
                }
            } catch (IOException e) {
                // Closed.
            }
            lines.add(END);
        }

        /// The line after this one.
        String next(String wanted) throws InterruptedException {
            awaitLine(wanted);
            return String.valueOf(poll());
        }

        /// What the next `state` event says.
        JsonNode state() throws InterruptedException {
            awaitLine("event: state");
            String line = poll();
            while (line != null && !line.startsWith("data: ")) {
                line = poll();
            }
            return JSON.readTree(String.valueOf(line).substring("data: ".length()));
        }

        void awaitEnd() throws InterruptedException {
            awaitLine(END);
        }

        private void awaitLine(String wanted) throws InterruptedException {
            String line = poll();
            while (!wanted.equals(line)) {
                assertThat(line).as("waiting for " + wanted).isNotNull();
                line = poll();
            }
        }

        private @Nullable String poll() throws InterruptedException {
            return lines.poll(Duration.ofSeconds(10).toMillis(), TimeUnit.MILLISECONDS);
        }

        /// The reader itself is held by whoever waits for a line.
        @Override
        public void close() {
            try {
                body.close();
            } catch (IOException e) {
                // Closed already.
            }
        }
    }
}
