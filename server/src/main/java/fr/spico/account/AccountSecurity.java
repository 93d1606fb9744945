package fr.spico.account;

import fr.spico.platform.db.Database;
import fr.spico.platform.http.Problem;
import fr.spico.platform.http.ProblemWriter;
import fr.spico.platform.http.PublicEndpoint;
import fr.spico.platform.http.StrictHeaders;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.csrf.CsrfTokenRequestAttributeHandler;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/// Who may come in: data only for a [Caller], except at endpoints marked [PublicEndpoint]; the
/// application's files for anybody. Nobody is ever redirected.
@Configuration(proxyBeanMethods = false)
class AccountSecurity {

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

    private final ProblemWriter problems;

    AccountSecurity(ProblemWriter problems) {
        this.problems = problems;
    }

    /// Files that are cached for ever and by anybody: no cookie goes with them.
    @Bean
    @Order(1)
    SecurityFilterChain assets(HttpSecurity http) throws Exception {
        headers(http.securityMatcher("/assets/**"))
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
        return http.build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain everythingElse(
            HttpSecurity http,
            Database database,
            Accounts accounts,
            Tokens tokens,
            CookieCsrfTokenRepository csrfTokens,
            SessionRepository<? extends Session> sessions,
            CookieSerializer sessionCookie,
            InstantSource clock,
            @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping endpoints)
            throws Exception {
        RequestAttributeSecurityContextRepository contexts =
                new RequestAttributeSecurityContextRepository();
        headers(http)
                .csrf(csrf ->
                        csrf.csrfTokenRepository(csrfTokens)
                                .csrfTokenRequestHandler(cookieWithEveryAnswer())
                                .requireCsrfProtectionMatcher(changes(sessionCookie)))
                .securityContext(c -> c.securityContextRepository(contexts))
                .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .addFilterBefore(
                        new CallerFilter(
                                database,
                                accounts,
                                tokens,
                                sessions,
                                sessionCookie,
                                clock,
                                contexts),
                        // Which would look into the session to describe nobody.
                        AnonymousAuthenticationFilter.class)
                .authorizeHttpRequests(allow ->
                        allow.requestMatchers(publicEndpoints(endpoints))
                                .permitAll()
                                .requestMatchers("/api/**", "/jmap/**", "/.well-known/**")
                                .authenticated()
                                .requestMatchers(HttpMethod.GET, "/**")
                                .permitAll()
                                .requestMatchers(HttpMethod.HEAD, "/**")
                                .permitAll()
                                .anyRequest()
                                .authenticated())
                .exceptionHandling(e ->
                        e.authenticationEntryPoint(this::unauthenticated)
                                .accessDeniedHandler(this::forbidden));
        return http.build();
    }

    @Bean
    CookieCsrfTokenRepository csrfTokens() {
        CookieCsrfTokenRepository tokens = CookieCsrfTokenRepository.withHttpOnlyFalse();
        tokens.setCookieCustomizer(cookie -> cookie.sameSite("Strict"));
        tokens.setCookiePath("/");
        return tokens;
    }

    private static HttpSecurity headers(HttpSecurity http) throws Exception {
        return http.headers(headers ->
                headers.defaultsDisabled()
                        .httpStrictTransportSecurity(Customizer.withDefaults())
                        .addHeaderWriter(new StrictHeaders()));
    }

    /// Without an attribute name the token is made at once, not when a handler asks for it: so its
    /// cookie is in the answer, whatever the answer is.
    private static CsrfTokenRequestAttributeHandler cookieWithEveryAnswer() {
        CsrfTokenRequestAttributeHandler handler = new CsrfTokenRequestAttributeHandler();
        handler.setCsrfRequestAttributeName(null);
        return handler;
    }

    /// Only a browser that sends our session cookie by itself can be made to act unknowingly.
    private static RequestMatcher changes(CookieSerializer sessionCookie) {
        return request ->
                !READING.contains(request.getMethod())
                        && request.getHeader(HttpHeaders.AUTHORIZATION) == null
                        && !sessionCookie.readCookieValues(request).isEmpty();
    }

    private static RequestMatcher[] publicEndpoints(RequestMappingHandlerMapping endpoints) {
        List<RequestMatcher> matchers = new ArrayList<>();
        matchers.add(PathPatternRequestMatcher.pathPattern(HttpMethod.GET, "/api/openapi"));
        endpoints
                .getHandlerMethods()
                .forEach((mapping, handler) -> {
                    if (handler.hasMethodAnnotation(PublicEndpoint.class)) {
                        for (String pattern : mapping.getPatternValues()) {
                            mapping.getMethodsCondition()
                                    .getMethods()
                                    .forEach(method ->
                                            matchers.add(
                                                    PathPatternRequestMatcher.pathPattern(
                                                            method.asHttpMethod(), pattern)));
                        }
                    }
                });
        return matchers.toArray(RequestMatcher[]::new);
    }

    private void unauthenticated(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException e)
            throws IOException {
        if (!isBrowser(request)) {
            response.addHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"Spico\"");
            response.addHeader(
                    HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"Spico\", charset=\"UTF-8\"");
        }
        problems.write(
                response,
                new Problem(
                        HttpStatus.UNAUTHORIZED,
                        "unauthenticated",
                        "Vous n’êtes pas connecté, ou votre session est terminée. Connectez-vous."));
    }

    private void forbidden(
            HttpServletRequest request, HttpServletResponse response, AccessDeniedException e)
            throws IOException {
        problems.write(
                response,
                e instanceof CsrfException
                        ? new Problem(
                                HttpStatus.FORBIDDEN,
                                "csrf",
                                "Cette page n’est plus à jour. Rechargez-la, puis recommencez.")
                        : new Problem(
                                HttpStatus.FORBIDDEN,
                                "forbidden",
                                "Vous n’avez pas le droit de faire cela."));
    }

    /// Every browser sends it, no program does. A challenge would make a browser ask for a password
    /// in a window of its own.
    private static boolean isBrowser(HttpServletRequest request) {
        return request.getHeader("Sec-Fetch-Mode") != null;
    }
}
