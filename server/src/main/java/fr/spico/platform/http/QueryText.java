package fr.spico.platform.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/// A text in an address is one that a database can hold, as [JsonText] has it for bodies: UTF-8
/// without NUL and half characters.
@Component
class QueryText extends OncePerRequestFilter {

    private final ProblemWriter problems;

    QueryText(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (isText(request.getRequestURI()) && isText(request.getQueryString())) {
            chain.doFilter(request, response);
        } else {
            problems.write(response, Problem.of(HttpStatus.BAD_REQUEST));
        }
    }

    static boolean isText(@Nullable String encoded) {
        if (encoded == null || encoded.chars().allMatch(c -> c < 0x80 && c != '%')) {
            return true;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets(encoded)))
                    .chars()
                    .noneMatch(c -> c == 0);
        } catch (CharacterCodingException _) {
            return false;
        }
    }

    /// What `%` is before no number stands for itself: others judge that.
    private static byte[] octets(String encoded) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        for (int i = 0; i < encoded.length(); i++) {
            boolean escaped =
                    encoded.charAt(i) == '%'
                            && i + 2 < encoded.length()
                            && Character.digit(encoded.charAt(i + 1), 16) >= 0
                            && Character.digit(encoded.charAt(i + 2), 16) >= 0;
            if (escaped) {
                octets.write(Integer.parseInt(encoded.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                octets.writeBytes(
                        String.valueOf(encoded.charAt(i)).getBytes(StandardCharsets.ISO_8859_1));
            }
        }
        return octets.toByteArray();
    }
}
