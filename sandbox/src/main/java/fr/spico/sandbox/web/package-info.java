/// The sandbox's page and its JSON API: read every mailbox, write from outside, act as the
/// operator's own webmail, make things fail. Uses the operator's mailboxes, the faults and the MIME
/// writer. Used by people in a browser, by journeys and by tests of the platform.
@NullMarked
package fr.spico.sandbox.web;

import org.jspecify.annotations.NullMarked;
