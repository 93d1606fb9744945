package fr.spico.exchange;

/// The software that writes archives.
///
/// @param oid below which it names its patients
public record Issuer(String oid, String software, String version, String editor) {

    /// OID of the platform's own identifiers of patients.
    public String patientsOid() {
        return oid + ".1";
    }
}
