package fr.spico.account;

import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;

/// Argon2id (RFC 9106) with 19 MiB and two passes. As many at a time as there are processors, so
/// that a flood of sign-ins fills neither memory nor processors.
@Component
class Passwords {

    private static final int MAX_LENGTH = 1024;

    private final Argon2PasswordEncoder argon2 = new Argon2PasswordEncoder(16, 32, 1, 19 * 1024, 2);
    private final Semaphore places = new Semaphore(Runtime.getRuntime().availableProcessors());
    private final String nobodys = hash("a password that nobody has");

    String hash(String password) {
        places.acquireUninterruptibly();
        try {
            String hash = argon2.encode(password);
            if (hash == null) {
                throw new IllegalStateException("no hash");
            }
            return hash;
        } finally {
            places.release();
        }
    }

    /// @param hash null for an account that does not exist: takes as long as a wrong password
    boolean matches(String password, @Nullable String hash) {
        String compared = password.length() <= MAX_LENGTH ? password : "";
        places.acquireUninterruptibly();
        try {
            return argon2.matches(compared, hash == null ? nobodys : hash)
                    && hash != null
                    && !compared.isEmpty();
        } finally {
            places.release();
        }
    }
}
