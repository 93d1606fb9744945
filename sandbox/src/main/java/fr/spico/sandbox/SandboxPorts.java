package fr.spico.sandbox;

/// Where the sandbox listens, on 127.0.0.1.
public record SandboxPorts(int web, int imap, int smtp, int webAdmin) {}
