package fr.spico.platform.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/// No resource under `/api` takes more than 4 MiB, so that nobody fills the memory with one
/// request. JMAP and what is streamed have limits of their own.
@Component
class BodyLimit extends OncePerRequestFilter {

    private static final long LIMIT = 4 << 20;

    private final ProblemWriter problems;
    private final List<RequestMatcher> streamed;

    BodyLimit(ProblemWriter problems, List<StreamedPath> streamed) {
        this.problems = problems;
        this.streamed =
                streamed.stream()
                        .<RequestMatcher>map(
                                path -> PathPatternRequestMatcher.pathPattern(path.pattern()))
                        .toList();
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getServletPath().startsWith("/api/")
                || streamed.stream().anyMatch(path -> path.matches(request));
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getContentLengthLong() > LIMIT) {
            problems.write(response, Problem.of(HttpStatus.CONTENT_TOO_LARGE));
        } else if (request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null) {
            problems.write(response, Problem.of(HttpStatus.LENGTH_REQUIRED));
        } else {
            chain.doFilter(request, response);
        }
    }
}
