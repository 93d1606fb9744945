package fr.spico.directory;

/// Why a reading came to nothing; the current version stays.
///
/// @param word closed: `empty`, `truncated`, `missing-columns`, `removes-too-many`…
/// @param sentence in French, for the administrator; names nobody
record DirectoryTrouble(String word, String sentence) {}
