package fr.spico.document;

import fr.spico.account.AccountId;
import fr.spico.dossier.DocumentAction;
import fr.spico.dossier.DossierId;
import fr.spico.dossier.DossierRights.Rights;
import fr.spico.dossier.ReadableDocuments;
import fr.spico.platform.db.ReadTx;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/// Counts what a list of dossiers says: what is not readable does not exist there either.
@Component
class DocumentCounts implements ReadableDocuments {

    @Override
    public Map<DossierId, Integer> count(
            ReadTx tx, AccountId reader, Rights rights, Collection<DossierId> dossiers) {
        Map<DossierId, Integer> counts = new HashMap<>();
        DocumentQueries.count(tx, reader, dossiers).stream()
                .filter(some -> rights.may(DocumentAction.READ, some.confidentiality(), some.own()))
                .forEach(some -> counts.merge(some.dossier(), some.documents(), Integer::sum));
        return counts;
    }
}
