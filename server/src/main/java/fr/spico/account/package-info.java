/// Who someone is: individual or structure, profession, RPPS/ADELI, sign-in, application tokens.
/// Uses `platform`. Used by every feature: an endpoint's `Caller` comes from here.
@NullMarked
package fr.spico.account;

import org.jspecify.annotations.NullMarked;
