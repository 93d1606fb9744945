/// The methods of Thread (RFC 8621 §3). Uses `core`, `replica`. Found by `core` as beans.
@NullMarked
package fr.spico.jmap.thread;

import org.jspecify.annotations.NullMarked;
