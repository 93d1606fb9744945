package fr.spico.account;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.servlet.FlashMap;
import org.springframework.web.servlet.FlashMapManager;

/// What sessions cost. Which of their uses are noted, [CallerFilter] decides.
@Configuration(proxyBeanMethods = false)
class SessionConfiguration {

    /// Their statements stand alone. A session that came without what it holds, because the
    /// database failed in between, is nobody's.
    @Bean
    TransactionOperations springSessionTransactionOperations() {
        return TransactionOperations.withoutTransaction();
    }

    /// No page leaves anything to the next one: Spring would look into the session for it at every
    /// request.
    @Bean
    FlashMapManager flashMapManager() {
        return new FlashMapManager() {

            @Override
            public @Nullable FlashMap retrieveAndUpdate(
                    HttpServletRequest request, HttpServletResponse response) {
                return null;
            }

            @Override
            public void saveOutputFlashMap(
                    FlashMap flashMap, HttpServletRequest request, HttpServletResponse response) {
                throw new UnsupportedOperationException("no redirect carries anything");
            }
        };
    }
}
