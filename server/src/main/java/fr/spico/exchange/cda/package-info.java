/// Clinical documents (HL7 CDA R2, CI-SIS « Structuration minimale »): level 1 written, levels 1
/// and 3 read and shown. Uses `xml`, the feature's records. Used by `xdm` and the feature's root.
@NullMarked
package fr.spico.exchange.cda;

import org.jspecify.annotations.NullMarked;
