package fr.spico.platform.http;

/// Paths that end with a name that a stranger chose: percent-encoded, it may hold a slash, a
/// backslash, a semicolon or a percent sign, which are refused everywhere else. A feature declares
/// a bean of it.
///
/// @param prefix what such paths begin with
public record NamedPath(String prefix) {}
