package fr.spico.sandbox.annuaire;

/// A mailbox.
///
/// @param type TRE_R257-TypeBAL
/// @param redListed told as such: only the restricted edition does
record Box(String address, String type, String service, boolean paperless, boolean redListed) {
    @Override
    public String toString() {
        return "Box[" + type + "]";
    }
}
