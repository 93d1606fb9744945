/// Push to addresses that programs give (RFC 8620 §7.2, RFC 8030, 8291, 8292). Uses `core`, `push`
/// for the states, `account`, `platform`. Its methods are found by `core` as beans.
@NullMarked
package fr.spico.jmap.webpush;

import org.jspecify.annotations.NullMarked;
