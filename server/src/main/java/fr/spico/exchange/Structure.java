package fr.spico.exchange;

/// Where an author works.
///
/// @param id national identifier with its kind in front, e.g. `1310000001` for FINESS 310000001;
///   empty if there is none
/// @param sector TRE_R02, e.g. `SA07` « Cabinet individuel »: where care is given
/// @param setting TRE_A01, e.g. `AMBULATOIRE`: how it is given
public record Structure(String id, String name, Code sector, Code setting) {

    /// OID of national identifiers of structures (IDNST).
    public static final String OID = "1.2.250.1.71.4.2.2";

    @Override
    public String toString() {
        return "Structure[…]";
    }
}
