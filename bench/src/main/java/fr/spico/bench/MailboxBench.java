package fr.spico.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;

/// The figures of one mailbox.
final class MailboxBench {

    /// « Warm »: on two processors the compilers of the Java machine need some seconds beside the
    /// requests.
    private static final int WARM_UP = 1500;

    private static final int RUNS = 300;
    private static final int CLIENTS = 8;

    private final Dovecot dovecot;
    private final Letterbox letterbox;
    private final Platform process;
    private final PlatformClient platform;
    private final String address;
    private final int mails;
    private final Random random = new Random(7);

    MailboxBench(
            Dovecot dovecot, Letterbox letterbox, Platform process, String address, int mails) {
        this.dovecot = dovecot;
        this.letterbox = letterbox;
        this.process = process;
        this.platform = new PlatformClient(process.url);
        this.address = address;
        this.mails = mails;
    }

    void run() throws Exception {
        System.err.println("  measuring " + mails + " mails");
        Raw raw = rawFetch();
        platform.signIn(address, Platform.PASSWORD);
        fill(raw);
        reading();
        arriving();
        together();
    }

    /// Seconds that a raw client needs for envelopes and structures of the whole mailbox.
    ///
    /// @param first when the server has to read every mail, as it does before a first fill
    /// @param again when it answers from its caches
    private record Raw(double first, double again) {}

    private Raw rawFetch() throws Exception {
        try (RawImap imap = dovecot.open(address)) {
            return new Raw(rawFetch(imap), rawFetch(imap));
        }
    }

    private static double rawFetch(RawImap imap) throws Exception {
        long start = System.nanoTime();
        imap.command("FETCH 1:* (UID FLAGS ENVELOPE BODYSTRUCTURE)");
        return seconds(start);
    }

    private void fill(Raw raw) throws Exception {
        long stored = process.stored();
        long start = platform.link(address, letterbox::code);
        double firstPage = 0;
        boolean complete = false;
        while (!complete) {
            if (firstPage == 0
                    && !platform.account().isEmpty()
                    && ids(platform.jmap(list("", 0))).size() == 50) {
                firstPage = seconds(start);
            }
            complete = platform.state().path("fill").path("complete").asBoolean(false);
            LockSupport.parkNanos(firstPage == 0 ? 5_000_000 : 100_000_000);
        }
        double all = seconds(start);
        figure("first page of a first fill", firstPage, "s");
        figure("first fill", all, "s");
        figure("raw FETCH of envelopes and structures, first", raw.first(), "s");
        figure("raw FETCH of envelopes and structures, again", raw.again(), "s");
        figure("speed of the first fill / first raw FETCH", raw.first() / all, "ratio");
        figure("speed of the first fill / raw FETCH again", raw.again() / all, "ratio");
        figure("PostgreSQL per mail", (double) (process.stored() - stored) / mails, "octets");
    }

    private void reading() throws Exception {
        String inbox = inbox();
        List<String> ids = ids(platform.jmap(list(inbox, 0)));
        Timing page = time("first page of 50", i -> platform.jmap(list(inbox, 0)));
        Timing anyPage =
                time(
                        "random page of 50",
                        i -> platform.jmap(list(inbox, random.nextInt(mails - 50))));
        Timing open = time("open a mail", i -> platform.jmap(open(ids.get(i % ids.size()))));
        Timing rare = time("search a rare word", i -> search(Corpus.RARE));
        Timing frequent = time("search a frequent word", i -> search(Corpus.FREQUENT));
        Timing flag =
                time("flag a mail", i -> flag(ids.get(i % ids.size()), i / ids.size() % 2 == 0));
        print(rare, frequent);
        try (RawImap imap = dovecot.open(address)) {
            long last = imap.messages();
            String fields = " (UID FLAGS INTERNALDATE RFC822.SIZE ENVELOPE BODYSTRUCTURE)";
            beside(page, imap, i -> "FETCH " + (last - 49) + ":" + last + fields);
            beside(
                    anyPage,
                    imap,
                    i -> {
                        long from = 1 + random.nextInt(mails - 50);
                        return "FETCH " + from + ":" + (from + 49) + fields;
                    });
            beside(
                    open,
                    imap,
                    i -> "FETCH " + (last - i % 50) + " (ENVELOPE BODYSTRUCTURE BODY.PEEK[1])");
            beside(
                    flag,
                    imap,
                    i ->
                            "STORE "
                                    + (last - i % 50)
                                    + (i / 50 % 2 == 0 ? " +" : " -")
                                    + "FLAGS (\\Flagged)");
        }
    }

    /// From the delivery of a mail to the event at the client, beside raw IDLE.
    private void arriving() throws Exception {
        Corpus corpus = new Corpus(-mails);
        double[] here = new double[15];
        double[] there = new double[15];
        try (RawImap idle = dovecot.open(address);
                PlatformClient.Events events = platform.events()) {
            for (int i = 0; i < here.length; i++) {
                events.drain();
                idle.beginIdle();
                byte[] mail = corpus.mail(-i - 1, java.time.Instant.now(), address);
                Letterbox.deliver(dovecot.lmtp, address, mail);
                long start = System.nanoTime();
                Thread seen = Thread.startVirtualThread(events::await);
                idle.awaitExists();
                there[i] = (System.nanoTime() - start) / 1e6;
                seen.join();
                here[i] = (events.lastAt() - start) / 1e6;
                idle.endIdle();
                LockSupport.parkNanos(700_000_000);
            }
        }
        Timing event = Timing.of("delivery to event", here);
        Timing raw = Timing.of("raw IMAP: delivery to IDLE", there);
        print(event, raw);
        figure("event after raw IDLE, p95", event.quantile(0.95) - raw.quantile(0.95), "ms");
    }

    private void together() throws Exception {
        String inbox = inbox();
        List<PlatformClient> clients = new ArrayList<>();
        for (int c = 0; c < CLIENTS; c++) {
            PlatformClient client = new PlatformClient(process.url);
            client.signIn(address, Platform.PASSWORD);
            client.state();
            clients.add(client);
        }
        double java = process.processorSeconds();
        double postgres = process.databaseProcessorSeconds();
        long start = System.nanoTime();
        List<Thread> threads =
                clients.stream()
                        .map(client -> Thread.startVirtualThread(() -> pages(client, inbox)))
                        .toList();
        for (Thread thread : threads) {
            thread.join();
        }
        double all = seconds(start);
        java = process.processorSeconds() - java;
        postgres = process.databaseProcessorSeconds() - postgres;
        figure("pages a second, 8 clients", CLIENTS * RUNS / all, "1/s");
        figure("processor time of a page, Java", 1000 * java / (CLIENTS * RUNS), "ms");
        figure("processor time of a page, PostgreSQL", 1000 * postgres / (CLIENTS * RUNS), "ms");
    }

    private static void pages(PlatformClient client, String inbox) {
        for (int i = 0; i < RUNS; i++) {
            client.jmapUnchecked(list(inbox, 0));
        }
    }

    private String inbox() throws Exception {
        return platform.jmap(
                        "[[\"Mailbox/query\",{\"accountId\":\"$a\",\"filter\":{\"role\":\"inbox\"}},\"0\"]]")
                .path(0)
                .path(1)
                .path("ids")
                .path(0)
                .asString();
    }

    /// @param inbox empty: the view « Boîte de réception »
    private static String list(String inbox, int position) {
        String filter = inbox.isEmpty() ? "\"view\":\"inbox\"" : "\"inMailbox\":\"" + inbox + "\"";
        return """
        [["Email/query",{"accountId":"$a","filter":{%s},"sort":[{"property":"receivedAt","isAscending":false}],
          "position":%d,"limit":50,"calculateTotal":true},"0"],
         ["Email/get",{"accountId":"$a","#ids":{"resultOf":"0","name":"Email/query","path":"/ids"},
          "properties":["threadId","mailboxIds","keywords","from","to","subject","receivedAt","preview","hasAttachment","messageType","direction"]},"1"]]\
        """
                .formatted(filter, position);
    }

    private static String open(String id) {
        return """
        [["Email/get",{"accountId":"$a","ids":["%s"],"properties":["threadId","subject","from","to","cc","sentAt","textBody","htmlBody","attachments","bodyValues"],
          "fetchTextBodyValues":true,"fetchHTMLBodyValues":true},"0"],
         ["Thread/get",{"accountId":"$a","#ids":{"resultOf":"0","name":"Email/get","path":"/list/*/threadId"}},"1"]]\
        """
                .formatted(id);
    }

    private void search(String word) throws Exception {
        JsonNode found =
                platform.jmap(
                        """
                        [["Email/query",{"accountId":"$a","filter":{"text":"%s"},"sort":[{"property":"receivedAt","isAscending":false}],"limit":50},"0"]]\
                        """
                                .formatted(word));
        if (ids(found).isEmpty()) {
            throw new IllegalStateException("nothing found");
        }
    }

    private void flag(String id, boolean on) throws Exception {
        platform.jmap(
                """
                [["Email/set",{"accountId":"$a","update":{"%s":{"keywords/$flagged":%s}}},"0"]]\
                """
                        .formatted(id, on ? "true" : "null"));
    }

    private static List<String> ids(JsonNode responses) {
        List<String> ids = new ArrayList<>();
        responses.path(0).path(1).path("ids").forEach(id -> ids.add(id.asString()));
        return ids;
    }

    interface Command {
        String of(int i);
    }

    private void beside(Timing timing, RawImap imap, Command command) throws Exception {
        Timing raw = time("raw IMAP: " + timing.name(), i -> imap.command(command.of(i)));
        print(timing, raw);
        line(timing.ratioTo(raw));
    }

    private Timing time(String name, Timing.Step step) throws Exception {
        return Timing.of(name, WARM_UP, RUNS, step);
    }

    private void print(Timing... timings) {
        for (Timing timing : timings) {
            line(timing.json());
        }
    }

    private void figure(String name, double value, String unit) {
        line(
                String.format(
                        Locale.ROOT,
                        "{\"name\":\"%s\",\"value\":%.2f,\"unit\":\"%s\"}",
                        name,
                        value,
                        unit));
    }

    /// Every line says of how many mails it speaks.
    private void line(String json) {
        System.out.println("{\"mails\":" + mails + "," + json.substring(1));
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
