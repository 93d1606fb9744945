package fr.spico.directory;

import fr.spico.directory.DirectoryRules.Source;
import fr.spico.mail.MssAddress;
import fr.spico.platform.db.ReadTx;
import fr.spico.platform.db.ScanTx;
import fr.spico.platform.db.WriteTx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The SQL of the rows of versions. A row is in every version from its `since` to before its
/// `until`; what nobody ended goes on for ever.
@Component
class DirectoryEntryQueries {

    private static final long FOR_EVER = Long.MAX_VALUE;

    /// Rows that are on their way from the database at once.
    private static final int FETCHED = 2_000;

    /// The rows of a version, for comparison; their lines are not known.
    DirectoryTable table(ScanTx tx, Source source, long version) {
        DirectoryTable table = new DirectoryTable();
        each(
                tx.sql(
                                """
                                select address, digest from directory_entry
                                where source = :source and since <= :version and until > :version
                                """)
                        .param("source", source.stored())
                        .param("version", version),
                row -> table.add(new MssAddress(row.getString(1)), row.getLong(2), 0));
        return table;
    }

    /// The mailboxes of some people and structures, by their national identifiers, in a version.
    List<MssAddress> ownedBy(ReadTx tx, Source source, long version, Collection<String> owners) {
        return tx.sql(
                        """
                        select address from directory_entry
                        where source = :source and since <= :version and until > :version and owner = any(:owners)
                        """)
                .param("source", source.stored())
                .param("version", version)
                .param("owners", owners.toArray(String[]::new))
                .query((row, i) -> new MssAddress(row.getString(1)))
                .list();
    }

    /// All entries of a version.
    void forEach(ScanTx tx, Source source, long version, Consumer<DirectoryEntry> entries) {
        each(
                tx.sql(
                                """
                                select * from directory_entry
                                where source = :source and since <= :version and until > :version
                                """)
                        .param("source", source.stored())
                        .param("version", version),
                row -> entries.accept(entry(row)));
    }

    /// What tells a version from another: an address whose row is not the same in both goes, comes,
    /// or does both.
    void forEachDifference(
            ScanTx tx,
            Source source,
            long from,
            long to,
            Consumer<MssAddress> going,
            Consumer<DirectoryEntry> coming) {
        each(
                tx.sql(
                                """
                                select *, since <= :from and until > :from as going from directory_entry
                                where source = :source
                                and (since <= :from and until > :from) <> (since <= :to and until > :to)
                                """)
                        .param("source", source.stored())
                        .param("from", from)
                        .param("to", to),
                row -> {
                    if (row.getBoolean("going")) {
                        going.accept(new MssAddress(row.getString("address")));
                    } else {
                        coming.accept(entry(row));
                    }
                });
    }

    /// Ends rows of the version before: these addresses are gone, or stand in the new version with
    /// something else.
    void end(WriteTx tx, Source source, long version, Collection<MssAddress> addresses) {
        tx.sql(
                        """
                        update directory_entry set until = :version
                        where source = :source and since < :version and until = :forEver and address = any(:addresses)
                        """)
                .param("source", source.stored())
                .param("version", version)
                .param("forEver", FOR_EVER)
                .param(
                        "addresses",
                        addresses.stream().map(MssAddress::value).toArray(String[]::new))
                .update();
    }

    /// Takes back everything that a version and its successors say.
    void forget(WriteTx tx, Source source, long version) {
        tx.sql("delete from directory_entry where source = :source and since >= :version")
                .param("source", source.stored())
                .param("version", version)
                .update();
        tx.sql(
                        """
                        update directory_entry set until = :forEver
                        where source = :source and until >= :version and until < :forEver
                        """)
                .param("source", source.stored())
                .param("version", version)
                .param("forEver", FOR_EVER)
                .update();
    }

    /// Removes what only versions before this one say.
    void prune(WriteTx tx, Source source, long version) {
        tx.sql("delete from directory_entry where source = :source and until <= :version")
                .param("source", source.stored())
                .param("version", version)
                .update();
    }

    /// What a version does to an address; one of both is there at least.
    record Sample(@Nullable DirectoryEntry before, @Nullable DirectoryEntry after) {}

    /// Some of the addresses that a version adds (nothing before), changes or removes (nothing
    /// after).
    List<Sample> samples(
            ReadTx tx, DirectoryVersion version, boolean before, boolean after, int limit) {
        List<String> addresses =
                tx.sql(
                                """
                                select coalesce(o.address, n.address) from
                                (select address from directory_entry where source = :source and until = :version) o
                                full join
                                (select address from directory_entry where source = :source and since = :version) n
                                on n.address = o.address
                                where (o.address is not null) = :before and (n.address is not null) = :after
                                order by 1 limit :limit
                                """)
                        .param("source", version.source().stored())
                        .param("version", version.id())
                        .param("before", before)
                        .param("after", after)
                        .param("limit", limit)
                        .query((row, i) -> row.getString(1))
                        .list();
        Map<String, DirectoryEntry> ended = atVersion(tx, version, "until", addresses);
        Map<String, DirectoryEntry> begun = atVersion(tx, version, "since", addresses);
        return addresses.stream().map(a -> new Sample(ended.get(a), begun.get(a))).toList();
    }

    private static Map<String, DirectoryEntry> atVersion(
            ReadTx tx, DirectoryVersion version, String bound, List<String> addresses) {
        Map<String, DirectoryEntry> found = new HashMap<>();
        tx.sql(
                        """
                        select * from directory_entry
                        where source = :source and case :bound when 'until' then until else since end = :version
                        and address = any(:addresses)
                        """)
                .param("source", version.source().stored())
                .param("bound", bound)
                .param("version", version.id())
                .param("addresses", addresses.toArray(String[]::new))
                .query((row, i) -> entry(row))
                .list()
                .forEach(entry -> found.put(entry.address().value(), entry));
        return found;
    }

    private interface RowReader {
        void read(ResultSet row) throws SQLException;
    }

    private static void each(JdbcClient.StatementSpec query, RowReader reader) {
        Stream<Boolean> rows =
                query
                        .withFetchSize(FETCHED)
                        .query((row, i) -> {
                            reader.read(row);
                            return true;
                        })
                        .stream();
        try (rows) {
            rows.forEach(row -> {});
        }
    }

    static Source source(ResultSet row) throws SQLException {
        return Source.valueOf(row.getString("source").toUpperCase(Locale.ROOT));
    }

    static DirectoryEntry entry(ResultSet row) throws SQLException {
        return new DirectoryEntry(
                new MssAddress(row.getString("address")),
                DirectoryEntry.Type.valueOf(row.getString("type")),
                row.getString("title"),
                row.getString("last_name"),
                row.getString("first_name"),
                row.getString("profession"),
                row.getString("specialty"),
                row.getString("structure"),
                row.getString("service"),
                row.getString("town"),
                row.getString("postal_code"),
                row.getString("department"),
                Optional.ofNullable(row.getString("rpps")),
                Optional.ofNullable(row.getString("owner")));
    }
}
