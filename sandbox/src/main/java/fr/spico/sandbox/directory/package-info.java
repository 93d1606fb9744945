/// The directory files of the trust space: national and regional extractions, 31 columns,
/// generated. Uses the cast. Used by the sandbox at its first start; the platform imports the
/// files.
@NullMarked
package fr.spico.sandbox.directory;

import org.jspecify.annotations.NullMarked;
