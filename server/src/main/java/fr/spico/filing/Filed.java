package fr.spico.filing;

import fr.spico.account.AccountId;
import fr.spico.document.DocumentId;
import java.time.Instant;
import java.util.UUID;

/// That something of a mail was filed.
record Filed(UUID id, String ref, String digest, DocumentId document, AccountId by, Instant at) {}
