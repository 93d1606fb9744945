package fr.spico.exchange;

/// A coded value of a terminology.
///
/// @param system the terminology's OID
/// @param label as the terminology writes it; empty if unknown
public record Code(String value, String system, String label) {}
