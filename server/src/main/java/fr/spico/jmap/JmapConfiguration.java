package fr.spico.jmap;

import fr.spico.jmap.core.SendingFacts;
import fr.spico.outbox.OutboxSettings;
import fr.spico.platform.http.NamedPath;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What JMAP takes from its neighbours and tells them.
@Configuration(proxyBeanMethods = false)
class JmapConfiguration {

    @Bean
    SendingFacts sendingFacts(OutboxSettings outbox) {
        return new SendingFacts(outbox.undoWindow(), Duration.ofDays(30));
    }

    /// Blobs are downloaded under the names of attachments (RFC 8620 §6.2).
    @Bean
    NamedPath downloads() {
        return new NamedPath("/jmap/download/");
    }
}
