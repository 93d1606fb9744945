package fr.spico.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// What was once found right, in `src/test/resources/fr/spico/exchange/`. Run the tests with
/// `-Dgolden.write=true` to write it anew, then read the difference.
final class Golden {

    private static final Path FOLDER = Path.of("src/test/resources/fr/spico/exchange");

    private Golden() {}

    static void check(String name, byte[] actual) {
        check(name, new String(actual, StandardCharsets.UTF_8));
    }

    static void check(String name, String actual) {
        if (Boolean.getBoolean("golden.write")) {
            write(name, actual);
        }
        assertThat(actual).as(name).isEqualTo(read(name));
    }

    static byte[] octets(String name) {
        return read(name).getBytes(StandardCharsets.UTF_8);
    }

    static String read(String name) {
        try (InputStream in = Golden.class.getResourceAsStream(name)) {
            Path fresh = FOLDER.resolve(name);
            if (in == null || Boolean.getBoolean("golden.write")) {
                return Files.exists(fresh) ? Files.readString(fresh) : "";
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(String name, String actual) {
        try {
            Files.createDirectories(FOLDER);
            Files.writeString(FOLDER.resolve(name), actual);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
