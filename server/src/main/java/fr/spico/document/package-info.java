/// Documents of coordination files: categories, upload, versions, encrypted storage, download, the
/// dossier's timeline. Uses `dossier`, `exchange`, `jmap`, `account`, `audit`, `platform`. Used by
/// `sending`.
@NullMarked
package fr.spico.document;

import org.jspecify.annotations.NullMarked;
