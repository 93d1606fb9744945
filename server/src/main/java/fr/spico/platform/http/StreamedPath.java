package fr.spico.platform.http;

/// A path that reads its body as a stream and limits it itself; [BodyLimit] lets it through. A
/// feature declares a bean of it.
///
/// @param pattern of the path below `/api`, as handlers have it
public record StreamedPath(String pattern) {}
