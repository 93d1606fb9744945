/// Archives of documents (IHE XDM, CI-SIS « Échange de documents de santé »): written and read.
/// Uses `cda`, `xml`, the feature's records. Used by the feature's root.
@NullMarked
package fr.spico.exchange.xdm;

import org.jspecify.annotations.NullMarked;
