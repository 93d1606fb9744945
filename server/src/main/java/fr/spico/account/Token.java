package fr.spico.account;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// An application token as it can be listed: without its secret.
///
/// @param lastUsedAt to the minute
record Token(UUID id, String name, Instant createdAt, Optional<Instant> lastUsedAt) {}
