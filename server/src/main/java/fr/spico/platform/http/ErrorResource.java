package fr.spico.platform.http;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// What the container answers by itself (a malformed path, a failure outside the handlers) is a
/// problem too.
@Hidden
@RestController
class ErrorResource implements ErrorController {

    @PublicEndpoint("only says that something failed")
    @RequestMapping("/error")
    ResponseEntity<ProblemDetail> error(HttpServletRequest request) {
        Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        HttpStatus known =
                status instanceof Integer code ? HttpStatus.resolve(code) : HttpStatus.NOT_FOUND;
        Problem problem = Problem.of(known == null ? HttpStatus.INTERNAL_SERVER_ERROR : known);
        return ResponseEntity.status(problem.status())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem.body());
    }
}
