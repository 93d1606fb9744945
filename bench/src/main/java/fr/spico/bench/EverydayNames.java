package fr.spico.bench;

import fr.spico.bench.Extraction.Row;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/// What people call professions and specialties.
final class EverydayNames {

    private static final Map<String, List<String>> PROFESSIONS =
            Map.ofEntries(
                    Map.entry("Médecin", List.of("médecin", "docteur")),
                    Map.entry("Infirmier", List.of("infirmière", "infirmier", "idel")),
                    Map.entry("Pharmacien", List.of("pharmacien", "pharmacie", "pharmacienne")),
                    Map.entry(
                            "Masseur-Kinésithérapeute",
                            List.of("kiné", "kinésithérapeute", "masseur kiné")),
                    Map.entry("Chirurgien-Dentiste", List.of("dentiste", "chirurgien dentiste")),
                    Map.entry("Sage-Femme", List.of("sage femme", "sage-femme", "sagefemme")),
                    Map.entry("Orthophoniste", List.of("orthophoniste", "ortho")),
                    Map.entry("Pédicure-Podologue", List.of("podologue", "pédicure", "podo")),
                    Map.entry("Psychologue", List.of("psychologue", "psy")),
                    Map.entry("Ergothérapeute", List.of("ergothérapeute", "ergo")),
                    Map.entry("Psychomotricien", List.of("psychomotricienne", "psychomot")),
                    Map.entry(
                            "Diététicien",
                            List.of("diététicienne", "diététicien", "nutritionniste")));
    private static final Map<String, List<String>> SPECIALTIES =
            Map.ofEntries(
                    Map.entry(
                            "Médecine générale",
                            List.of("généraliste", "médecine générale", "médecin généraliste")),
                    Map.entry(
                            "Cardiologie et maladies vasculaires",
                            List.of("cardio", "cardiologue", "cardiologie")),
                    Map.entry("Psychiatrie", List.of("psychiatre", "psy")),
                    Map.entry("Gériatrie", List.of("gériatre", "gériatrie")),
                    Map.entry("Pédiatrie", List.of("pédiatre", "pédiatrie")),
                    Map.entry("Dermatologie et vénéréologie", List.of("dermato", "dermatologue")),
                    Map.entry(
                            "Gastro-entérologie et hépatologie",
                            List.of("gastro", "gastro-entérologue", "gastroentérologue")),
                    Map.entry("Oncologie option médicale", List.of("oncologue", "cancérologue")),
                    Map.entry("Neurologie", List.of("neurologue", "neuro")),
                    Map.entry("Pneumologie", List.of("pneumologue", "pneumo")),
                    Map.entry("Radio-diagnostic", List.of("radiologue", "radio")),
                    Map.entry("Gynécologie-obstétrique", List.of("gynéco", "gynécologue")),
                    Map.entry("Rhumatologie", List.of("rhumato", "rhumatologue")),
                    Map.entry("Ophtalmologie", List.of("ophtalmo", "ophtalmologue")));

    private EverydayNames() {}

    /// The specialty if there is one, otherwise the profession.
    static String of(Row row, RandomGenerator random) {
        List<String> special = SPECIALTIES.getOrDefault(row.specialty(), List.of());
        List<String> names =
                special.isEmpty()
                        ? PROFESSIONS.getOrDefault(row.profession(), List.of(row.profession()))
                        : special;
        return names.get(random.nextInt(names.size()));
    }
}
