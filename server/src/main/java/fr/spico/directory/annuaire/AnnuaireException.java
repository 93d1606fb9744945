package fr.spico.directory.annuaire;

import java.io.IOException;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/// The Annuaire Santé gave no answer that can be used. Says nothing personal.
public final class AnnuaireException extends IOException {

    @Serial private static final long serialVersionUID = 1L;

    /// What went wrong.
    public enum Kind {
        /// No connection, or no answer in time.
        UNREACHABLE,
        /// It answers that it cannot answer (5xx).
        BROKEN,
        /// Too many calls, for longer than we wait.
        BUSY,
        /// The API key is not taken.
        DENIED,
        /// What it answers is no FHIR.
        DAMAGED,
        /// More changed than a delta is for.
        TOO_MUCH
    }

    private final Kind kind;
    private final int page;

    AnnuaireException(Kind kind, @Nullable Throwable cause) {
        this(kind, 0, cause);
    }

    private AnnuaireException(Kind kind, int page, @Nullable Throwable cause) {
        super(page > 0 ? kind + " at page " + page : kind.name(), cause);
        this.kind = kind;
        this.page = page;
    }

    /// Half-way through an answer of several pages.
    AnnuaireException atPage(int number) {
        return new AnnuaireException(kind, number, this);
    }

    public Kind kind() {
        return kind;
    }

    /// Of which page, from 1; 0 if that says nothing.
    public int page() {
        return page;
    }
}
