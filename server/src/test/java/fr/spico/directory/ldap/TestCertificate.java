package fr.spico.directory.ldap;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A certificate of 127.0.0.1 that nobody else trusts, made by the JDK's keytool.
///
/// @param keys PKCS#12 with its key
/// @param trust PKCS#12 for whoever is to trust it
public record TestCertificate(Path keys, Path trust) {

    public static final String PASSWORD = "changeit";

    private static final Path KEYTOOL = Path.of(System.getProperty("java.home"), "bin", "keytool");

    public static TestCertificate make(Path folder) throws IOException, InterruptedException {
        TestCertificate made =
                new TestCertificate(folder.resolve("keys.p12"), folder.resolve("trust.p12"));
        String exported = folder.resolve("certificate").toString();
        keytool(
                made.keys,
                "-genkeypair",
                "-keyalg",
                "EC",
                "-alias",
                "server",
                "-dname",
                "CN=127.0.0.1",
                "-ext",
                "san=ip:127.0.0.1",
                "-validity",
                "2");
        keytool(made.keys, "-exportcert", "-alias", "server", "-file", exported);
        keytool(made.trust, "-importcert", "-noprompt", "-alias", "server", "-file", exported);
        return made;
    }

    private static void keytool(Path store, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(KEYTOOL.toString()));
        command.addAll(List.of(arguments));
        command.addAll(
                List.of(
                        "-keystore",
                        store.toString(),
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD));
        Process process = new ProcessBuilder(command).inheritIO().start();
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException("keytool failed");
        }
    }
}
