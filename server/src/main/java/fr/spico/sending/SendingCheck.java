package fr.spico.sending;

import fr.spico.account.Account;
import fr.spico.account.Accounts;
import fr.spico.account.Caller;
import fr.spico.document.DocumentAccess;
import fr.spico.document.DocumentBlob;
import fr.spico.document.DocumentId;
import fr.spico.document.Documents;
import fr.spico.document.Documents.Recognised;
import fr.spico.dossier.Dossier;
import fr.spico.dossier.DossierId;
import fr.spico.dossier.DossierRights;
import fr.spico.dossier.DossierRights.Rights;
import fr.spico.dossier.Dossiers;
import fr.spico.dossier.Member;
import fr.spico.dossier.Names;
import fr.spico.jmap.MailBlobs;
import fr.spico.link.Links;
import fr.spico.mail.MailException;
import fr.spico.mail.MssAddress;
import fr.spico.platform.db.Database;
import fr.spico.platform.db.ReadTx;
import fr.spico.platform.http.Problem;
import fr.spico.sending.SendingRules.Attached;
import fr.spico.sending.SendingRules.Question;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/// Gathers what [SendingRules] compares.
@Component
class SendingCheck {

    private static final int LONGEST_SUBJECT = 1_000;
    private static final int LONGEST_TEXT = 200_000;

    private final Database database;
    private final Documents documents;
    private final Dossiers dossiers;
    private final DossierRights rights;
    private final Sendings sendings;
    private final SendingArchives archives;
    private final Accounts accounts;
    private final Links links;
    private final MailBlobs blobs;

    SendingCheck(
            Database database,
            Documents documents,
            Dossiers dossiers,
            DossierRights rights,
            Sendings sendings,
            SendingArchives archives,
            Accounts accounts,
            Links links,
            MailBlobs blobs) {
        this.database = database;
        this.documents = documents;
        this.dossiers = dossiers;
        this.rights = rights;
        this.sendings = sendings;
        this.archives = archives;
        this.accounts = accounts;
        this.links = links;
        this.blobs = blobs;
    }

    /// What is wrong with documents before anything is written.
    List<Difference> ofDocuments(ReadTx tx, Caller caller, List<DocumentId> ids) {
        List<Attached> attached =
                ids.stream()
                        .flatMap(id -> documents.find(tx, caller.account(), id).stream())
                        .map(access -> attached(access, false))
                        .toList();
        return SendingRules.differences(question(tx, caller, "", "", List.of(), attached));
    }

    /// What is wrong with a mail. Reads attachments that are no documents from the mailbox, so
    /// outside any transaction.
    List<Difference> ofMail(
            Caller caller,
            String accountId,
            String subject,
            String text,
            List<String> recipients,
            List<String> blobIds) {
        List<UUID> files = new ArrayList<>();
        List<String> digests = new ArrayList<>();
        for (String blobId : blobIds) {
            DocumentBlob.file(blobId)
                    .ifPresentOrElse(
                            files::add,
                            () -> digest(caller, accountId, blobId).ifPresent(digests::add));
        }
        List<String> addresses =
                recipients.stream()
                        .flatMap(a -> MssAddress.parse(a).stream())
                        .map(MssAddress::value)
                        .distinct()
                        .toList();
        return database.read(tx -> {
            List<Attached> attached = new ArrayList<>();
            files.forEach(file -> ofFile(tx, caller, file).ifPresent(attached::add));
            sendings.recognised(tx, caller.id(), contents(tx, caller, files, digests)).stream()
                    .flatMap(found -> ofContent(tx, caller, found).stream())
                    .filter(found -> !attached.contains(found))
                    .forEach(attached::add);
            return SendingRules.differences(
                    question(tx, caller, subject, text, addresses, attached));
        });
    }

    /// Attachments that are no documents, and the documents of archives.
    private List<String> contents(
            ReadTx tx, Caller caller, List<UUID> blobs, List<String> digests) {
        List<String> contents = new ArrayList<>(digests);
        digests.forEach(digest ->
                archives.known(tx, digest).ifPresent(known -> contents.addAll(known.inside())));
        blobs.forEach(blob ->
                archives.pieces(tx, caller.id(), blob).forEach(p -> contents.add(p.digest())));
        return contents;
    }

    private Optional<Attached> ofFile(ReadTx tx, Caller caller, UUID file) {
        return documents
                .ofFile(tx, caller.account(), file)
                .map(access ->
                        attached(
                                access,
                                documents.versions(tx, access.document().id()).stream()
                                        .anyMatch(
                                                v -> v.cancelled() && v.file().id().equals(file))));
    }

    private Optional<Attached> ofContent(ReadTx tx, Caller caller, Recognised found) {
        return documents
                .find(tx, caller.account(), found.document())
                .map(access -> attached(access, found.cancelled()));
    }

    private static Attached attached(DocumentAccess access, boolean cancelled) {
        return new Attached(
                access.document().id(),
                access.document().title(),
                access.document().confidentiality(),
                cancelled,
                access.dossier().dossier());
    }

    private Question question(
            ReadTx tx,
            Caller caller,
            String subject,
            String text,
            List<String> recipients,
            List<Attached> attached) {
        Map<DossierId, Map<String, Rights>> circles = new HashMap<>();
        Set<String> professionals = new HashSet<>();
        professionals.add(dossiers.nameOf(tx, caller.id()));
        for (Dossier dossier : attached.stream().map(Attached::dossier).distinct().toList()) {
            Map<String, Rights> circle = new HashMap<>();
            for (Member member : dossiers.circle(tx, dossier.id())) {
                professionals.add(member.name());
                addresses(tx, member).forEach(address -> circle.put(address, rights(tx, member)));
            }
            circles.put(dossier.id(), circle);
        }
        String read = beginning(text, LONGEST_TEXT);
        String title = beginning(subject, LONGEST_SUBJECT);
        Set<String> words = new HashSet<>(Names.words(title + " . " + read));
        return new Question(
                title,
                read,
                recipients,
                attached,
                attached.isEmpty() ? List.of() : dossiers.mentioned(tx, caller.id(), words),
                circles,
                professionals,
                dossiers.today());
    }

    private static String beginning(String text, int length) {
        return text.length() > length ? text.substring(0, length) : text;
    }

    /// Under which addresses a member is written to.
    private List<String> addresses(ReadTx tx, Member member) {
        List<String> addresses = new ArrayList<>(member.address().stream().toList());
        member.account()
                .ifPresent(account -> {
                    accounts.find(tx, account).map(Account::login).ifPresent(addresses::add);
                    links.of(tx, account)
                            .map(link -> link.address().value())
                            .ifPresent(addresses::add);
                });
        return addresses;
    }

    private Rights rights(ReadTx tx, Member member) {
        return member.account()
                .flatMap(account -> accounts.find(tx, account))
                .map(rights::of)
                .orElseGet(() -> rights.ofProfession(member.profession()));
    }

    /// SHA-256 of a blob, hexadecimal; empty for what does not exist for the caller. Asks the
    /// operator.
    Optional<String> digest(Caller caller, String accountId, String blobId) {
        List<String> digest = new ArrayList<>();
        try {
            blobs.read(caller, accountId, blobId, content -> digest.add(SendingDigest.of(content)));
            return digest.stream().findFirst();
        } catch (MailException | IOException e) {
            throw new Problem(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "operator-unreachable",
                    "Les pièces jointes n’ont pas pu être relues chez votre opérateur MSSanté."
                            + " Réessayez dans un instant.");
        }
    }
}
