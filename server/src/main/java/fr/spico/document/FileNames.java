package fr.spico.document;

import fr.spico.dossier.Patient;
import java.text.Normalizer;
import java.time.format.DateTimeFormatter;

/// How the files of a patient's documents are called: `20220531_CR d’imagerie
/// médicale_CORSE_Figatellix.pdf` (ECO.2.1.6). Without patterns, and what is of the patient made
/// once: a dossier has hundreds of documents.
final class FileNames {

    private static final String REFUSED = "\\/:*?\"<>|";

    private final String patient;

    FileNames(Patient patient) {
        this.patient = "_" + bare(patient.name()) + "_" + bare(patient.firstName());
    }

    String of(Document document) {
        String extension =
                FileType.of(document.file().type()).map(FileType::extension).orElse("bin");
        String date = DateTimeFormatter.BASIC_ISO_DATE.format(document.actDate());
        String label = document.category().label();
        return allowed(date + "_" + label + patient) + "." + extension;
    }

    /// Without accents.
    private static String bare(String name) {
        StringBuilder bare = new StringBuilder(name.length());
        Normalizer.normalize(name, Normalizer.Form.NFD)
                .codePoints()
                .filter(letter -> !isMark(letter))
                .forEach(bare::appendCodePoint);
        return bare.toString();
    }

    private static boolean isMark(int letter) {
        int type = Character.getType(letter);
        return type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK
                || type == Character.ENCLOSING_MARK;
    }

    /// What no system takes in a file's name becomes a blank.
    private static String allowed(String name) {
        if (name.chars().noneMatch(FileNames::isRefused)) {
            return name.strip();
        }
        StringBuilder allowed = new StringBuilder(name.length());
        boolean blank = false;
        for (int i = 0; i < name.length(); i++) {
            char letter = name.charAt(i);
            boolean refused = isRefused(letter);
            if (!refused || !blank) {
                allowed.append(refused ? ' ' : letter);
            }
            blank = refused;
        }
        return allowed.toString().strip();
    }

    private static boolean isRefused(int letter) {
        return letter < ' ' || letter == 0x7f || REFUSED.indexOf(letter) >= 0;
    }
}
