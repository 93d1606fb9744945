package fr.spico.directory.annuaire;

/// A row of the flat file with all that a delta is about: codes with their words, structures with
/// their numbers. Nobody in it exists.
public record AnnuaireRow(
        String type,
        String address,
        String rpps,
        String last,
        String finess,
        String structure,
        String town) {

    public static AnnuaireRow doctor(String address, String rpps, String last) {
        return new AnnuaireRow(
                "PER", address, rpps, last, "310000017", "CABINET DES ORMES", "31000 TOULOUSE");
    }

    public static AnnuaireRow ward(String address, String finess, String structure) {
        return new AnnuaireRow("ORG", address, "", "", finess, structure, "81000 ALBI");
    }

    public AnnuaireRow at(String number, String name, String place) {
        return new AnnuaireRow(type, address, rpps, last, number, name, place);
    }

    public AnnuaireRow address(String other) {
        return new AnnuaireRow(type, other, rpps, last, finess, structure, town);
    }

    /// A mailbox of the person, wherever they work.
    public AnnuaireRow nowhere() {
        return new AnnuaireRow(type, address, rpps, last, "", "", "");
    }

    /// 31 columns.
    public String line() {
        boolean person = !rpps.isEmpty();
        String postalCode = town.isEmpty() ? "" : town.substring(0, 5);
        return String.join(
                "|",
                type,
                address,
                person ? "8" : "",
                rpps,
                person ? "8" + rpps : "",
                finess.isEmpty() ? "" : "1",
                finess,
                person ? "" : "Secrétariat",
                person ? "DR" : "",
                last,
                person ? "Odile" : "",
                person ? "C" : "",
                person ? "Civil" : "",
                person ? "10" : "",
                person ? "Médecin" : "",
                person ? "SM04" : "",
                person ? "Cardiologie et maladies vasculaires" : "",
                "O",
                structure,
                "",
                "",
                "",
                finess.isEmpty() ? "" : "12",
                "",
                finess.isEmpty() ? "" : "RUE",
                finess.isEmpty() ? "" : "DES LILAS",
                "",
                town,
                postalCode,
                postalCode.isEmpty() ? "" : postalCode.substring(0, 2),
                "France");
    }

    @Override
    public String toString() {
        return "AnnuaireRow[" + type + "]";
    }
}
