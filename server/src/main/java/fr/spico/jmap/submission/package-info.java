/// The methods of EmailSubmission (RFC 8621 §7). Uses `core`, `email`, `outbox`, `replica`. Found
/// by `core` as beans.
@NullMarked
package fr.spico.jmap.submission;

import org.jspecify.annotations.NullMarked;
