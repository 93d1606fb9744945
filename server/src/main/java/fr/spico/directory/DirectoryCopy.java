package fr.spico.directory;

import fr.spico.directory.DirectoryRules.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.springframework.jdbc.datasource.DataSourceUtils;

/// A running `COPY` (text format) into the rows of one version. Open one at a time; nothing else
/// may use the transaction before it is closed.
final class DirectoryCopy implements AutoCloseable {

    private static final int BUFFER = 64_000;

    private final CopyIn copy;
    private final String source;
    private final long version;
    private final StringBuilder rows = new StringBuilder(BUFFER + 16_000);

    private DirectoryCopy(CopyIn copy, Source source, long version) {
        this.copy = copy;
        this.source = source.stored();
        this.version = version;
    }

    /// In the transaction of this thread.
    static DirectoryCopy into(DataSource dataSource, Source source, long version)
            throws SQLException {
        CopyIn copy =
                DataSourceUtils.getConnection(dataSource)
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn(
                                """
                                copy directory_entry (source, since, digest, address, type, title, last_name, first_name,
                                    profession, specialty, structure, service, town, postal_code, department, rpps,
                                    owner) from stdin
                                """);
        return new DirectoryCopy(copy, source, version);
    }

    void add(DirectoryEntry entry, long digest) {
        rows.append(source).append('\t').append(version).append('\t').append(digest);
        cell(entry.address().value());
        cell(entry.type().name());
        cell(entry.title());
        cell(entry.lastName());
        cell(entry.firstName());
        cell(entry.profession());
        cell(entry.specialty());
        cell(entry.structure());
        cell(entry.service());
        cell(entry.town());
        cell(entry.postalCode());
        cell(entry.department());
        rows.append('\t').append(entry.rpps().orElse("\\N"));
        rows.append('\t').append(entry.owner().orElse("\\N")).append('\n');
        if (rows.length() > BUFFER) {
            flush();
        }
    }

    void end() throws SQLException {
        flush();
        copy.endCopy();
    }

    /// Gives up what was not ended.
    @Override
    public void close() throws SQLException {
        if (copy.isActive()) {
            copy.cancelCopy();
        }
    }

    private void cell(String text) {
        rows.append('\t').append(text.indexOf('\\') < 0 ? text : text.replace("\\", "\\\\"));
    }

    private void flush() {
        byte[] bytes = rows.toString().getBytes(StandardCharsets.UTF_8);
        rows.setLength(0);
        try {
            copy.writeToCopy(bytes, 0, bytes.length);
        } catch (SQLException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }
}
