package fr.spico.link;

/// What comes of a typed code (row L5).
sealed interface CodeCheck permits CodeCheck.Right, LinkRefusal.WrongCode {

    record Right(Code code) implements CodeCheck {}
}
