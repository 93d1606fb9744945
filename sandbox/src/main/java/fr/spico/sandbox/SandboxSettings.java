package fr.spico.sandbox;

import java.nio.file.Path;

/// How to start the sandbox.
///
/// @param port the platform's port P: the page is on P+1, IMAP on P+2, SMTP on P+3, James'
///   administration on P+4. 0 = any free ports; `ports.json` in the folder of the sandbox says
///   which
/// @param data the folder of the whole run; the sandbox writes under `data/sandbox`
/// @param fresh forget what an earlier run left
/// @param directoryRows rows of the national directory, without the cast
/// @param busyMails mails of the large mailbox
public record SandboxSettings(
        int port, Path data, boolean fresh, int directoryRows, int busyMails) {

    public static final int DIRECTORY_ROWS = 50_000;
    public static final int BUSY_MAILS = 10_000;

    /// Reads `--port P --data DIR --fresh` and the system properties `sandbox.directory.rows` and
    /// `sandbox.busy.mails`.
    ///
    /// @throws IllegalArgumentException with a French sentence
    public static SandboxSettings parse(String... args) {
        int port = 8080;
        Path data = Path.of(".spico");
        boolean fresh = false;
        for (int i = 0; i < args.length; i++) {
            switch (args[i]) {
                case "--port" -> port = number(value(args, ++i));
                case "--data" -> data = Path.of(value(args, ++i));
                case "--fresh" -> fresh = true;
                default -> throw new IllegalArgumentException("Option inconnue : " + args[i]);
            }
        }
        return new SandboxSettings(
                port,
                data,
                fresh,
                Integer.getInteger("sandbox.directory.rows", DIRECTORY_ROWS),
                Integer.getInteger("sandbox.busy.mails", BUSY_MAILS));
    }

    /// Small and on free ports: for tests.
    public static SandboxSettings small(Path data) {
        return new SandboxSettings(0, data, false, 200, 50);
    }

    Path directory() {
        return data.resolve("sandbox");
    }

    int portPlus(int offset) {
        return port == 0 ? 0 : port + offset;
    }

    private static String value(String[] args, int index) {
        if (index >= args.length) {
            throw new IllegalArgumentException("Il manque une valeur après " + args[index - 1]);
        }
        return args[index];
    }

    private static int number(String text) {
        if (!text.matches("\\d{1,5}")) {
            throw new IllegalArgumentException("Ce n'est pas un port : " + text);
        }
        return Integer.parseInt(text);
    }
}
