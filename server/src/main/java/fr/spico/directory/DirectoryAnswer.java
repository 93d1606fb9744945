package fr.spico.directory;

import java.util.OptionalDouble;

/// What a search came to.
public sealed interface DirectoryAnswer {

    /// @param beyondScope nothing was found where the searcher may look, but in the national
    ///   directory there is something
    record Found(fr.spico.directory.search.Found found, boolean beyondScope)
            implements DirectoryAnswer {}

    /// The directory was never read on this machine; not the same as nobody found.
    ///
    /// @param progress of its first import, 0–1; empty if none goes on
    record NotReady(OptionalDouble progress) implements DirectoryAnswer {}
}
