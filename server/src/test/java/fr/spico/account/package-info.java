/// Sign-in, sessions, tokens and headers, tried through HTTP. People and browsers for the other
/// features' tests.
@NullMarked
package fr.spico.account;

import org.jspecify.annotations.NullMarked;
