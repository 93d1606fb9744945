package fr.spico.document;

import fr.spico.account.AccountId;
import fr.spico.document.Document.File;
import fr.spico.document.FileType.Recognition;
import fr.spico.dossier.DossierId;
import fr.spico.dossier.Dossiers;
import fr.spico.platform.crypto.DataKey;
import fr.spico.platform.db.Database;
import fr.spico.platform.db.WriteTx;
import fr.spico.platform.http.Problem;
import fr.spico.platform.jobs.Jobs;
import fr.spico.platform.time.IdSource;
import fr.spico.platform.zip.ZipSigns;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/// Files on their way in and out, encrypted between here and the store.
@Component
class DocumentFiles {

    /// Archives that are looked into at a time.
    private final Semaphore opening = new Semaphore(2, true);

    private final Database database;
    private final Dossiers dossiers;
    private final List<DocumentStore> stores;
    private final DocumentSettings settings;
    private final Jobs jobs;
    private final InstantSource clock;
    private final IdSource ids;

    DocumentFiles(
            Database database,
            Dossiers dossiers,
            List<DocumentStore> stores,
            DocumentSettings settings,
            Jobs jobs,
            InstantSource clock,
            IdSource ids) {
        this.database = database;
        this.dossiers = dossiers;
        this.stores = stores;
        this.settings = settings;
        this.jobs = jobs;
        this.clock = clock;
        this.ids = ids;
        store(settings.store());
    }

    /// Takes a file for a dossier; it is forgotten unless a document is made of it in time.
    ///
    /// @throws Problem what docs/api.md says of `POST /api/dossiers/{id}/files`
    File take(DossierId dossier, AccountId author, InputStream content) throws IOException {
        byte[] beginning = content.readNBytes(FileType.BEGINNING);
        boolean known = beginning.length < FileType.BEGINNING || !ZipSigns.isZip(beginning);
        Optional<FileType> type = known ? Optional.of(recognised(beginning)) : Optional.empty();
        DocumentStore store = store(settings.store());
        UUID id = begin(dossier, author, store);
        DataKey key = database.read(tx -> dossiers.key(tx, dossier));
        Copy copy = new Copy(settings.maxSize());
        try (DocumentStore.Writing writing = store.write(id)) {
            try (OutputStream encrypting = key.encrypting(uncloseable(writing), id.toString())) {
                copy.put(beginning, beginning.length, encrypting);
                copy.all(content, encrypting);
            }
            writing.complete();
        } catch (Problem | IOException e) {
            database.run(tx -> FileQueries.delete(tx, id));
            throw e;
        }
        FileType found = type.isPresent() ? type.get() : archived(key, store, id);
        File file = new File(id, found.mediaType(), copy.size, copy.digest());
        database.run(tx -> FileQueries.complete(tx, file));
        return file;
    }

    /// The type of a stored archive, which its end tells. Only so many are in memory at a time, and
    /// none waits there for a slow sender. One that is refused is forgotten at once; where the
    /// store fails meanwhile, when its time is over.
    private FileType archived(DataKey key, DocumentStore store, UUID id) throws IOException {
        opening.acquireUninterruptibly();
        try (InputStream in = new Intact(key.decrypting(store.read(id), id.toString()))) {
            return recognised(in.readAllBytes());
        } catch (Problem refused) {
            forget(id);
            throw refused;
        } finally {
            opening.release();
        }
    }

    /// The content of a file, decrypted. Reading fails where somebody changed it.
    InputStream open(DossierId dossier, UUID file) throws IOException {
        record Found(DataKey key, String store) {}
        Found found =
                database.read(tx ->
                        new Found(
                                dossiers.key(tx, dossier),
                                FileQueries.store(tx, file).orElseThrow()));
        InputStream kept = store(found.store()).read(file);
        return new Intact(found.key().decrypting(kept, file.toString()));
    }

    /// Forgets a file of which no document was made.
    void forget(UUID file) throws IOException {
        String store = database.read(tx -> FileQueries.unusedIn(tx, file)).orElse("");
        if (!store.isEmpty()) {
            store(store).delete(file);
            database.run(tx -> FileQueries.delete(tx, file));
        }
    }

    /// Plans that a file's octets go; that it was here stays known.
    void eraseSoon(WriteTx tx, UUID file, Instant now) {
        jobs.plan(tx, ErasureJob.ERASURE, file.toString(), new ErasureJob.Erasure(file), now);
    }

    void erase(UUID file) throws IOException {
        String store = database.read(tx -> FileQueries.store(tx, file)).orElse("");
        if (!store.isEmpty()) {
            store(store).delete(file);
        }
    }

    private UUID begin(DossierId dossier, AccountId author, DocumentStore store) {
        UUID id = ids.next();
        Instant now = clock.instant();
        database.run(tx -> {
            if (FileQueries.pending(tx, author) >= settings.pendingQuota()) {
                throw new Problem(
                        HttpStatus.CONTENT_TOO_LARGE,
                        "too-many-files",
                        "Trop de fichiers attendent d’être classés. Enregistrez ou abandonnez"
                                + " ceux-là, puis réessayez.");
            }
            FileQueries.insert(tx, id, dossier, author, store.name(), now);
            jobs.plan(
                    tx,
                    DocumentJobs.EXPIRY,
                    id.toString(),
                    new DocumentJobs.Expiry(id),
                    now.plus(settings.pendingLife()));
        });
        return id;
    }

    /// What [#take] would say of this file's type and size.
    Optional<String> refusal(byte[] content) {
        try {
            if (content.length > settings.maxSize()) {
                throw tooLarge(settings.maxSize());
            }
            recognised(content);
            return Optional.empty();
        } catch (Problem refused) {
            return Optional.of(refused.detail());
        }
    }

    private static FileType recognised(byte[] beginning) {
        if (beginning.length == 0) {
            throw new Problem(HttpStatus.BAD_REQUEST, "empty-file", "Ce fichier est vide.");
        }
        return switch (FileType.recognise(beginning)) {
            case Recognition.Taken(FileType type) -> type;
            case Recognition.Refused(String sentence) ->
                    throw new Problem(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "refused-type", sentence);
        };
    }

    private DocumentStore store(String name) {
        return stores.stream()
                .filter(store -> store.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalStateException(
                                "spico.document.store: « "
                                        + name
                                        + " » is not configured (database, or s3 with"
                                        + " spico.document.s3.*)"));
    }

    /// Ending the encryption must not end the writing.
    private static OutputStream uncloseable(OutputStream target) {
        return new java.io.FilterOutputStream(target) {
            @Override
            public void write(byte[] from, int start, int length) throws IOException {
                out.write(from, start, length);
            }

            @Override
            public void close() {}
        };
    }

    static Problem tooLarge(long maxSize) {
        return new Problem(
                        HttpStatus.CONTENT_TOO_LARGE,
                        "too-large",
                        "Ce fichier dépasse la taille permise (%d Mo).".formatted(maxSize >> 20))
                .with("maxSize", maxSize);
    }

    /// Tells content that was changed from a store that does not answer.
    private static final class Intact extends java.io.FilterInputStream {

        Intact(InputStream decrypting) {
            super(decrypting);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int start, int length) throws IOException {
            try {
                return in.read(target, start, length);
            } catch (StorageException e) {
                throw e;
            } catch (IOException e) {
                throw StorageException.damaged(e);
            }
        }
    }

    /// Counts and digests what passes.
    private static final class Copy {

        private final long maxSize;
        private final MessageDigest digest = sha256();
        private long size;

        Copy(long maxSize) {
            this.maxSize = maxSize;
        }

        void all(InputStream from, OutputStream to) throws IOException {
            byte[] buffer = new byte[1 << 16];
            for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
                put(buffer, n, to);
            }
        }

        void put(byte[] buffer, int length, OutputStream to) throws IOException {
            size += length;
            if (size > maxSize) {
                throw tooLarge(maxSize);
            }
            digest.update(buffer, 0, length);
            to.write(buffer, 0, length);
        }

        String digest() {
            return HexFormat.of().formatHex(digest.digest());
        }

        private static MessageDigest sha256() {
            try {
                return MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
