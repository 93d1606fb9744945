/// The coordination files of the sandbox's patients, as another system would hand them over: a
/// folder with `dossiers.json` and the documents. Uses `cast`, `mails`.
@NullMarked
package fr.spico.sandbox.dossiers;

import org.jspecify.annotations.NullMarked;
