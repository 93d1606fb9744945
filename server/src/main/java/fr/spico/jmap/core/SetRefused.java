package fr.spico.jmap.core;

import java.io.Serial;
import java.util.List;

/// Ends work on one object of a `/set`; expected, so it carries no stack trace.
public final class SetRefused extends RuntimeException {

    @Serial private static final long serialVersionUID = 1L;

    private final transient SetError error;

    public SetRefused(SetError error) {
        super(null, null, false, false);
        this.error = error;
    }

    public static SetRefused invalid(String description, String... properties) {
        return new SetRefused(SetError.invalidProperties(description, List.of(properties)));
    }

    public SetError error() {
        return error;
    }
}
