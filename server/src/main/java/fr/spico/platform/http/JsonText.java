package fr.spico.platform.http;

import java.nio.charset.StandardCharsets;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.deser.jdk.StringDeserializer;
import tools.jackson.databind.module.SimpleModule;

/// A text in a request is one that a database can hold: without NUL and half characters. JMAP reads
/// its requests itself.
@Configuration(proxyBeanMethods = false)
class JsonText {

    @Bean
    JacksonModule storableTexts() {
        return new SimpleModule("storable texts").addDeserializer(String.class, new Storable());
    }

    private static final class Storable extends StringDeserializer {

        @Override
        public String deserialize(JsonParser parser, DeserializationContext context) {
            String text = super.deserialize(parser, context);
            boolean whole = StandardCharsets.UTF_8.newEncoder().canEncode(text);
            return whole && text.indexOf('\0') < 0
                    ? text
                    : context.reportInputMismatch(String.class, "no text that can be kept");
        }
    }
}
