/// Tests of the directory, and [DirectoryRows] to make files and entries for any test.
@NullMarked
package fr.spico.directory;

import org.jspecify.annotations.NullMarked;
