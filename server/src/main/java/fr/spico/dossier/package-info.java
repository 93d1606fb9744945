/// Coordination files: the patient with their INS identity, the care circle, who may do what. Uses
/// `account`, `audit`, `directory` (tells it who is in a circle), `platform`. Used by `document`,
/// `sending`.
@NullMarked
package fr.spico.dossier;

import org.jspecify.annotations.NullMarked;
