package fr.spico.dossier;

import fr.spico.account.AccountId;
import fr.spico.dossier.DossierRights.Rights;
import fr.spico.platform.http.Problem;
import org.springframework.http.HttpStatus;

/// A dossier with what one member of its care circle may do to it. Only [Dossiers] makes one: to
/// hold one is to be in the circle.
public final class DossierAccess {

    private final Dossier dossier;
    private final AccountId account;
    private final Rights rights;

    DossierAccess(Dossier dossier, AccountId account, Rights rights) {
        this.dossier = dossier;
        this.account = account;
        this.rights = rights;
    }

    public Dossier dossier() {
        return dossier;
    }

    public AccountId account() {
        return account;
    }

    public Rights rights() {
        return rights;
    }

    /// @param depositor who put the document in
    public boolean may(
            DocumentAction action, Confidentiality confidentiality, AccountId depositor) {
        return rights.may(action, confidentiality, depositor.equals(account));
    }

    public void require(DossierAction action) {
        if (!rights.may(action)) {
            throw notPermitted(action.words());
        }
    }

    public void require(
            DocumentAction action, Confidentiality confidentiality, AccountId depositor) {
        if (!may(action, confidentiality, depositor)) {
            throw notPermitted(action.words());
        }
    }

    static Problem notPermitted(String what) {
        return new Problem(
                HttpStatus.FORBIDDEN,
                "not-permitted",
                "Votre profession ne vous permet pas de " + what + ".");
    }

    @Override
    public String toString() {
        return "DossierAccess[" + dossier.id() + "]";
    }
}
