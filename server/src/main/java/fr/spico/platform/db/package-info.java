/// The database: PostgreSQL, embedded or external, and its explicit transactions. Uses no feature;
/// used by all.
@NullMarked
package fr.spico.platform.db;

import org.jspecify.annotations.NullMarked;
