package fr.spico.sandbox.cast;

import static fr.spico.sandbox.cast.Domains.LIBERAL;
import static fr.spico.sandbox.cast.Domains.REGIONAL;

import fr.spico.sandbox.cast.Person.Kind;
import java.util.List;
import java.util.Map;

/// People and services that the cast writes with. They stand in the directory; their mailboxes open
/// with their first mail. By the role they play in the conversations.
public final class Extras {
    private static final Map<String, List<Person>> BY_ROLE =
            Map.ofEntries(
                    Map.entry(
                            "CARDIO",
                            List.of(
                                    Cast.CARDIOLOGIST,
                                    doctor(
                                            "Sylvain",
                                            "Caussanel",
                                            "Cardiologie et maladies vasculaires",
                                            21))),
                    Map.entry(
                            "KINE",
                            List.of(
                                    Cast.PHYSIOTHERAPIST,
                                    professional(
                                            "Mme",
                                            "Odile",
                                            "Fenaille",
                                            "70",
                                            "Masseur-Kinésithérapeute",
                                            22))),
                    Map.entry("LABO", List.of(Cast.LABORATORY)),
                    Map.entry(
                            "INF",
                            List.of(
                                    Cast.NURSE,
                                    professional(
                                            "Mme",
                                            "Sandrine",
                                            "Viguié-Cambon",
                                            "60",
                                            "Infirmier",
                                            23),
                                    professional(
                                            "M.", "Thibaud", "Estrade", "60", "Infirmier", 24))),
                    Map.entry("PSY", List.of(Cast.PSYCHOLOGIST)),
                    Map.entry("AS", List.of(Cast.SOCIAL_WORKER)),
                    Map.entry("CENTRE", List.of(Cast.HEALTH_CENTRE)),
                    Map.entry(
                            "MG",
                            List.of(
                                    Cast.DOCTOR,
                                    Cast.BUSY_DOCTOR,
                                    doctor("Nour", "Belkhir", "Médecine générale", 25))),
                    Map.entry("GERIATRE", List.of(doctor("Inès", "Boussac", "Gériatrie", 26))),
                    Map.entry("PNEUMO", List.of(doctor("Thomas", "Sarlatié", "Pneumologie", 27))),
                    Map.entry(
                            "DERMATO",
                            List.of(
                                    doctor(
                                            "Solange",
                                            "de Roquemire",
                                            "Dermatologie et vénéréologie",
                                            28))),
                    Map.entry(
                            "ENDOCRINO",
                            List.of(doctor("Amine", "Ould-Cherif", "Endocrinologie", 29))),
                    Map.entry(
                            "PSYCHIATRE",
                            List.of(doctor("Mathilde", "Kervadec", "Psychiatrie", 30))),
                    Map.entry(
                            "ORTHOPHONISTE",
                            List.of(
                                    professional(
                                            "Mme",
                                            "Lison",
                                            "Tournemire",
                                            "91",
                                            "Orthophoniste",
                                            31))),
                    Map.entry(
                            "SAGEFEMME",
                            List.of(
                                    professional(
                                            "Mme", "Aurore", "Lespinet", "50", "Sage-Femme", 32))),
                    Map.entry(
                            "PHARMA",
                            List.of(
                                    organisation(
                                            "Pharmacie de la Grand-Rue",
                                            "Toulouse",
                                            "31000",
                                            "pharmacie.grandrue@" + LIBERAL))),
                    Map.entry(
                            "HOPITAL",
                            List.of(
                                    organisation(
                                            "Clinique des Amandiers - Gériatrie",
                                            "Toulouse",
                                            "31400",
                                            "geriatrie.amandiers@" + LIBERAL),
                                    organisation(
                                            "Centre hospitalier de Montrival - Médecine",
                                            "Montauban",
                                            "82000",
                                            "medecine.montrival@" + LIBERAL))),
                    Map.entry(
                            "URGENCES",
                            List.of(
                                    organisation(
                                            "Centre hospitalier de Montrival - Urgences",
                                            "Montauban",
                                            "82000",
                                            "urgences.montrival@" + LIBERAL))),
                    Map.entry(
                            "IMAGERIE",
                            List.of(
                                    organisation(
                                            "Imagerie du Pont-Vieux",
                                            "Toulouse",
                                            "31000",
                                            "imagerie.pontvieux@" + LIBERAL))),
                    Map.entry(
                            "HAD",
                            List.of(
                                    organisation(
                                            "HAD des Deux Rives",
                                            "Toulouse",
                                            "31300",
                                            "had.deuxrives@" + REGIONAL))),
                    Map.entry(
                            "SSIAD",
                            List.of(
                                    organisation(
                                            "SSIAD de la Lauze",
                                            "Albi",
                                            "81000",
                                            "ssiad.lauze@" + REGIONAL))),
                    Map.entry(
                            "EHPAD",
                            List.of(
                                    organisation(
                                            "EHPAD Les Glycines",
                                            "Colomiers",
                                            "31770",
                                            "soins.glycines@" + REGIONAL))),
                    Map.entry(
                            "DAC",
                            List.of(
                                    organisation(
                                            "Dispositif d'appui à la coordination Autan",
                                            "Toulouse",
                                            "31000",
                                            "appui.autan@" + REGIONAL))),
                    Map.entry(
                            "CONSEIL",
                            List.of(
                                    organisation(
                                            "Maison départementale de l'autonomie",
                                            "Rodez",
                                            "12000",
                                            "autonomie.segala@" + REGIONAL))),
                    Map.entry(
                            "PRESTA",
                            List.of(
                                    organisation(
                                            "Oxyvie Matériel médical",
                                            "Toulouse",
                                            "31200",
                                            "suivi.oxyvie@" + LIBERAL))),
                    Map.entry(
                            "AGENCE",
                            List.of(
                                    organisation(
                                            "Agence régionale de coordination des soins",
                                            "Montpellier",
                                            "34000",
                                            "lettre.agence@" + LIBERAL))),
                    Map.entry(
                            "PATIENT",
                            List.of(
                                    Cast.PATIENT_DOMINIQUE,
                                    Cast.PATIENT_JEAN,
                                    Cast.PATIENT_LUCIE)));

    private Extras() {}

    /// @throws IllegalArgumentException for a role that nobody plays
    public static List<Person> playing(String role) {
        List<Person> people = BY_ROLE.get(role);
        if (people == null) {
            throw new IllegalArgumentException("nobody plays " + role);
        }
        return people;
    }

    /// Everybody who stands in the directory without being in the cast, by address.
    public static List<Person> directoryOnly() {
        return BY_ROLE.values().stream()
                .flatMap(List::stream)
                .filter(person -> !Cast.MAILBOXES.contains(person))
                .sorted(java.util.Comparator.comparing(Person::address))
                .toList();
    }

    private static Person doctor(String firstName, String lastName, String specialty, int serial) {
        return person("Dr", firstName, lastName, "10", "Médecin", specialty, serial);
    }

    private static Person professional(
            String title,
            String firstName,
            String lastName,
            String code,
            String profession,
            int serial) {
        return person(title, firstName, lastName, code, profession, "", serial);
    }

    private static Person person(
            String title,
            String firstName,
            String lastName,
            String code,
            String profession,
            String specialty,
            int serial) {
        String local =
                java.text.Normalizer.normalize(
                                firstName + "." + lastName, java.text.Normalizer.Form.NFD)
                        .replaceAll("\\p{M}", "")
                        .toLowerCase(java.util.Locale.ROOT)
                        .replace(' ', '-');
        return new Person(
                Kind.PROFESSIONAL,
                title,
                firstName,
                lastName,
                code,
                profession,
                specialty,
                "Cabinet " + lastName,
                "Toulouse",
                "31000",
                Identifiers.rpps("10100000" + serial),
                "",
                local + "@" + LIBERAL);
    }

    private static Person organisation(
            String structure, String town, String postalCode, String address) {
        return new Person(
                Kind.ORGANISATION,
                "",
                "",
                "",
                "",
                "",
                "",
                structure,
                town,
                postalCode,
                "",
                "",
                address);
    }
}
