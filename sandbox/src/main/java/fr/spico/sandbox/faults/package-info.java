/// Bad luck on demand: TCP proxies in front of the operator that slow down, cut or refuse
/// connections. Uses nothing. Used by the sandbox's main class and its page.
@NullMarked
package fr.spico.sandbox.faults;

import org.jspecify.annotations.NullMarked;
