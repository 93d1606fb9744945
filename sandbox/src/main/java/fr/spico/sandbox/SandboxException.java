package fr.spico.sandbox;

/// The sandbox cannot start; the message is a French sentence for whoever typed the command.
public final class SandboxException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SandboxException(String message) {
        super(message);
    }

    SandboxException(String message, Throwable cause) {
        super(message, cause);
    }
}
