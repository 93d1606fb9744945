package fr.spico.directory;

/// What became of something that an administrator asked for.
sealed interface DirectoryGesture {

    record Done(DirectoryVersion version) implements DirectoryGesture {}

    record NotFound() implements DirectoryGesture {}

    /// The source has no such origin.
    record NotConfigured() implements DirectoryGesture {}

    /// Another version of the source is being read, waits or is being switched to.
    record Busy(DirectoryVersion open) implements DirectoryGesture {}

    /// Its rows are gone, or it never was a whole version.
    record NotKept() implements DirectoryGesture {}
}
