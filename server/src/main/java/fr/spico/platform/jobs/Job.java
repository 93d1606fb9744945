package fr.spico.platform.jobs;

/// A kind of work: its name (unique, never changed: it is stored) and the shape of its data (a
/// record, kept as JSON).
public record Job<T>(String name, Class<T> data) {}
