/// Side effects planned inside a transaction and done after it, at least once (db-scheduler). Uses
/// `db`; used by every feature with work to do later.
@NullMarked
package fr.spico.platform.jobs;

import org.jspecify.annotations.NullMarked;
