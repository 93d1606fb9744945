package fr.spico.account;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.session.config.SessionRepositoryCustomizer;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.transaction.support.TransactionOperations;

/// What sessions cost. When one was last used is written once a minute: otherwise every request,
/// even one that only reads, would have to wait for the database's disk.
@Configuration(proxyBeanMethods = false)
class SessionWrites {

    /// Takes the parameters of Spring Session's own statement, in its order.
    private static final String CHANGED_OR_NOT_LATELY_USED =
            """
            update %TABLE_NAME% s
            set session_id = n.id, last_access_time = n.used, max_inactive_interval = n.patience,
                expiry_time = n.expiry, principal_name = n.principal
            from (values (?::char(36), ?::bigint, ?::int, ?::bigint, ?::varchar, ?::char(36)))
                n (id, used, patience, expiry, principal, key)
            where s.primary_id = n.key and (s.session_id <> n.id or s.max_inactive_interval <> n.patience
                or s.principal_name is distinct from n.principal or n.used - s.last_access_time >= 60000)
            """;

    /// Its statements stand alone. A session that came without what it holds, because the database
    /// failed in between, is nobody's.
    @Bean
    TransactionOperations springSessionTransactionOperations() {
        return TransactionOperations.withoutTransaction();
    }

    @Bean
    SessionRepositoryCustomizer<JdbcIndexedSessionRepository> rareWrites() {
        return sessions -> sessions.setUpdateSessionQuery(CHANGED_OR_NOT_LATELY_USED);
    }
}
