package fr.spico.directory;

/// Is told the rows of a source.
interface DirectoryRowTaker {

    /// A row by its line alone, so that a line that was read before need not be read again.
    ///
    /// @param line its digest, which the one who takes rows may have got with [#take] before
    /// @return whether the row of that line is taken with this
    default boolean knows(long line) {
        return false;
    }

    /// @param line digest of the line that says the row, 0 if none does
    /// @return whether the address comes for the first time
    boolean take(DirectoryEntry entry, long line);
}
