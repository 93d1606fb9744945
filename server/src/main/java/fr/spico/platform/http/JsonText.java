package fr.spico.platform.http;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.deser.jdk.StringDeserializer;
import tools.jackson.databind.module.SimpleModule;

/// A text in a request is one that a database can hold: without NUL and half characters; and a list
/// has something in each place. JMAP reads its requests itself.
@Configuration(proxyBeanMethods = false)
class JsonText {

    @Bean
    JacksonModule storableTexts() {
        return new Strict().addDeserializer(String.class, new Storable());
    }

    private static final class Strict extends SimpleModule {

        private static final long serialVersionUID = 1L;

        Strict() {
            super("storable texts");
        }

        @Override
        public void setupModule(SetupContext context) {
            super.setupModule(context);
            context.configOverride(List.class)
                    .setNullHandling(JsonSetter.Value.forContentNulls(Nulls.FAIL));
        }
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
