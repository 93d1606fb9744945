package fr.spico.dossier;

import java.util.Locale;

/// What can be done to a dossier itself.
public enum DossierAction {
    CREATE("créer un dossier"),
    IDENTITY("modifier l’identité du patient"),
    CIRCLE("modifier le cercle de soins"),
    OPPOSITION("enregistrer l’opposition du patient");

    private final String words;

    DossierAction(String words) {
        this.words = words;
    }

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    String words() {
        return words;
    }
}
