package fr.spico.document;

import fr.spico.account.Account;
import fr.spico.account.AccountId;
import fr.spico.account.Caller;
import fr.spico.document.Document.File;
import fr.spico.document.Document.Version;
import fr.spico.dossier.DocumentAction;
import fr.spico.dossier.DossierAccess;
import fr.spico.dossier.DossierEvent.Kind;
import fr.spico.dossier.DossierId;
import fr.spico.dossier.Dossiers;
import fr.spico.platform.db.ReadTx;
import fr.spico.platform.db.WriteTx;
import fr.spico.platform.http.Problem;
import fr.spico.platform.time.IdSource;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/// The feature's public entry. What may not be read does not exist.
@Component
public class Documents {

    private final Dossiers dossiers;
    private final DocumentFiles files;
    private final InstantSource clock;
    private final IdSource ids;

    Documents(Dossiers dossiers, DocumentFiles files, InstantSource clock, IdSource ids) {
        this.dossiers = dossiers;
        this.files = files;
        this.clock = clock;
        this.ids = ids;
    }

    /// A document that is known by its content.
    ///
    /// @param digest SHA-256, hexadecimal
    public record Recognised(
            DocumentId document,
            DossierId dossier,
            int version,
            boolean cancelled,
            String digest) {}

    // --- reading

    /// @throws Problem `no-such-document`, also for who may not read it
    public DocumentAccess open(ReadTx tx, Caller caller, String id) {
        return DocumentId.parse(id)
                .flatMap(document -> find(tx, caller.account(), document))
                .orElseThrow(Documents::noSuchDocument);
    }

    public Optional<DocumentAccess> find(ReadTx tx, Account account, DocumentId id) {
        return DocumentQueries.find(tx, id)
                .flatMap(document ->
                        dossiers.find(tx, account, document.dossier())
                                .map(access -> new DocumentAccess(access, document)))
                .filter(access -> access.may(DocumentAction.READ));
    }

    /// The document of which a file is a version, if it may be read.
    public Optional<DocumentAccess> ofFile(ReadTx tx, Account account, UUID file) {
        return DocumentQueries.ofFile(tx, file).flatMap(id -> find(tx, account, id));
    }

    /// Those of a dossier that may be read, latest act first.
    public List<DocumentAccess> readable(ReadTx tx, DossierAccess dossier) {
        FileNames names = new FileNames(dossier.dossier().patient());
        return DocumentQueries.ofDossier(tx, dossier.dossier().id()).stream()
                .map(document -> new DocumentAccess(dossier, document, names))
                .filter(access -> access.may(DocumentAction.READ))
                .toList();
    }

    /// Those of a dossier that may be read, with those that were taken back out: for telling what
    /// happened.
    List<DocumentAccess> everReadable(ReadTx tx, DossierAccess dossier) {
        return DocumentQueries.everOfDossier(tx, dossier.dossier().id()).stream()
                .map(document -> new DocumentAccess(dossier, document))
                .filter(access -> access.may(DocumentAction.READ))
                .toList();
    }

    /// The documents of a dossier that are this very content, as far as they may be read.
    ///
    /// @param digest SHA-256, hexadecimal
    public List<DocumentAccess> same(ReadTx tx, DossierAccess dossier, String digest) {
        return FileQueries.same(tx, dossier.dossier().id(), digest).stream()
                .flatMap(same -> DocumentQueries.find(tx, new DocumentId(same.document())).stream())
                .map(document -> new DocumentAccess(dossier, document))
                .filter(access -> access.may(DocumentAction.READ))
                .toList();
    }

    /// Oldest first.
    public List<Version> versions(ReadTx tx, DocumentId id) {
        return DocumentQueries.versions(tx, id);
    }

    /// Whose content this is, in whatever dossier: for rules, not for eyes.
    public List<Recognised> withDigest(ReadTx tx, Collection<String> digests) {
        return DocumentQueries.withDigest(tx, digests);
    }

    /// The content of a file, decrypted; outside any transaction.
    ///
    /// @throws IOException the store does not answer, or the content was changed there
    public InputStream content(DossierId dossier, File file) throws IOException {
        return files.open(dossier, file.id());
    }

    // --- changing

    /// Why dossiers do not take this file, in French; empty if they do.
    ///
    /// @param content the whole of it
    public Optional<String> refusal(byte[] content) {
        return files.refusal(content);
    }

    /// Takes a file for a dossier, of which [#add] or [#replace] then makes something; outside any
    /// transaction.
    public File take(DossierId dossier, AccountId author, InputStream content) throws IOException {
        return files.take(dossier, author, content);
    }

    /// @throws Problem `no-such-file`, `not-permitted`
    public DocumentId add(WriteTx tx, DossierAccess access, Description description, UUID file) {
        return add(tx, access, description, file, "");
    }

    /// @param whence French, for the timeline
    /// @throws Problem `no-such-file`, `not-permitted`
    public DocumentId add(
            WriteTx tx, DossierAccess access, Description description, UUID file, String whence) {
        access.require(DocumentAction.ADD, description.confidentiality(), access.account());
        return add(
                tx,
                access.dossier().id(),
                access.account(),
                description,
                file,
                whence,
                Optional.empty());
    }

    /// @param importRef tells what comes from a folder apart, so that it comes once
    DocumentId add(
            WriteTx tx,
            DossierId dossier,
            AccountId by,
            Description description,
            UUID file,
            String whence,
            Optional<String> importRef) {
        File used = used(tx, dossier, by, file);
        DocumentId id = new DocumentId(ids.next());
        Description complete = complete(tx, description, by);
        DocumentQueries.insert(tx, id, dossier, complete, by, clock.instant(), importRef);
        DocumentQueries.insertVersion(tx, id, 1, used.id(), by, clock.instant());
        dossiers.note(tx, dossier, by, Kind.DOCUMENT_ADDED, Optional.of(id.value()), whence);
        return id;
    }

    /// Takes a document back out of its dossier: it is nowhere any more, and its files are erased.
    /// The timeline keeps both moments.
    public void withdraw(WriteTx tx, DocumentAccess access) {
        Document document = access.document();
        DocumentQueries.withdraw(tx, document.id(), clock.instant());
        versions(tx, document.id())
                .forEach(version -> files.eraseSoon(tx, version.file().id(), clock.instant()));
        dossiers.note(
                tx,
                document.dossier(),
                access.dossier().account(),
                Kind.DOCUMENT_WITHDRAWN,
                Optional.of(document.id().value()),
                "");
    }

    /// @param cancels « annule et remplace » the version before
    public void replace(WriteTx tx, DocumentAccess access, UUID file, boolean cancels) {
        access.require(DocumentAction.REPLACE);
        AccountId by = access.dossier().account();
        Document document = access.document();
        File used = used(tx, document.dossier(), by, file);
        int version = DocumentQueries.nextVersion(tx, document.id());
        DocumentQueries.insertVersion(tx, document.id(), version, used.id(), by, clock.instant());
        if (cancels) {
            DocumentQueries.cancel(tx, document.id(), version - 1);
        }
        Kind kind = cancels ? Kind.DOCUMENT_REPLACED : Kind.DOCUMENT_VERSION;
        dossiers.note(tx, document.dossier(), by, kind, Optional.of(document.id().value()), "");
    }

    /// Who lowers or raises the confidentiality must be allowed to put in such a document.
    public void describe(WriteTx tx, DocumentAccess access, Description description) {
        access.require(DocumentAction.REPLACE);
        AccountId by = access.dossier().account();
        if (description.confidentiality() != access.document().confidentiality()) {
            access.dossier().require(DocumentAction.ADD, description.confidentiality(), by);
        }
        Document document = access.document();
        DocumentQueries.describe(tx, document.id(), complete(tx, description, document.addedBy()));
        dossiers.note(
                tx,
                document.dossier(),
                by,
                Kind.DOCUMENT_CHANGED,
                Optional.of(document.id().value()),
                "");
    }

    private static File used(WriteTx tx, DossierId dossier, AccountId by, UUID file) {
        return FileQueries.use(tx, file, dossier, by)
                .orElseThrow(() ->
                        new Problem(
                                HttpStatus.NOT_FOUND,
                                "no-such-file",
                                "Ce fichier n’est plus en attente : ajoutez-le à nouveau."));
    }

    private Description complete(ReadTx tx, Description said, AccountId by) {
        return new Description(
                said.category(),
                said.title().isEmpty() ? said.category().label() : said.title(),
                said.actDate(),
                said.author().isEmpty() ? dossiers.nameOf(tx, by) : said.author(),
                said.confidentiality());
    }

    static Problem noSuchDocument() {
        return new Problem(
                HttpStatus.NOT_FOUND,
                "no-such-document",
                "Ce document n’existe pas, ou ne vous est pas ouvert.");
    }
}
