package fr.spico.directory.ldap;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/// A real slapd on a free port of 127.0.0.1, with a configuration and a folder of its own.
record SlapdServer(Process process, int port) implements AutoCloseable {

    private static final Path BINARY = Path.of("/usr/sbin/slapd");
    private static final Path SCHEMA = Path.of("/etc/ldap/schema");
    private static final Path MODULES = Path.of("/usr/lib/ldap");

    /// What to print when a test is skipped.
    static final String MISSING =
            "slapd is not installed, or not as Debian has it (apt-get install slapd): its contract was"
                    + " skipped";

    /// Entries that one search gets, however it is paged.
    static final int LIMIT = 400;

    static boolean isInstalled() {
        return Files.isExecutable(BINARY)
                && Files.isReadable(SCHEMA.resolve("inetorgperson.schema"))
                && Files.isReadable(MODULES.resolve("back_mdb.so"));
    }

    static SlapdServer start(Path folder) throws IOException {
        int port = freePort();
        Files.createDirectories(folder.resolve("data"));
        Path settings = Files.writeString(folder.resolve("slapd.conf"), settings(folder));
        Process process =
                new ProcessBuilder(
                                BINARY.toString(),
                                "-d",
                                "0",
                                "-f",
                                settings.toString(),
                                "-h",
                                "ldap://127.0.0.1:" + port)
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("slapd.log").toFile())
                        .start();
        SlapdServer server = new SlapdServer(process, port);
        Awaitility.await("slapd").until(server::answers);
        return server;
    }

    URI url() {
        return URI.create("ldap://127.0.0.1:" + port);
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean answers() {
        if (!process.isAlive()) {
            throw new IllegalStateException("slapd ended");
        }
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static String settings(Path folder) {
        return """
        include %1$s/core.schema
        include %1$s/cosine.schema
        include %1$s/inetorgperson.schema
        pidfile %2$s/slapd.pid
        argsfile %2$s/slapd.args
        modulepath %3$s
        moduleload back_mdb
        database mdb
        maxsize 67108864
        suffix "%4$s"
        rootdn "cn=root,%4$s"
        rootpw %6$s
        directory %2$s/data
        access to * by dn.exact="%5$s" write by anonymous auth by * none
        sizelimit size.soft=%7$d size.hard=%7$d size.prtotal=%7$d
        """
                .formatted(
                        SCHEMA,
                        folder,
                        MODULES,
                        LdapContract.BASE,
                        LdapContract.ADMINISTRATOR,
                        LdapContract.PASSWORD,
                        LIMIT);
    }
}
