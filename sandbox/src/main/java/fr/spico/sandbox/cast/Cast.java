package fr.spico.sandbox.cast;

import static fr.spico.sandbox.cast.Domains.LIBERAL;
import static fr.spico.sandbox.cast.Domains.PATIENT;
import static fr.spico.sandbox.cast.Domains.REGIONAL;

import fr.spico.sandbox.cast.Person.Kind;
import java.util.List;
import java.util.Optional;

/// Everybody who has a mailbox in the sandbox from the start. The same people are in tests, sandbox
/// and screenshots; none of them exists.
public final class Cast {
    /// The password of every sandbox mailbox and of every demo account.
    public static final String PASSWORD = "Spico-demo-2026";

    public static final Person DOCTOR =
            doctor(
                    "Hélène",
                    "Castelbon",
                    "Médecine générale",
                    "Cabinet médical des Carmes",
                    "Toulouse",
                    "31000",
                    "1010000001",
                    "helene.castelbon@" + REGIONAL);

    public static final Person NURSE =
            professional(
                    "M.",
                    "Karim",
                    "Belhadj-Roux",
                    "60",
                    "Infirmier",
                    "Cabinet infirmier Lapérouse",
                    "Albi",
                    "81000",
                    Identifiers.rpps("1010000002"),
                    "",
                    "karim.belhadj-roux@" + REGIONAL);

    public static final Person PSYCHOLOGIST =
            professional(
                    "Mme",
                    "Maïwenn",
                    "Le Goffic",
                    "93",
                    "Psychologue",
                    "Cabinet de psychologie du Polygone",
                    "Béziers",
                    "34500",
                    "",
                    "349300124",
                    "maiwenn.legoffic@" + REGIONAL);

    public static final Person SOCIAL_WORKER =
            professional(
                    "Mme",
                    "Yvette",
                    "d'Armagnac",
                    "",
                    "Assistante sociale",
                    "Service social du Ségala",
                    "Rodez",
                    "12000",
                    "",
                    "",
                    "yvette.darmagnac@" + REGIONAL);

    public static final Person HEALTH_CENTRE =
            organisation(
                    "Centre de santé des Tilleuls",
                    "Albi",
                    "81000",
                    "secretariat.tilleuls@" + REGIONAL);

    public static final Person BUSY_DOCTOR =
            doctor(
                    "Armand",
                    "Peyrolade",
                    "Médecine générale",
                    "Maison de santé des Arceaux",
                    "Montpellier",
                    "34000",
                    "1010000003",
                    "armand.peyrolade@" + REGIONAL);

    public static final Person CARDIOLOGIST =
            doctor(
                    "Claire",
                    "Vasseur-Morin",
                    "Cardiologie et maladies vasculaires",
                    "Cabinet de cardiologie du Capitole",
                    "Toulouse",
                    "31000",
                    "1010000004",
                    "claire.vasseur-morin@" + LIBERAL);

    public static final Person PHYSIOTHERAPIST =
            professional(
                    "M.",
                    "Paul",
                    "N'Diaye",
                    "70",
                    "Masseur-Kinésithérapeute",
                    "Cabinet de kinésithérapie Jean-Jaurès",
                    "Toulouse",
                    "31000",
                    Identifiers.rpps("1010000005"),
                    "",
                    "paul.ndiaye@" + LIBERAL);

    public static final Person LABORATORY =
            organisation(
                    "Laboratoire Garonne", "Toulouse", "31000", "laboratoire.garonne@" + LIBERAL);

    public static final Person PATIENT_DOMINIQUE =
            patient("Dominique", "Pat-Trois", "2790351215189");
    public static final Person PATIENT_JEAN = patient("Jean", "Essai-Martin", "1540899123456");
    public static final Person PATIENT_LUCIE = patient("Lucie", "Exemple", "2880481065021");

    /// The platform's own mailbox, which is also the name under which it opens the others.
    public static final Person PLATFORM =
            new Person(
                    Kind.PLATFORM,
                    "",
                    "",
                    "",
                    "",
                    "",
                    "",
                    "Spico",
                    "Toulouse",
                    "31000",
                    "",
                    "",
                    "spico@" + REGIONAL);

    /// Every RCPT to it is answered 452 4.2.2.
    public static final Person FULL = trap("Boîte", "Pleine", "1010000006", "pleine@" + LIBERAL);

    /// Every RCPT to it is answered 550 5.7.1.
    public static final Person REFUSING =
            trap("Refuse", "Toutmessage", "1010000007", "refuse@" + LIBERAL);

    /// Who has a mailbox.
    public static final List<Person> MAILBOXES =
            List.of(
                    DOCTOR,
                    NURSE,
                    PSYCHOLOGIST,
                    SOCIAL_WORKER,
                    HEALTH_CENTRE,
                    BUSY_DOCTOR,
                    CARDIOLOGIST,
                    PHYSIOTHERAPIST,
                    LABORATORY,
                    PATIENT_DOMINIQUE,
                    PATIENT_JEAN,
                    PATIENT_LUCIE,
                    PLATFORM);

    /// Who has an account on the platform.
    public static final List<Person> ACCOUNT_HOLDERS =
            List.of(DOCTOR, NURSE, PSYCHOLOGIST, SOCIAL_WORKER, BUSY_DOCTOR);

    private Cast() {}

    public static Optional<Person> byAddress(String address) {
        return MAILBOXES.stream().filter(person -> person.address().equals(address)).findFirst();
    }

    private static Person doctor(
            String firstName,
            String lastName,
            String specialty,
            String structure,
            String town,
            String postalCode,
            String tenDigits,
            String address) {
        return new Person(
                Kind.PROFESSIONAL,
                "Dr",
                firstName,
                lastName,
                "10",
                "Médecin",
                specialty,
                structure,
                town,
                postalCode,
                Identifiers.rpps(tenDigits),
                "",
                address);
    }

    private static Person professional(
            String title,
            String firstName,
            String lastName,
            String code,
            String profession,
            String structure,
            String town,
            String postalCode,
            String rpps,
            String adeli,
            String address) {
        return new Person(
                Kind.PROFESSIONAL,
                title,
                firstName,
                lastName,
                code,
                profession,
                "",
                structure,
                town,
                postalCode,
                rpps,
                adeli,
                address);
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

    private static Person patient(String firstName, String lastName, String matricule) {
        return new Person(
                Kind.PATIENT,
                "",
                firstName,
                lastName,
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                Identifiers.ins(matricule) + "@" + PATIENT);
    }

    private static Person trap(
            String firstName, String lastName, String tenDigits, String address) {
        return new Person(
                Kind.TRAP,
                "Dr",
                firstName,
                lastName,
                "10",
                "Médecin",
                "Médecine générale",
                "Cabinet d'essai",
                "Toulouse",
                "31000",
                Identifiers.rpps(tenDigits),
                "",
                address);
    }
}
