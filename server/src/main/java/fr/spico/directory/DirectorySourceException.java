package fr.spico.directory;

import java.io.IOException;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/// A source that cannot be read now. Says nothing personal.
public final class DirectorySourceException extends IOException {

    @Serial private static final long serialVersionUID = 1L;

    private final String word;

    /// @param word closed: `unreachable`, `missing`, `denied`, `damaged`, `too-old`…
    /// @param sentence in French, for the administrator
    public DirectorySourceException(String word, String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
        this.word = word;
    }

    DirectorySourceException(DirectoryTrouble trouble, @Nullable Throwable cause) {
        this(trouble.word(), trouble.sentence(), cause);
    }

    DirectoryTrouble trouble() {
        return new DirectoryTrouble(word, String.valueOf(getMessage()));
    }
}
