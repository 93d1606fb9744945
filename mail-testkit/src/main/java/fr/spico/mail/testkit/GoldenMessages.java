package fr.spico.mail.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The golden messages: real-life oddities, each with what must be read from it (`NAME.eml` and
/// `NAME.json` in the folder `golden` of the class path).
public final class GoldenMessages {

    private GoldenMessages() {}

    public static List<String> names() {
        return new String(resource("index.txt"), StandardCharsets.UTF_8).lines().toList();
    }

    /// A message as it stands on the wire.
    ///
    /// @throws IllegalArgumentException if there is no such message
    public static byte[] message(String name) {
        return resource(name + ".eml");
    }

    /// What must be read from it.
    public static String expected(String name) {
        return new String(resource(name + ".json"), StandardCharsets.UTF_8);
    }

    private static byte[] resource(String file) {
        try (InputStream in = GoldenMessages.class.getResourceAsStream("/golden/" + file)) {
            if (in == null) {
                throw new IllegalArgumentException("No golden file " + file);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
