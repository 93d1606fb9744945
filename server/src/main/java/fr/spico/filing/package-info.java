/// Files what received mails bring into dossiers, when a person says so: proposes whose it is and
/// what it is, files it once, takes it back. Uses `exchange`, `document`, `dossier`, `discussions`,
/// `replica`. Used by nobody.
@NullMarked
package fr.spico.filing;

import org.jspecify.annotations.NullMarked;
