/// The outside world on one machine: Apache James as the operator, the directory, the cast and
/// their mails. Uses its own packages only; it knows nothing of the platform, which cannot tell it
/// from the real thing. Started by the launcher and by tests, always in a process of its own.
@NullMarked
package fr.spico.sandbox;

import org.jspecify.annotations.NullMarked;
