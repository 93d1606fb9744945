package fr.spico.account;

import static org.assertj.core.api.Assertions.assertThat;

import fr.spico.Browser;
import fr.spico.PlatformTest;
import fr.spico.platform.http.PublicEndpoint;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.env.Environment;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

@PlatformTest
class EveryEndpointAuthorisesTest {

    @Autowired Environment environment;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping endpoints;

    @Test
    void every_endpoint_takes_a_caller_or_says_why_anybody_may_call_it() {
        List<Method> ours = ours().values().stream().map(HandlerMethod::getMethod).toList();
        assertThat(ours).hasSizeGreaterThan(5);
        assertThat(ours).filteredOn(method -> !authorises(method)).isEmpty();
    }

    @Test
    void the_check_reports_an_endpoint_that_does_neither() throws Exception {
        assertThat(authorises(Careless.class.getDeclaredMethod("endpoint", String.class)))
                .isFalse();
    }

    @Test
    void no_endpoint_that_needs_a_caller_answers_anything_but_401_to_nobody() {
        Browser nobody = new Browser(environment);
        ours().forEach((mapping, handler) -> {
            if (handler.hasMethodAnnotation(PublicEndpoint.class)) {
                return;
            }
            for (String pattern : mapping.getPatternValues()) {
                String path = pattern.replaceAll("\\{[^}]*}", "x").replace("*", "x");
                mapping.getMethodsCondition()
                        .getMethods()
                        .forEach(method -> {
                            var answer = nobody.send(method.name(), path, null);
                            assertThat(answer.status()).as("%s %s", method, path).isEqualTo(401);
                            assertThat(answer.problem()).isEqualTo("unauthenticated");
                        });
            }
        });
    }

    @Test
    void unknown_paths_below_the_data_doors_need_a_caller_too() {
        for (String path : new String[] {"/api/x", "/jmap/x", "/.well-known/jmap", "/api"}) {
            assertThat(new Browser(environment).get(path).status()).as(path).isEqualTo(401);
        }
        assertThat(new Browser(environment).send("POST", "/anything", "{}").status())
                .isEqualTo(401);
    }

    private Map<RequestMappingInfo, HandlerMethod> ours() {
        Map<RequestMappingInfo, HandlerMethod> ours = new java.util.LinkedHashMap<>();
        endpoints
                .getHandlerMethods()
                .forEach((mapping, handler) -> {
                    if (handler.getBeanType().getPackageName().startsWith("fr.spico")) {
                        ours.put(mapping, handler);
                    }
                });
        return ours;
    }

    private static boolean authorises(Method method) {
        return method.isAnnotationPresent(PublicEndpoint.class)
                || Arrays.asList(method.getParameterTypes()).contains(Caller.class);
    }

    private static final class Careless {
        @SuppressWarnings("unused")
        String endpoint(String mailbox) {
            return mailbox;
        }
    }
}
