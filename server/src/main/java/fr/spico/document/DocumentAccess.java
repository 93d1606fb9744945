package fr.spico.document;

import fr.spico.dossier.DocumentAction;
import fr.spico.dossier.DossierAccess;

/// A document that somebody may read. Only [Documents] makes one.
public final class DocumentAccess {

    private final DossierAccess dossier;
    private final Document document;

    DocumentAccess(DossierAccess dossier, Document document) {
        this.dossier = dossier;
        this.document = document;
    }

    public DossierAccess dossier() {
        return dossier;
    }

    public Document document() {
        return document;
    }

    public boolean may(DocumentAction action) {
        return dossier.may(action, document.confidentiality(), document.addedBy());
    }

    public void require(DocumentAction action) {
        dossier.require(action, document.confidentiality(), document.addedBy());
    }

    /// As it is called when it leaves, patient and date in it.
    public String fileName() {
        return DocumentRules.fileName(document, dossier.dossier().patient());
    }

    @Override
    public String toString() {
        return "DocumentAccess[" + document.id() + "]";
    }
}
