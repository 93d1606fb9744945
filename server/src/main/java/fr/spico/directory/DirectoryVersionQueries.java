package fr.spico.directory;

import fr.spico.account.AccountId;
import fr.spico.directory.DirectoryRules.Source;
import fr.spico.directory.DirectoryVersion.Counts;
import fr.spico.directory.DirectoryVersion.Origin;
import fr.spico.directory.DirectoryVersion.State;
import fr.spico.platform.db.ReadTx;
import fr.spico.platform.db.WriteTx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// The SQL of versions and of which of them is current.
@Component
class DirectoryVersionQueries {

    private final JsonMapper json;

    DirectoryVersionQueries(JsonMapper json) {
        this.json = json;
    }

    /// The versions that are read now.
    Map<Source, DirectoryVersion> current(ReadTx tx) {
        Map<Source, DirectoryVersion> current = new EnumMap<>(Source.class);
        tx.sql("select v.* from directory_source s join directory_version v on v.id = s.version")
                .query((row, i) -> version(row))
                .list()
                .forEach(version -> current.put(version.source(), version));
        return current;
    }

    Optional<DirectoryVersion> find(ReadTx tx, long id) {
        return tx.sql("select * from directory_version where id = :id")
                .param("id", id)
                .query((row, i) -> version(row))
                .optional();
    }

    /// What is being read, waits or is being switched to.
    Optional<DirectoryVersion> open(ReadTx tx, Source source) {
        return tx.sql(
                        """
                        select * from directory_version
                        where source = :source and state in ('reading', 'ready', 'switching')
                        """)
                .param("source", source.stored())
                .query((row, i) -> version(row))
                .optional();
    }

    /// Newest first.
    List<DirectoryVersion> history(ReadTx tx, Source source, int limit) {
        return tx.sql(
                        """
                        select * from directory_version where source = :source order by id desc limit :limit
                        """)
                .param("source", source.stored())
                .param("limit", limit)
                .query((row, i) -> version(row))
                .list();
    }

    /// The last reading that nobody asked for.
    Optional<DirectoryVersion> lastAutomatic(ReadTx tx, Source source) {
        return tx.sql(
                        """
                        select * from directory_version where source = :source and automatic
                        order by id desc limit 1
                        """)
                .param("source", source.stored())
                .query((row, i) -> version(row))
                .optional();
    }

    /// The last time that a source was read whole and was right.
    Optional<Instant> lastWhole(ReadTx tx, Source source) {
        return tx.sql(
                        """
                        select max(started_at) from directory_version
                        where source = :source and origin <> 'delta' and state in ('switched', 'unchanged')
                        """)
                .param("source", source.stored())
                .query((row, i) -> Optional.ofNullable(row.getObject(1, OffsetDateTime.class)))
                .single()
                .map(OffsetDateTime::toInstant);
    }

    /// Whether a content was current once and is not any more because somebody went back.
    boolean wasWithdrawn(ReadTx tx, Source source, String digest, long current) {
        return tx.sql(
                        """
                        select exists (select 1 from directory_version
                        where source = :source and digest = :digest and id > :current and switched_at is not null)
                        """)
                .param("source", source.stored())
                .param("digest", digest)
                .param("current", current)
                .query(Boolean.class)
                .single();
    }

    /// Holds a source until the end of the transaction: one gesture at a time.
    void lock(WriteTx tx, Source source) {
        tx.sql("select source from directory_source where source = :source for update")
                .param("source", source.stored())
                .query(String.class)
                .single();
    }

    long add(
            WriteTx tx,
            Source source,
            Origin origin,
            boolean automatic,
            @Nullable AccountId askedBy,
            Instant now) {
        return tx.sql(
                        """
                        insert into directory_version (source, origin, state, automatic, asked_by, started_at)
                        values (:source, :origin, 'reading', :automatic, :askedBy, :now) returning id
                        """)
                .param("source", source.stored())
                .param("origin", origin.stored())
                .param("automatic", automatic)
                .param("askedBy", askedBy == null ? null : askedBy.value())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
    }

    /// @return whether it is still going on
    boolean progress(WriteTx tx, long id, double progress) {
        return tx.sql(
                                """
                                update directory_version set progress = :progress
                                where id = :id and state in ('reading', 'switching')
                                """)
                        .param("id", id)
                        .param("progress", progress)
                        .update()
                == 1;
    }

    void describe(
            WriteTx tx,
            long id,
            @Nullable Long base,
            String digest,
            @Nullable Instant asOf,
            Counts counts,
            List<DirectoryFile.Problem> rejections) {
        tx.sql(
                        """
                        update directory_version set base = :base, digest = :digest, as_of = :asOf,
                            entries = :entries, added = :added, changed = :changed, removed = :removed,
                            rejected = :rejected, red_listed = :redListed, rejections = :rejections::jsonb
                        where id = :id
                        """)
                .param("id", id)
                .param("base", base)
                .param("digest", digest)
                .param("asOf", asOf == null ? null : asOf.atOffset(ZoneOffset.UTC))
                .param("entries", counts.entries())
                .param("added", counts.added())
                .param("changed", counts.changed())
                .param("removed", counts.removed())
                .param("rejected", counts.rejected())
                .param("redListed", counts.redListed())
                .param("rejections", json.writeValueAsString(rejections))
                .update();
    }

    /// A version says what its source says later.
    void stillTrue(WriteTx tx, long id, Instant asOf) {
        tx.sql("update directory_version set as_of = greatest(as_of, :asOf) where id = :id")
                .param("id", id)
                .param("asOf", asOf.atOffset(ZoneOffset.UTC))
                .update();
    }

    /// @return whether it was in one of the states from which it may go there
    boolean move(WriteTx tx, long id, State to, Instant now, State... from) {
        return tx.sql(
                                """
                                update directory_version set state = :to, progress = 0, ended_at = :now,
                                    kept = :to in ('ready', 'switching', 'switched')
                                where id = :id and state = any(:from)
                                """)
                        .param("id", id)
                        .param("to", to.stored())
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .param(
                                "from",
                                Arrays.stream(from).map(State::stored).toArray(String[]::new))
                        .update()
                == 1;
    }

    void note(WriteTx tx, long id, DirectoryTrouble trouble) {
        tx.sql("update directory_version set problem = :word, sentence = :sentence where id = :id")
                .param("id", id)
                .param("word", trouble.word())
                .param("sentence", trouble.sentence())
                .update();
    }

    /// From the end of the transaction on, every reader reads this version.
    void switchTo(WriteTx tx, DirectoryVersion version, Instant now) {
        tx.sql("update directory_source set version = :version where source = :source")
                .param("version", version.id())
                .param("source", version.source().stored())
                .update();
        tx.sql("update directory_version set switched_at = :now where id = :id")
                .param("id", version.id())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /// The oldest version that is kept, if more than so many before the current one are.
    Optional<Long> oldestToKeep(ReadTx tx, Source source, long current, int count) {
        return tx.sql(
                        """
                        select id from directory_version
                        where source = :source and kept and id <= :current
                        order by id desc offset :count limit 1
                        """)
                .param("source", source.stored())
                .param("current", current)
                .param("count", count)
                .query(Long.class)
                .optional();
    }

    /// @return whether any was kept
    boolean noteGone(WriteTx tx, Source source, long from, long to) {
        return tx.sql(
                                """
                                update directory_version set kept = false
                                where source = :source and kept and id between :from and :to
                                """)
                        .param("source", source.stored())
                        .param("from", from)
                        .param("to", to)
                        .update()
                > 0;
    }

    private DirectoryVersion version(ResultSet row) throws SQLException {
        return new DirectoryVersion(
                row.getLong("id"),
                Source.valueOf(upper(row, "source")),
                Origin.valueOf(upper(row, "origin")),
                State.valueOf(upper(row, "state")),
                row.getBoolean("automatic"),
                Optional.ofNullable(row.getObject("asked_by", UUID.class)).map(AccountId::new),
                row.getObject("base", Long.class),
                row.getString("digest"),
                instant(row, "as_of"),
                row.getDouble("progress"),
                counts(row),
                List.of(json.readValue(row.getString("rejections"), DirectoryFile.Problem[].class)),
                Optional.ofNullable(row.getString("problem"))
                        .map(word -> new DirectoryTrouble(word, text(row, "sentence"))),
                row.getObject("started_at", OffsetDateTime.class).toInstant(),
                instant(row, "ended_at"),
                instant(row, "switched_at"),
                row.getBoolean("kept"));
    }

    private static Counts counts(ResultSet row) throws SQLException {
        return new Counts(
                row.getInt("entries"),
                row.getInt("added"),
                row.getInt("changed"),
                row.getInt("removed"),
                row.getInt("rejected"),
                row.getInt("red_listed"));
    }

    private static String upper(ResultSet row, String column) throws SQLException {
        return row.getString(column).toUpperCase(Locale.ROOT);
    }

    private static String text(ResultSet row, String column) {
        try {
            return row.getString(column);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
