package fr.spico.dossier;

import java.util.Locale;

/// What can be done to a document of a dossier.
public enum DocumentAction {
    READ("lire ce document"),
    ADD("ajouter un document de cette confidentialité"),
    /// Change what is said of it, and put in new versions.
    REPLACE("modifier ce document"),
    SEND("envoyer ce document");

    private final String words;

    DocumentAction(String words) {
        this.words = words;
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String words() {
        return words;
    }
}
