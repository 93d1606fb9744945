/// Encryption of what is kept: data keys wrapped by one master key (Tink). Uses no feature; used by
/// `dossier`, `document`.
@NullMarked
package fr.spico.platform.crypto;

import org.jspecify.annotations.NullMarked;
