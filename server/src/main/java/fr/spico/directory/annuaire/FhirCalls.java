package fr.spico.directory.annuaire;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.parser.LenientErrorHandler;
import ca.uhn.fhir.rest.client.api.IGenericClient;
import ca.uhn.fhir.rest.client.api.ServerValidationModeEnum;
import ca.uhn.fhir.rest.client.exceptions.FhirClientConnectionException;
import ca.uhn.fhir.rest.client.interceptor.AdditionalRequestHeadersInterceptor;
import ca.uhn.fhir.rest.client.interceptor.CapturingInterceptor;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import fr.spico.directory.annuaire.AnnuaireException.Kind;
import fr.spico.mail.wire.Trust;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClients;
import org.hl7.fhir.r4.model.Bundle;

/// Calls of the API: with its key, at its pace, tried again where that may help. Thread-safe.
final class FhirCalls implements AutoCloseable {

    private static final String KEY = "ESANTE-API-KEY";
    private static final int CONNECTIONS = 20;
    private static final int TOO_MANY = 429;

    private final FhirContext context;
    private final FhirPages pages;
    private final CloseableHttpClient http;
    private final URI base;
    private final AdditionalRequestHeadersInterceptor key;
    private final Pace pace;
    private final InstantSource time;

    FhirCalls(AnnuaireSettings settings, InstantSource time) {
        this.base = settings.url();
        this.time = time;
        this.pace = new Pace(settings.callsPerSecond(), System::nanoTime);
        this.key =
                new AdditionalRequestHeadersInterceptor(
                        Map.of(KEY, List.of(Objects.requireNonNull(settings.apiKey()))));
        this.http = http(settings);
        this.context = context(http);
        this.pages = new FhirPages(context);
    }

    private static CloseableHttpClient http(AnnuaireSettings settings) {
        int millis = Math.toIntExact(settings.timeout().toMillis());
        return HttpClients.custom()
                .setSSLContext(Trust.context(settings.trustStore()))
                .setDefaultRequestConfig(
                        RequestConfig.custom()
                                .setConnectTimeout(millis)
                                .setConnectionRequestTimeout(millis)
                                .setSocketTimeout(millis)
                                .setRedirectsEnabled(false)
                                .build())
                .setMaxConnPerRoute(CONNECTIONS)
                .setMaxConnTotal(CONNECTIONS)
                .disableCookieManagement()
                .disableAutomaticRetries()
                .build();
    }

    /// Reads what it can: a malformed resource is data.
    private static FhirContext context(CloseableHttpClient http) {
        FhirContext context = FhirContext.forR4();
        context.setParserErrorHandler(new LenientErrorHandler(false).disableAllErrors());
        context.getRestfulClientFactory().setServerValidationMode(ServerValidationModeEnum.NEVER);
        context.getRestfulClientFactory().setHttpClient(http);
        return context;
    }

    /// @param url of a search, relative to the base, or of a following page as the server gave it
    FhirPage get(String url, Patience patience) throws AnnuaireException {
        Instant began = time.instant();
        for (int tried = 1; ; tried++) {
            switch (attempt(url)) {
                case Attempt.Answered(FhirPage page) -> {
                    return page;
                }
                case Attempt.Failed failed -> {
                    Optional<Duration> pause =
                            failed.mayPass
                                    ? patience.pause(
                                            tried, failed.retryAfter, began, time.instant())
                                    : Optional.empty();
                    sleep(
                            pause.orElseThrow(
                                    () -> new AnnuaireException(failed.kind, failed.cause)));
                }
            }
        }
    }

    private sealed interface Attempt {
        record Answered(FhirPage page) implements Attempt {}

        record Failed(Kind kind, boolean mayPass, Optional<String> retryAfter, Exception cause)
                implements Attempt {}
    }

    private Attempt attempt(String url) throws AnnuaireException {
        CapturingInterceptor captured = new CapturingInterceptor();
        IGenericClient client = context.newRestfulGenericClient(base.toString());
        client.registerInterceptor(key);
        client.registerInterceptor(captured);
        try {
            Bundle bundle =
                    paced(() ->
                            client.search()
                                    .byUrl(atHome(url))
                                    .returnBundle(Bundle.class)
                                    .execute());
            return new Attempt.Answered(pages.page(bundle));
        } catch (DataFormatException e) {
            return oneByOne(captured, e);
        } catch (FhirClientConnectionException e) {
            return e.getCause() instanceof DataFormatException damaged
                    ? oneByOne(captured, damaged)
                    : new Attempt.Failed(Kind.UNREACHABLE, true, Optional.empty(), e);
        } catch (BaseServerResponseException e) {
            return failed(e, retryAfter(captured));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AnnuaireException(Kind.UNREACHABLE, e);
        }
    }

    /// The key goes to nobody else, whatever the server calls its next page.
    private String atHome(String url) throws AnnuaireException {
        if (!url.startsWith("http")) {
            return url;
        }
        URI next = URI.create(url);
        if (!Objects.equals(next.getScheme(), base.getScheme())
                || !Objects.equals(next.getAuthority(), base.getAuthority())) {
            throw new AnnuaireException(Kind.DAMAGED, null);
        }
        return url;
    }

    private Attempt oneByOne(CapturingInterceptor captured, DataFormatException why) {
        try {
            return new Attempt.Answered(pages.oneByOne(captured.getLastResponse().createReader()));
        } catch (IOException | RuntimeException e) {
            return new Attempt.Failed(Kind.DAMAGED, true, Optional.empty(), why);
        }
    }

    private interface Call {
        Bundle execute() throws AnnuaireException;
    }

    private Bundle paced(Call call) throws AnnuaireException, InterruptedException {
        Pace.Place place = pace.await();
        try {
            return call.execute();
        } finally {
            pace.answered(place);
        }
    }

    private static Optional<String> retryAfter(CapturingInterceptor captured) {
        return Optional.ofNullable(captured.getLastResponse())
                .map(response -> response.getHeaders("Retry-After"))
                .flatMap(values -> values.stream().findFirst());
    }

    private static Attempt failed(BaseServerResponseException e, Optional<String> retryAfter) {
        int status = e.getStatusCode();
        if (status == TOO_MANY) {
            return new Attempt.Failed(Kind.BUSY, true, retryAfter, e);
        }
        if (status == 401 || status == 403) {
            return new Attempt.Failed(Kind.DENIED, false, Optional.empty(), e);
        }
        return status >= 500
                ? new Attempt.Failed(Kind.BROKEN, true, retryAfter, e)
                : new Attempt.Failed(Kind.DAMAGED, false, Optional.empty(), e);
    }

    private static void sleep(Duration pause) throws AnnuaireException {
        try {
            TimeUnit.MILLISECONDS.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AnnuaireException(Kind.UNREACHABLE, e);
        }
    }

    @Override
    public void close() throws IOException {
        http.close();
    }
}
