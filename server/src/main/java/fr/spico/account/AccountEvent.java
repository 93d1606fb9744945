package fr.spico.account;

import fr.spico.platform.db.WriteTx;

/// Something happened to an account; told inside the transaction in which it happened.
///
/// @param subject id of what it was done to
public record AccountEvent(WriteTx tx, AccountId who, Action action, String subject) {

    public enum Action {
        SIGNED_IN("session.create"),
        SIGNED_OUT("session.delete"),
        TOKEN_CREATED("token.create"),
        TOKEN_REVOKED("token.revoke");

        private final String word;

        Action(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }
}
