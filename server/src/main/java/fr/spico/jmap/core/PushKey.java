package fr.spico.jmap.core;

/// The public key by which push services recognise this server (RFC 8292, RFC 9749).
public interface PushKey {

    /// An uncompressed point of P-256, in base64url.
    String applicationServerKey();
}
