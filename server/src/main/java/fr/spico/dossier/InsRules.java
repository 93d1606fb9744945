package fr.spico.dossier;

import fr.spico.dossier.Patient.Sex;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// What makes an INS acceptable (standards §6).
final class InsRules {

    static final String NIR = "1.2.250.1.213.1.4.8";
    static final String NIA = "1.2.250.1.213.1.4.9";
    static final String NIR_TEST = "1.2.250.1.213.1.4.10";
    static final String NIR_DEMO = "1.2.250.1.213.1.4.11";
    static final String FORMER_INS_C = "1.2.250.1.213.1.4.2";

    private static final Pattern SHAPE =
            Pattern.compile("[123478][0-9]{4}([0-9]{2}|2[AB])[0-9]{8}");

    /// As people write it, blanks between its parts or not.
    static final Pattern WRITTEN =
            Pattern.compile(
                    "(?<![0-9])[123478](?:[\\h.]?[0-9]){4}[\\h.]?(?:[0-9][\\h.]?[0-9]|2[AB])(?:[\\h.]?[0-9]){8}(?![0-9])");

    private InsRules() {}

    /// A French sentence for what keeps an INS from being taken.
    static Optional<String> refusal(Ins ins, boolean testIdentities) {
        if (!SHAPE.matcher(ins.matricule()).matches()) {
            return Optional.of(
                    "Le matricule INS comporte 13 caractères suivis d’une clé de 2 chiffres.");
        }
        if (!hasItsKey(ins.matricule())) {
            return Optional.of("La clé du matricule INS est fausse : vérifiez la saisie.");
        }
        return switch (ins.oid()) {
            case NIR, NIA -> Optional.empty();
            case NIR_TEST, NIR_DEMO ->
                    testIdentities
                            ? Optional.empty()
                            : Optional.of("Cette INS est une identité de test : elle est refusée.");
            case FORMER_INS_C ->
                    Optional.of(
                            "L’INS-C n’est plus utilisable : récupérez l’INS par le téléservice.");
            default -> Optional.of("L’OID de l’INS n’est pas celui d’un NIR ou d’un NIA.");
        };
    }

    /// Those of a text that have their key.
    static List<String> in(String text) {
        return WRITTEN.matcher(text)
                .results()
                .map(found -> found.group().replaceAll("[\\h.]", ""))
                .filter(InsRules::hasItsKey)
                .distinct()
                .toList();
    }

    /// Key = 97 − (number mod 97); Corsica's letters count as 19 and 18.
    static boolean hasItsKey(String matricule) {
        String number = matricule.substring(0, 13);
        String digits =
                switch (number.substring(5, 7)) {
                    case "2A" -> number.substring(0, 5) + "19" + number.substring(7);
                    case "2B" -> number.substring(0, 5) + "18" + number.substring(7);
                    default -> number;
                };
        return 97 - Long.parseLong(digits) % 97 == Long.parseLong(matricule.substring(13));
    }

    /// Where the matricule says something else than the traits. It can be so and be right: told,
    /// not refused.
    static List<String> doubts(Patient patient) {
        if (patient.ins().isEmpty()) {
            return List.of();
        }
        String matricule = patient.ins().get().matricule();
        List<String> doubts = new ArrayList<>();
        Sex announced = "137".indexOf(matricule.charAt(0)) < 0 ? Sex.F : Sex.M;
        if (patient.sex() != Sex.U && patient.sex() != announced) {
            doubts.add(
                    announced == Sex.M
                            ? "Le matricule INS annonce un homme, l’identité une femme."
                            : "Le matricule INS annonce une femme, l’identité un homme.");
        }
        int month = Integer.parseInt(matricule.substring(3, 5));
        boolean monthSays = month >= 1 && month <= 12;
        boolean sameYear =
                Integer.parseInt(matricule.substring(1, 3)) == patient.birthDate().getYear() % 100;
        if (!sameYear || (monthSays && month != patient.birthDate().getMonthValue())) {
            doubts.add("Le matricule INS annonce une autre date de naissance que l’identité.");
        }
        return doubts;
    }
}
