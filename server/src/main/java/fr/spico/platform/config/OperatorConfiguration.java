package fr.spico.platform.config;

import fr.spico.mail.MailSender;
import fr.spico.mail.MailStores;
import fr.spico.mail.imap.ImapMailStores;
import fr.spico.mail.smtp.SmtpMailSender;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The operator's two doors, from its settings.
@Configuration(proxyBeanMethods = false)
class OperatorConfiguration {

    @Bean
    @ConditionalOnMissingBean
    MailStores mailStores(OperatorSettings settings) {
        return new ImapMailStores(settings.operator());
    }

    @Bean
    @ConditionalOnMissingBean
    MailSender mailSender(OperatorSettings settings) {
        return new SmtpMailSender(settings.operator());
    }
}
