/// The views of « Discussions »: message types, directions, and the intervals of « Boîte de
/// réception » (rows C1–C5). Uses `account`, `replica`. Used by `jmap` and `link`.
@NullMarked
package fr.spico.discussions;

import org.jspecify.annotations.NullMarked;
