/// National and regional directories: import, index, search, and the scope of a searcher (row S2).
/// Uses `account`, `platform`. Used by `outbox`, `dossier` (care circles) and the application.
@NullMarked
package fr.spico.directory;

import org.jspecify.annotations.NullMarked;
