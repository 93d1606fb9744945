package fr.spico.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A platform of the benchmark's own, in a process and a data folder of its own, before any
/// operator.
final class Platform implements AutoCloseable {

    static final String PASSWORD = "Spico-demo-2026";

    /// Looks after the platform of [#withDirectory].
    static final String ADMINISTRATOR = "banc@medimail.mssante.test";

    private static final int HEAP = 1024;
    private static final Pattern OPENED =
            Pattern.compile("directory index: \\d+ entries, opened in (\\d+) ms");
    private static final Pattern IN_USE = Pattern.compile("used (\\d+)K");

    private final Path data;
    private final List<String> command;
    private Process process;
    final String url;
    final int databasePort;

    /// @param logins one account each, an individual in RPPS, the first an administrator
    ///
    /// @param more arguments of its command
    Platform(Path jar, int imap, int smtp, List<String> logins, String... more) throws IOException {
        this(jar, imap, smtp, logins, HEAP, List.of(more));
    }

    /// One that no operator answers.
    ///
    /// @param heap most of it, in MiB
    static Platform withDirectory(Path jar, int heap) throws IOException {
        int nobody = Dovecot.freePort();
        return new Platform(jar, nobody, nobody, List.of(ADMINISTRATOR), heap, List.of());
    }

    private Platform(Path jar, int imap, int smtp, List<String> logins, int heap, List<String> more)
            throws IOException {
        data = Files.createTempDirectory("bench-platform");
        Files.setPosixFilePermissions(
                data, java.nio.file.attribute.PosixFilePermissions.fromString("rwxr-xr-x"));
        int port = Dovecot.freePort();
        databasePort = Dovecot.freePort();
        url = "http://127.0.0.1:" + port;
        Files.writeString(data.resolve("accounts.json"), accounts(logins));
        Files.writeString(data.resolve("operator.yaml"), settings(data, imap, smtp));
        command =
                new ArrayList<>(
                        List.of(
                                java(),
                                "-Xmx" + heap + "m",
                                "--enable-native-access=ALL-UNNAMED",
                                "-jar",
                                jar.toString(),
                                "--spring.config.additional-location=" + data + "/operator.yaml",
                                "--server.port=" + port,
                                "--spico.data.folder=" + data + "/platform",
                                "--spico.crypto.create-master-key=true",
                                "--spico.database.port=" + databasePort));
        command.addAll(more);
        process = start();
        awaitHealth();
    }

    private static String java() {
        return ProcessHandle.current().info().command().orElse("java");
    }

    private Process start() throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                .start();
    }

    private Path log() {
        return data.resolve("platform.log");
    }

    /// Ends it as an operating system does, and starts it with what it has kept and the heap that
    /// `./spico run` gives.
    void restart() throws IOException, InterruptedException {
        command.replaceAll(word -> word.startsWith("-Xmx") ? "-Xmx" + HEAP + "m" : word);
        process.destroy();
        process.waitFor();
        Files.delete(log());
        process = start();
        awaitHealth();
    }

    /// Seconds that the directory index took to open at the last start.
    double indexOpened() throws IOException {
        Matcher line = OPENED.matcher(Files.readString(log()));
        return line.find() ? Long.parseLong(line.group(1)) / 1000.0 : Double.NaN;
    }

    /// Octets of the files of the directory index.
    long indexSize() throws IOException {
        try (Stream<Path> files = Files.walk(data.resolve("platform/directory-index"))) {
            return files.mapToLong(Platform::size).sum();
        }
    }

    /// Octets of the heap that are reachable.
    long heapInUse() throws IOException, InterruptedException {
        jcmd("GC.run");
        Matcher used = IN_USE.matcher(jcmd("GC.heap_info"));
        return used.find() ? Long.parseLong(used.group(1)) * 1024 : 0;
    }

    private String jcmd(String what) throws IOException, InterruptedException {
        String jcmd = Path.of(java()).resolveSibling("jcmd").toString();
        Process asked =
                new ProcessBuilder(jcmd, String.valueOf(process.pid()), what)
                        .redirectErrorStream(true)
                        .start();
        String answer = new String(asked.getInputStream().readAllBytes(), UTF_8);
        asked.waitFor();
        return answer;
    }

    /// Octets of resident memory of the Java process.
    long resident() throws IOException {
        return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .map(line -> line.replaceAll("\\D", ""))
                .mapToLong(kilo -> Long.parseLong(kilo) * 1024)
                .findFirst()
                .orElse(0);
    }

    /// Seconds of processor time that the Java process has used.
    double processorSeconds() {
        return process.info().totalCpuDuration().map(d -> d.toNanos() / 1e9).orElse(0.0);
    }

    /// The same of PostgreSQL with all its processes.
    double databaseProcessorSeconds() throws IOException {
        Path file = data.resolve("platform/postgres/postmaster.pid");
        long postmaster = Long.parseLong(Files.readAllLines(file).getFirst().strip());
        ProcessHandle handle = ProcessHandle.of(postmaster).orElseThrow();
        return Stream.concat(Stream.of(handle), handle.descendants())
                .flatMap(p -> p.info().totalCpuDuration().stream())
                .mapToDouble(d -> d.toNanos() / 1e9)
                .sum();
    }

    /// Octets of PostgreSQL's tables and indexes, without its log.
    long stored() throws IOException {
        try (Stream<Path> files = Files.walk(data.resolve("platform"))) {
            return files.filter(f -> f.toString().contains("/base/"))
                    .mapToLong(Platform::size)
                    .sum();
        }
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try (Stream<Path> files = Files.walk(data)) {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (UncheckedIOException e) {
            System.err.println("a temporary folder stays behind");
        }
    }

    private static long size(Path file) {
        try {
            return Files.isRegularFile(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    private void awaitHealth() throws IOException {
        for (int tries = 0; tries < 600 && process.isAlive(); tries++) {
            try {
                HttpURLConnection health =
                        (HttpURLConnection) URI.create(url + "/health").toURL().openConnection();
                if (health.getResponseCode() == 200) {
                    return;
                }
            } catch (IOException e) {
                LockSupport.parkNanos(200_000_000);
            }
        }
        throw new IOException("the platform does not start: " + Files.readString(log()));
    }

    private static String accounts(List<String> logins) {
        StringBuilder json = new StringBuilder("[");
        for (int i = 0; i < logins.size(); i++) {
            json.append(i == 0 ? "" : ",")
                    .append(
                            """
                            {"login":"%s","password":"%s","kind":"individual","title":"Dr","firstName":"Banc",
                             "lastName":"D'Essai","profession":"Médecin","structure":"Cabinet","town":"Albi",
                             "department":"81","rpps":"1010000%04d","administrator":%b}\
                            """
                                    .formatted(logins.get(i), PASSWORD, i, i == 0));
        }
        return json.append("]").toString();
    }

    private static String settings(Path data, int imap, int smtp) {
        return """
        spico:
          account.import-file: %1$s/accounts.json
          operator:
            name: Medimail
            domains: [medimail.mssante.test]
            trusted-domains: [mssante.test]
            patient-domain: patient.mssante.test
            platform-address: %2$s
            user: %2$s
            password: %3$s
            imap: { host: 127.0.0.1, port: %4$d, security: PLAIN }
            smtp: { host: 127.0.0.1, port: %5$d, security: PLAIN }
        """
                .formatted(data, Dovecot.MASTER, Dovecot.PASSWORD, imap, smtp);
    }
}
