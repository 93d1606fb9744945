package fr.spico.sandbox.directory;

import fr.spico.sandbox.cast.Identifiers;
import fr.spico.sandbox.cast.Person;
import java.util.Locale;

/// A row of the public extraction of the MSSanté directory: 31 columns separated by `|`.
///
/// @param ppType type of the person's identifier: 8 = RPPS, 0 = ADELI, empty = none
/// @param department first two digits of the postal code, three overseas
record DirectoryRow(
        String boxType,
        String address,
        String ppType,
        String ppId,
        String finess,
        String service,
        String title,
        String lastName,
        String firstName,
        String professionCode,
        String profession,
        String skillCode,
        String skill,
        String structure,
        String streetNumber,
        String streetType,
        String street,
        String postalCode,
        String town,
        boolean paperless) {

    static final String HEADER =
            "Type de BAL|Adresse BAL|Type Identifiant PP|Identifiant PP|Identification nationale PP|"
                    + "Type identifiant structure|Identification Structure|Service de rattachement|Civilité d'exercice|"
                    + "Nom d'exercice|Prénom d'exercice|Catégorie profession|Libellé de catégorie profession|Code Profession|"
                    + "Libellé Profession|Code savoir-faire|Libellé savoir-faire|Dématérialisation|Raison Sociale structure BAL|"
                    + "Enseigne commerciale structure BAL|L2COMPLEMENTLOCALISATION|L3COMPLEMENTDISTRIBUTION|L4NUMEROVOIE|"
                    + "L4COMPLEMENTNUMEROVOIE|NL4TYPEVOIE|L4LIBELLEVOIE|L5LIEUDITMENTION|L6LIGNEACHEMINEMENT|Code postal|"
                    + "Département|Pays";

    static final int COLUMNS = 31;

    /// The row of somebody of the cast.
    static DirectoryRow of(Person p, String streetNumber, String streetType, String street) {
        boolean organisation = p.lastName().isEmpty();
        String id = p.rpps().isEmpty() ? p.adeli() : p.rpps();
        String type = p.rpps().isEmpty() ? (p.adeli().isEmpty() ? "" : "0") : "8";
        return new DirectoryRow(
                organisation ? "ORG" : "PER",
                p.address(),
                type,
                id,
                finess(p.department(), Math.floorMod(p.address().hashCode(), 1_000_000)),
                organisation ? "Secrétariat" : "",
                title(p),
                p.lastName().toUpperCase(Locale.FRENCH),
                p.firstName(),
                p.professionCode(),
                p.profession(),
                p.specialty().isEmpty() ? "" : p.specialty().startsWith("Cardio") ? "SM04" : "SM54",
                p.specialty(),
                p.structure().toUpperCase(Locale.FRENCH),
                streetNumber,
                streetType,
                street,
                p.postalCode(),
                p.town().toUpperCase(Locale.FRENCH),
                true);
    }

    /// A FINESS number of this department: eight digits and their Luhn digit.
    static String finess(String department, int serial) {
        String digits = (department + "00").substring(0, 2) + "%06d".formatted(serial);
        return digits + Identifiers.luhn(digits);
    }

    String line() {
        boolean person = !ppId.isEmpty();
        return String.join(
                "|",
                boxType,
                address,
                ppType,
                ppId,
                person ? ppType + ppId : "",
                "1",
                finess,
                service,
                title,
                lastName,
                firstName,
                person ? "C" : "",
                person ? "Civil" : "",
                professionCode,
                profession,
                skillCode,
                skill,
                paperless ? "O" : "N",
                structure,
                "",
                "",
                "",
                streetNumber,
                "",
                streetType,
                street,
                "",
                (postalCode + " " + town).strip(),
                postalCode,
                department(),
                "France");
    }

    private static String title(Person p) {
        return switch (p.title()) {
            case "Dr" -> "DR";
            case "M." -> "M";
            case "Mme" -> "MME";
            default -> "";
        };
    }

    private String department() {
        int digits = postalCode.startsWith("97") ? 3 : 2;
        return postalCode.length() < digits ? "" : postalCode.substring(0, digits);
    }

    @Override
    public String toString() {
        return "DirectoryRow[" + boxType + "]";
    }
}
