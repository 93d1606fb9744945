package fr.spico.platform.http;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/// Turns every failure of a resource into a problem; what nobody expected gets a reference to find
/// it in the logs.
@RestControllerAdvice
class ProblemAdvice extends ResponseEntityExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);

    @ExceptionHandler
    ResponseEntity<ProblemDetail> expected(Problem problem) {
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(problem.status());
        Object retryAfter = problem.members().get("retryAfter");
        if (retryAfter != null) {
            answer.header(HttpHeaders.RETRY_AFTER, retryAfter.toString());
        }
        return answer.body(problem.body());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unexpected(RuntimeException bug) {
        String reference = UUID.randomUUID().toString().substring(0, 8);
        log.error("unexpected failure, reference {}", reference, bug);
        String detail =
                "Une erreur inattendue s’est produite. Réessayez ; si elle persiste, donnez la référence "
                        + reference
                        + ".";
        return expected(
                new Problem(HttpStatus.INTERNAL_SERVER_ERROR, "internal", detail)
                        .with("reference", reference));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception exception,
            @Nullable Object body,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        Problem problem = Problem.of(HttpStatus.valueOf(status.value()));
        return ResponseEntity.status(status).headers(headers).body(problem.body());
    }
}
