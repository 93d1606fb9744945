package fr.spico.jmap;

import fr.spico.jmap.core.SendingFacts;
import fr.spico.outbox.OutboxSettings;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What JMAP takes from its neighbours' settings.
@Configuration(proxyBeanMethods = false)
class JmapConfiguration {

    @Bean
    SendingFacts sendingFacts(OutboxSettings outbox) {
        return new SendingFacts(outbox.undoWindow(), Duration.ofDays(30));
    }
}
