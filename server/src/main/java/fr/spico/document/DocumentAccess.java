package fr.spico.document;

import fr.spico.dossier.DocumentAction;
import fr.spico.dossier.DossierAccess;

/// A document that somebody may read. Only [Documents] makes one.
public final class DocumentAccess {

    private final DossierAccess dossier;
    private final Document document;
    private final FileNames names;

    DocumentAccess(DossierAccess dossier, Document document) {
        this(dossier, document, new FileNames(dossier.dossier().patient()));
    }

    /// @param names of the files of the dossier's patient
    DocumentAccess(DossierAccess dossier, Document document, FileNames names) {
        this.dossier = dossier;
        this.document = document;
        this.names = names;
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
        return names.of(document);
    }

    @Override
    public String toString() {
        return "DocumentAccess[" + document.id() + "]";
    }
}
