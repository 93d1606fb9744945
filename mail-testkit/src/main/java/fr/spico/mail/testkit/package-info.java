/// What tests of mail need: contracts, an in-memory operator, a real Dovecot, scripted misbehaving
/// servers, golden messages. Uses `fr.spico.mail`, JUnit and AssertJ; used by tests of every
/// module.
@NullMarked
package fr.spico.mail.testkit;

import org.jspecify.annotations.NullMarked;
