package fr.spico.exchange;

/// Why an archive is not opened. Its mail stays readable, and the archive can be downloaded.
public enum XdmRefusal {
    NOT_AN_ARCHIVE("Ce fichier n’est pas une archive, ou il a été abîmé en route."),
    TOO_MANY_FILES("Cette archive contient bien plus de fichiers qu’un envoi de documents."),
    TOO_LARGE("Cette archive, une fois ouverte, prendrait une place démesurée."),
    UNSAFE_NAMES(
            "Cette archive contient des noms de fichiers qui cherchent à sortir de leur dossier."),
    SAME_NAMES(
            "Cette archive contient plusieurs fichiers du même nom : on ne sait pas lequel est le bon."),
    ENCRYPTED("Cette archive est protégée par un mot de passe."),
    NO_METADATA(
            "Cette archive ne dit pas quels documents elle contient ni de quel patient (fichier METADATA.XML absent)."),
    UNREADABLE_METADATA(
            "La description des documents de cette archive (fichier METADATA.XML) est illisible."),
    TREACHEROUS_METADATA(
            "La description des documents de cette archive (fichier METADATA.XML) contient des instructions interdites."),
    NO_DOCUMENT("Cette archive n’annonce aucun document.");

    private final String sentence;

    XdmRefusal(String sentence) {
        this.sentence = sentence;
    }

    /// What the user reads.
    public String sentence() {
        return sentence;
    }
}
