package fr.spico.jmap;

import fr.spico.jmap.core.RequestError;
import java.net.URI;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/// Request-level errors with the types of RFC 8620 §3.6.1.
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class RequestErrorAdvice {

    @ExceptionHandler
    ResponseEntity<ProblemDetail> refused(RequestError error) {
        ProblemDetail problem = ProblemDetail.forStatus(error.status());
        problem.setType(URI.create(error.type()));
        problem.setDetail(error.detail());
        if (error.limit() != null) {
            problem.setProperty("limit", error.limit());
        }
        return ResponseEntity.status(error.status())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }
}
