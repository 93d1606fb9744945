/// Who did what to whose data. Uses `account`, `platform`. Used by every feature whose endpoints
/// touch personal data.
@NullMarked
package fr.spico.audit;

import org.jspecify.annotations.NullMarked;
