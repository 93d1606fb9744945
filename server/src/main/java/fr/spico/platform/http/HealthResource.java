package fr.spico.platform.http;

import fr.spico.platform.db.Database;
import java.util.Map;
import org.springframework.dao.DataAccessException;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// `GET /health`: 200 when the platform serves, 503 when its database does not answer.
@RestController
class HealthResource {

    private final Database database;

    HealthResource(Database database) {
        this.database = database;
    }

    @PublicEndpoint("watched by programs that know nobody")
    @GetMapping("/health")
    ResponseEntity<Map<String, String>> health() {
        return answers()
                ? ResponseEntity.ok(Map.of("status", "up"))
                : ResponseEntity.status(503).body(Map.of("status", "down"));
    }

    private boolean answers() {
        try {
            return database.read(tx -> tx.sql("select true").query(Boolean.class).single());
        } catch (DataAccessException | TransactionException e) {
            return false;
        }
    }
}
