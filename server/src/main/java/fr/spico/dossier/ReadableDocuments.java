package fr.spico.dossier;

import fr.spico.account.AccountId;
import fr.spico.platform.db.ReadTx;
import java.util.Collection;
import java.util.Map;

/// How many documents of dossiers a member may read. The feature that keeps documents counts them:
/// it uses dossiers, so dossiers cannot use it.
public interface ReadableDocuments {

    /// By dossier; one without any is left out.
    Map<DossierId, Integer> count(
            ReadTx tx,
            AccountId reader,
            DossierRights.Rights rights,
            Collection<DossierId> dossiers);
}
