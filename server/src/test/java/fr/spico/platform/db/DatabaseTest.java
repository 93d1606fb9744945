package fr.spico.platform.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.spico.PlatformTest;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@PlatformTest
class DatabaseTest {

    private static final String FIRST_ROW = "insert into noted values ('Un')";

    @Autowired Database database;

    @Test
    void aReadCannotWrite() {
        assertThatThrownBy(() ->
                        database.read(tx -> tx.sql("create table refused (name text)").update()))
                .hasStackTraceContaining("read-only transaction");
    }

    @Test
    void aScanCannotWrite() {
        assertThatThrownBy(() ->
                        database.scan(tx -> tx.sql("create table refused (name text)").update()))
                .hasStackTraceContaining("read-only transaction");
    }

    @Test
    void aReadInsideAWriteSeesWhatWasWritten() {
        database.run(tx -> {
            tx.sql("create temporary table noted (name text) on commit drop").update();
            tx.sql(FIRST_ROW).update();
            assertThat(database.read(DatabaseTest::noted)).containsExactly("Un");
        });
    }

    @Test
    void aReadAfterAWriteSeesWhatWasCommitted() {
        database.run(tx -> tx.sql("create table noted (name text)").update());
        try {
            database.run(tx -> tx.sql(FIRST_ROW).update());
            assertThat(database.read(DatabaseTest::noted)).containsExactly("Un");
        } finally {
            database.run(tx -> tx.sql("drop table noted").update());
        }
    }

    @Test
    void rowsOfAScanComeAFewAtATime() {
        String rows = "select generate_series(1, 1000000000)";
        long few =
                database.scan(tx -> {
                    try (Stream<Integer> all =
                            tx
                                    .sql(rows)
                                    .withFetchSize(10)
                                    .query((row, n) -> row.getInt(1))
                                    .stream()) {
                        return all.limit(25).count();
                    }
                });
        assertThat(few).isEqualTo(25);
    }

    private static List<String> noted(ReadTx tx) {
        return tx.sql("select name from noted").query((row, n) -> row.getString(1)).list();
    }
}
