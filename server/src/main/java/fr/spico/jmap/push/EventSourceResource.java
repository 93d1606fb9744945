package fr.spico.jmap.push;

import fr.spico.account.Caller;
import fr.spico.jmap.core.JmapAccess;
import fr.spico.jmap.core.JmapSettings;
import fr.spico.jmap.core.Json;
import fr.spico.jmap.push.StateFeed.News;
import fr.spico.platform.http.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The event source (RFC 8620 §7.3): the request's virtual thread sleeps until something changes.
@RestController
class EventSourceResource {

    private final JmapAccess access;
    private final JmapSettings settings;
    private final StateFeeds feeds;

    EventSourceResource(JmapAccess access, JmapSettings settings, StateFeeds feeds) {
        this.access = access;
        this.settings = settings;
        this.feeds = feeds;
    }

    /// What a reader asked for.
    ///
    /// @param ping zero: none
    private record Wishes(Predicate<String> types, boolean closeAfterState, Duration ping) {}

    @GetMapping("/jmap/eventsource")
    void events(
            Caller caller,
            @RequestParam(defaultValue = "*") String types,
            @RequestParam(defaultValue = "no") String closeafter,
            @RequestParam(defaultValue = "0") String ping,
            HttpServletRequest request,
            HttpServletResponse response)
            throws Exception {
        Wishes wishes = wishes(types, closeafter, ping);
        if (access.viewer(caller).isEmpty()) {
            throw notLinked();
        }
        try (StateFeed feed = feeds.open(caller)) {
            begin(response);
            new Stream(feed, wishes, response.getOutputStream())
                    .run(request.getHeader("Last-Event-ID"));
        }
    }

    /// One open connection.
    private final class Stream {

        private final StateFeed feed;
        private final Wishes wishes;
        private final OutputStream out;

        Stream(StateFeed feed, Wishes wishes, OutputStream out) {
            this.feed = feed;
            this.wishes = wishes;
            this.out = out;
        }

        void run(@Nullable String lastEventId) throws IOException, InterruptedException {
            write(": bonjour\nretry: 2000\n\n");
            boolean open = true;
            if (lastEventId != null && !lastEventId.equals(feed.id())) {
                send(feed.everything(wishes.types()));
                open = !wishes.closeAfterState();
            }
            while (open) {
                open =
                        switch (feed.next(pause(), wishes.types())) {
                            case News.Changed changed -> {
                                send(changed);
                                yield !wishes.closeAfterState();
                            }
                            case News.Nothing() -> {
                                ping();
                                yield true;
                            }
                            case News.End() -> false;
                        };
            }
        }

        private void send(News.Changed changed) throws IOException {
            write(
                    "event: state\nid: "
                            + changed.id()
                            + "\ndata: "
                            + changed.states().json()
                            + "\n\n");
        }

        /// Without pings a comment finds out whether the reader is still there.
        private void ping() throws IOException {
            write(
                    wishes.ping().isZero()
                            ? ":\n\n"
                            : "event: ping\ndata: "
                                    + Json.object().put("interval", wishes.ping().toSeconds())
                                    + "\n\n");
        }

        private Duration pause() {
            return wishes.ping().isZero() ? settings.lookEvery() : wishes.ping();
        }

        private void write(String text) throws IOException {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
        }
    }

    private static void begin(HttpServletResponse response) {
        response.setContentType("text/event-stream;charset=UTF-8");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Accel-Buffering", "no");
    }

    private Wishes wishes(String types, String closeAfter, String ping) {
        if (!closeAfter.equals("state") && !closeAfter.equals("no")) {
            throw bad("« closeafter » vaut « state » ou « no ».");
        }
        if (!ping.matches("[0-9]{1,9}")) {
            throw bad("« ping » est un nombre de secondes.");
        }
        long seconds = Long.parseLong(ping);
        return new Wishes(
                States.named(types),
                closeAfter.equals("state"),
                seconds == 0
                        ? Duration.ZERO
                        : Duration.ofSeconds(
                                Math.clamp(
                                        seconds,
                                        settings.pingAtLeast().toSeconds(),
                                        settings.lookEvery().toSeconds())));
    }

    private static Problem bad(String sentence) {
        return new Problem(HttpStatus.BAD_REQUEST, "bad-request", sentence);
    }

    private static Problem notLinked() {
        return new Problem(
                HttpStatus.CONFLICT,
                "not-linked",
                "Liez d’abord votre boîte dans l’onglet « Profil MSSanté ».");
    }
}
