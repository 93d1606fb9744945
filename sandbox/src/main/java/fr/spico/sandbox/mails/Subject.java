package fr.spico.sandbox.mails;

import java.time.LocalDate;
import java.util.List;
import java.util.random.RandomGenerator;

/// Somebody whom the mails are about; nobody who exists. All of them women, so that the sentences
/// agree.
record Subject(String firstName, String lastName, LocalDate birth) {
    private static final List<String> FIRST =
            List.of(
                    "Simone",
                    "Paulette",
                    "Josiane",
                    "Ginette",
                    "Marcelle",
                    "Yvonne",
                    "Andrée",
                    "Lucienne",
                    "Odette",
                    "Huguette",
                    "Raymonde",
                    "Fernande",
                    "Denise",
                    "Colette",
                    "Mireille",
                    "Jacqueline",
                    "Arlette",
                    "Solange",
                    "Éliane",
                    "Monique",
                    "Fatna",
                    "Rosa",
                    "Conception",
                    "Nicole",
                    "Thérèse");
    private static final List<String> LAST =
            List.of(
                    "Ravel-Essai",
                    "Cabirol",
                    "Montazel",
                    "Peyrusse",
                    "Dutilh",
                    "Sérignac",
                    "Lamothe-Test",
                    "Vayssade",
                    "Bourdoncle",
                    "Escoubès",
                    "Fontanille",
                    "Gardelle",
                    "Issanchou",
                    "Jouqueviel",
                    "Laborderie",
                    "Malpertuis",
                    "Naucelle",
                    "Ortalis",
                    "Pradinas",
                    "Quercy-Vial",
                    "Rastoul",
                    "Saltel",
                    "Trébosc",
                    "Urbanel",
                    "Verfeuil",
                    "Boukhalfa-Essai",
                    "Da Rocha-Test",
                    "Le Drezen",
                    "d'Estampes");

    static Subject draw(RandomGenerator random) {
        LocalDate birth =
                LocalDate.of(
                        1930 + random.nextInt(45), 1 + random.nextInt(12), 1 + random.nextInt(28));
        return new Subject(pick(FIRST, random), pick(LAST, random), birth);
    }

    private static String pick(List<String> from, RandomGenerator random) {
        return from.get(random.nextInt(from.size()));
    }

    @Override
    public String toString() {
        return "Subject[…]";
    }
}
