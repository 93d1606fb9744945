package fr.spico.sending;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import fr.spico.account.Account;
import fr.spico.account.AccountId;
import fr.spico.account.Accounts;
import fr.spico.audit.Audit;
import fr.spico.document.Document.Version;
import fr.spico.document.DocumentAccess;
import fr.spico.document.Documents;
import fr.spico.dossier.Confidentiality;
import fr.spico.exchange.CdaMedia;
import fr.spico.exchange.ConfidentialityCode;
import fr.spico.exchange.DocumentType;
import fr.spico.exchange.Exchange;
import fr.spico.exchange.ExchangeHeaders;
import fr.spico.exchange.OutgoingDocument;
import fr.spico.exchange.OutgoingXdm;
import fr.spico.exchange.ReceivedDocument;
import fr.spico.exchange.ReceivedXdm;
import fr.spico.jmap.BlobSource;
import fr.spico.mail.MailStore.InputStreamReader;
import fr.spico.outbox.OutgoingMailWatch.Attachment;
import fr.spico.platform.db.Database;
import fr.spico.platform.db.ReadTx;
import fr.spico.platform.zip.ZipSigns;
import fr.spico.sending.SendingArchive.Piece;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.springframework.stereotype.Component;

/// Makes archives for mails, gives them to JMAP as blobs, and knows them again when they leave. The
/// octets of the last ones stay in memory, so that the draft is ready when its archive is.
@Component
class SendingArchives implements BlobSource {

    private static final Duration LONGEST_LIFE = Duration.ofDays(90);
    private static final int MOST_DOCUMENTS = 100;

    /// Archives that are made or read at a time: each may take some hundred megabytes.
    private final Semaphore working = new Semaphore(2, true);

    private final Cache<UUID, byte[]> recent =
            Caffeine.newBuilder()
                    .maximumWeight(64 << 20)
                    .weigher((UUID _, byte[] octets) -> octets.length)
                    .expireAfterWrite(Duration.ofMinutes(10))
                    .build();

    /// By their digest: an archive is asked about more than once while its mail leaves.
    private final Cache<String, Optional<ArchiveQueries.Known>> strangers =
            Caffeine.newBuilder().maximumSize(100).expireAfterWrite(Duration.ofMinutes(2)).build();

    private final Database database;
    private final Accounts accounts;
    private final Documents documents;
    private final SendingAuthors authors;
    private final Exchange exchange;
    private final Audit audit;

    SendingArchives(
            Database database,
            Accounts accounts,
            Documents documents,
            SendingAuthors authors,
            Exchange exchange,
            Audit audit) {
        this.database = database;
        this.accounts = accounts;
        this.documents = documents;
        this.authors = authors;
        this.exchange = exchange;
        this.audit = audit;
    }

    /// @param size octets
    record Made(SendingArchive archive, OutgoingXdm xdm, byte[] octets) {

        @Override
        public String toString() {
            return "Made[" + archive.id() + "]";
        }
    }

    /// Makes an archive of the present versions; outside any transaction.
    ///
    /// @throws IOException the store of documents does not give one
    Made make(UUID id, Account sender, Instant at, List<DocumentAccess> those) throws IOException {
        List<Piece> pieces =
                those.stream()
                        .map(DocumentAccess::document)
                        .map(d -> new Piece(d.id(), d.version(), d.file().digest()))
                        .toList();
        SendingArchive archive = new SendingArchive(id, sender.id(), at, pieces);
        OutgoingXdm xdm =
                database.read(tx -> composed(tx, archive))
                        .orElseThrow(() -> new IOException("a document went away"));
        return new Made(archive, xdm, octets(archive, xdm));
    }

    /// Lets a made archive be attached; what is older than any draft is forgotten.
    void keep(Made made) {
        SendingArchive archive = made.archive();
        database.run(tx -> {
            ArchiveQueries.forget(tx, archive.account(), archive.at().minus(LONGEST_LIFE));
            ArchiveQueries.insert(
                    tx, archive, SendingDigest.of(made.octets()), made.xdm().headers());
        });
    }

    @Override
    public boolean read(AccountId account, UUID blob, InputStreamReader reader) throws IOException {
        record Found(SendingArchive archive, OutgoingXdm xdm) {}
        Optional<Found> found =
                database.write(tx -> {
                    Optional<Found> readable =
                            ArchiveQueries.find(tx, account, blob)
                                    .flatMap(archive ->
                                            composed(tx, archive)
                                                    .map(xdm -> new Found(archive, xdm)));
                    readable.stream()
                            .flatMap(f -> f.archive().pieces().stream())
                            .forEach(piece ->
                                    audit.note(
                                            tx,
                                            account,
                                            "document.attach",
                                            piece.document().text()));
                    return readable;
                });
        if (found.isEmpty()) {
            return false;
        }
        reader.read(new ByteArrayInputStream(octets(found.get().archive(), found.get().xdm())));
        return true;
    }

    /// The documents of an archive that an account was given as a blob.
    List<Piece> pieces(ReadTx tx, AccountId account, UUID blob) {
        return ArchiveQueries.find(tx, account, blob).map(SendingArchive::pieces).orElse(List.of());
    }

    /// What was made here and is known by its content.
    Optional<ArchiveQueries.Known> known(ReadTx tx, String digest) {
        return ArchiveQueries.known(tx, digest);
    }

    /// Whether others will take an attachment for an archive of documents.
    static boolean isNamedSo(Attachment file) {
        return OutgoingXdm.FILE_NAME.equalsIgnoreCase(file.name().strip());
    }

    /// What an attachment holds, if it is an archive; whoever wrote it and however it is called.
    /// Outside any transaction.
    Optional<ArchiveQueries.Known> opened(Attachment file) {
        if (!ZipSigns.isZip(file.content().get())) {
            return Optional.empty();
        }
        return database.read(tx -> known(tx, file.digest()))
                .or(() -> strangers.get(file.digest(), _ -> stranger(file)));
    }

    private Optional<ArchiveQueries.Known> stranger(Attachment file) {
        working.acquireUninterruptibly();
        try {
            byte[] archive = file.content().get();
            return switch (exchange.read(archive)) {
                case ReceivedXdm.Read(List<ReceivedDocument> read) ->
                        Optional.of(
                                new ArchiveQueries.Known(
                                        ExchangeHeaders.of(read), inside(archive, read)));
                case ReceivedXdm.Refused _ -> Optional.empty();
            };
        } finally {
            working.release();
        }
    }

    private List<String> inside(byte[] archive, List<ReceivedDocument> read) {
        return read.stream()
                .limit(MOST_DOCUMENTS)
                .flatMap(document -> exchange.file(archive, document.number()).stream())
                .map(file -> SendingDigest.of(file.octets()))
                .toList();
    }

    private byte[] octets(SendingArchive archive, OutgoingXdm xdm) throws IOException {
        byte[] known = recent.getIfPresent(archive.id());
        if (known != null) {
            return known;
        }
        working.acquireUninterruptibly();
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 16);
            exchange.write(xdm, out);
            byte[] made = out.toByteArray();
            recent.put(archive.id(), made);
            return made;
        } finally {
            working.release();
        }
    }

    // --- what is in it

    /// Empty when its sender may no longer read a document.
    private Optional<OutgoingXdm> composed(ReadTx tx, SendingArchive archive) {
        Optional<Account> sender = accounts.find(tx, archive.account());
        List<DocumentAccess> those = new ArrayList<>();
        List<OutgoingDocument> outgoing = new ArrayList<>();
        for (Piece piece : archive.pieces()) {
            Optional<DocumentAccess> access =
                    sender.flatMap(account -> documents.find(tx, account, piece.document()));
            Optional<OutgoingDocument> document =
                    access.flatMap(found -> document(tx, found, piece.version()));
            if (document.isEmpty()) {
                return Optional.empty();
            }
            those.add(access.get());
            outgoing.add(document.get());
        }
        return sender.filter(account -> !those.isEmpty())
                .map(account ->
                        new OutgoingXdm(
                                archive.id(),
                                archive.at(),
                                SendingPatients.traits(
                                        those.getFirst().dossier().dossier().patient()),
                                those.getFirst().dossier().dossier().id().text(),
                                authors.of(account),
                                outgoing));
    }

    private Optional<OutgoingDocument> document(ReadTx tx, DocumentAccess access, int number) {
        List<Version> versions = documents.versions(tx, access.document().id());
        Optional<Version> wanted =
                versions.stream().filter(version -> version.number() == number).findFirst();
        Optional<CdaMedia> media = wanted.flatMap(version -> CdaMedia.of(version.file().type()));
        Optional<DocumentType> type = DocumentType.of(access.document().category().code());
        return wanted.filter(version -> media.isPresent() && type.isPresent())
                .map(version ->
                        new OutgoingDocument(
                                version.file().id(),
                                access.document().id().value(),
                                number,
                                replaced(versions, number),
                                type.orElseThrow(),
                                access.document().title(),
                                version.addedAt(),
                                access.document().actDate(),
                                authors.of(tx, access.document(), version),
                                confidentiality(access),
                                media.orElseThrow(),
                                () ->
                                        documents.content(
                                                access.document().dossier(), version.file())));
    }

    private static Optional<UUID> replaced(List<Version> versions, int number) {
        return versions.stream()
                .filter(version -> version.number() == number - 1 && version.cancelled())
                .map(version -> version.file().id())
                .findFirst();
    }

    private static Set<ConfidentialityCode> confidentiality(DocumentAccess access) {
        return access.document().confidentiality() == Confidentiality.MASKED
                ? Set.of(ConfidentialityCode.MASKED_FROM_PROFESSIONALS)
                : Set.of();
    }
}
