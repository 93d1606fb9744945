package fr.spico.account;

import fr.spico.platform.http.Problem;
import org.springframework.http.HttpStatus;

/// What an account may do beyond its own data.
public final class AccountPermission {

    private AccountPermission() {}

    /// @throws Problem `administrator-only`
    public static void administer(Caller caller) {
        if (!caller.account().administrator()) {
            throw new Problem(
                    HttpStatus.FORBIDDEN,
                    "administrator-only",
                    "Cette page est réservée aux administrateurs de la plateforme.");
        }
    }
}
