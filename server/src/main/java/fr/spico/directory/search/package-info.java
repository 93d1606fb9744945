/// The directory search: an index that is one file, and the search in it. Knows entries and what
/// people type; knows no database, no account, no HTTP. Used by `directory` alone.
@NullMarked
package fr.spico.directory.search;

import org.jspecify.annotations.NullMarked;
