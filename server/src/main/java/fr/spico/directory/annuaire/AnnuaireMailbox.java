package fr.spico.directory.annuaire;

/// A mailbox as the Annuaire Santé tells it (profile as-mailbox-mss).
///
/// @param address as it is written there
/// @param type TRE_R257-TypeBAL: `PER`, `CAB`, `ORG`, `APP`; empty if it does not say
/// @param service that it serves; empty if none
/// @param redListed it may not be shown to anybody
public record AnnuaireMailbox(String address, String type, String service, boolean redListed) {

    @Override
    public String toString() {
        return "AnnuaireMailbox[" + type + "]";
    }
}
