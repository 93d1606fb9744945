/// Exchange of documents as other software reads them: IHE XDM archives and HL7 CDA R2, built and
/// read. Uses `discussions`, `replica`, `account`, `audit`. Used by whoever sends or files
/// documents.
@NullMarked
package fr.spico.exchange;

import org.jspecify.annotations.NullMarked;
