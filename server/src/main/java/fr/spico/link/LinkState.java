package fr.spico.link;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The link as its account sees it (docs/api.md).
///
/// @param state `none`, `pending` or `linked`; a replacement that waits for its code is `linked`
///   with a `pending`
/// @param mayNotBecause `structure` or `client` where `mayLink` is false
record LinkState(
        String state,
        @Nullable String address,
        @Nullable String mailboxAccountId,
        @Nullable Instant linkedAt,
        @Nullable Pending pending,
        @Nullable Fill fill,
        boolean mayLink,
        @Nullable String mayNotBecause,
        boolean operatorReachable) {

    record Pending(String address, Instant expiresAt, int triesLeft, int codesLeft) {

        @Override
        public String toString() {
            return "Pending[…]";
        }
    }

    record Fill(long done, long total, boolean complete) {}

    @Override
    public String toString() {
        return "LinkState[" + state + "]";
    }
}
