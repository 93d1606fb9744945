package fr.spico.platform.db;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.spico.PlatformTest;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@PlatformTest
class DatabaseFailureTest {

    @Autowired Database database;

    @Test
    void a_failure_says_nothing_of_the_row_that_was_refused() {
        assertThatThrownBy(() ->
                        database.run(tx -> {
                            tx.sql("create temporary table refused (name text primary key)")
                                    .update();
                            String insert = "insert into refused values (:name)";
                            tx.sql(insert).param("name", "Castelbon").update();
                            tx.sql(insert).param("name", "Castelbon").update();
                        }))
                .hasStackTraceContaining("refused_pkey")
                .extracting(DatabaseFailureTest::trace)
                .asString()
                .doesNotContain("Castelbon");
    }

    private static String trace(Throwable failure) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        return trace.toString();
    }
}
