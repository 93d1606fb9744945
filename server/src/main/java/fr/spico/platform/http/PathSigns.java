package fr.spico.platform.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.springframework.boot.tomcat.TomcatConnectorCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.web.firewall.FirewalledRequest;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.StrictHttpFirewall;

/// Which signs a path may hold. Spring's strict rules keep out what one layer could read otherwise
/// than the next; below a [NamedPath] those signs are part of one segment. Handlers and rules of
/// access match the path as it came, segment by segment, so an encoded slash never makes two.
@Configuration(proxyBeanMethods = false)
class PathSigns {

    /// `/..;/`: what stands behind a semicolon is no part of the segment for everybody.
    private static final Pattern STEPS =
            Pattern.compile("/(\\.|%2e){1,2}(;[^/]*)?(/|$)", Pattern.CASE_INSENSITIVE);

    @Bean
    HttpFirewall firewall(List<NamedPath> named) {
        return new ByPath(named, new StrictHttpFirewall(), forNames());
    }

    /// Tomcat refuses them before anything of ours is asked.
    @Bean
    TomcatConnectorCustomizer encodedSlashesPass() {
        String pass = EncodedSolidusHandling.PASS_THROUGH.getValue();
        return connector -> {
            connector.setEncodedSolidusHandling(pass);
            connector.setEncodedReverseSolidusHandling(pass);
        };
    }

    private static StrictHttpFirewall forNames() {
        StrictHttpFirewall firewall = new StrictHttpFirewall();
        firewall.setAllowUrlEncodedSlash(true);
        firewall.setAllowUrlEncodedDoubleSlash(true);
        firewall.setAllowBackSlash(true);
        firewall.setAllowSemicolon(true);
        firewall.setAllowUrlEncodedPercent(true);
        return firewall;
    }

    private record ByPath(List<NamedPath> named, HttpFirewall strict, HttpFirewall forNames)
            implements HttpFirewall {

        @Override
        public FirewalledRequest getFirewalledRequest(HttpServletRequest request) {
            if (STEPS.matcher(request.getRequestURI()).find()) {
                throw new RequestRejectedException("a path that goes up or stays");
            }
            return of(request).getFirewalledRequest(request);
        }

        @Override
        public HttpServletResponse getFirewalledResponse(HttpServletResponse response) {
            return strict.getFirewalledResponse(response);
        }

        private HttpFirewall of(HttpServletRequest request) {
            String path = request.getRequestURI();
            return named.stream().anyMatch(n -> path.startsWith(n.prefix())) ? forNames : strict;
        }
    }
}
