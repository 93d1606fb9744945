package fr.spico.jmap.blob;

import fr.spico.jmap.core.JmapSettings;
import fr.spico.jmap.core.RequestError;
import fr.spico.platform.db.Database;
import fr.spico.platform.db.Pieces;
import fr.spico.platform.jobs.Job;
import fr.spico.platform.jobs.JobHandler;
import fr.spico.platform.jobs.Jobs;
import fr.spico.platform.time.IdSource;
import fr.spico.replica.Viewer;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.OptionalLong;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/// Uploads, kept in pieces so that neither a sender's nor a reader's slowness holds memory or a
/// database connection.
@Component
class Uploads {

    private static final int PIECE = 1 << 20;
    private static final Job<Expiry> EXPIRY = new Job<>("jmap-upload-expiry", Expiry.class);

    private final Database database;
    private final UploadQueries queries;
    private final Jobs jobs;
    private final JmapSettings settings;
    private final InstantSource clock;
    private final IdSource ids;

    Uploads(
            Database database,
            UploadQueries queries,
            Jobs jobs,
            JmapSettings settings,
            InstantSource clock,
            IdSource ids) {
        this.database = database;
        this.queries = queries;
        this.jobs = jobs;
        this.settings = settings;
        this.clock = clock;
        this.ids = ids;
    }

    /// An upload whose time is over.
    record Expiry(UUID upload) {}

    record Stored(BlobId blob, long size) {}

    /// @throws RequestError `limit` when it is larger than allowed or the quota is used up
    Stored store(Viewer viewer, InputStream content) throws IOException {
        UUID id = begin(viewer);
        boolean done = false;
        try {
            long size = copy(viewer, id, content);
            database.run(tx -> queries.complete(tx, id));
            done = true;
            return new Stored(BlobId.of(id), size);
        } finally {
            if (!done) {
                database.run(tx -> queries.delete(tx, id));
            }
        }
    }

    OptionalLong size(Viewer viewer, UUID id) {
        return database.read(tx -> queries.size(tx, viewer, id));
    }

    /// The content of an upload that exists.
    InputStream open(UUID id) {
        return new Pieces(number -> database.read(tx -> queries.piece(tx, id, number)));
    }

    private UUID begin(Viewer viewer) {
        UUID id = ids.next();
        Instant now = clock.instant();
        database.run(tx -> {
            requireRoom(queries.taken(tx, viewer));
            queries.insert(tx, viewer, id, now);
            jobs.plan(tx, EXPIRY, id.toString(), new Expiry(id), now.plus(settings.uploadLife()));
        });
        return id;
    }

    private long copy(Viewer viewer, UUID id, InputStream content) throws IOException {
        long size = 0;
        for (int number = 0; ; number++) {
            byte[] piece = content.readNBytes(PIECE);
            if (piece.length == 0) {
                return size;
            }
            size += piece.length;
            if (size > settings.maxSizeUpload()) {
                throw tooLarge(settings);
            }
            append(viewer, id, number, piece);
        }
    }

    private void append(Viewer viewer, UUID id, int number, byte[] piece) {
        database.run(tx -> {
            if (!queries.append(tx, id, number, piece)) {
                throw RequestError.limit(
                        "maxSizeUpload", 409, "The mailbox was unlinked meanwhile.");
            }
            requireRoom(queries.taken(tx, viewer));
        });
    }

    private void requireRoom(long taken) {
        if (taken >= settings.uploadQuota()) {
            throw RequestError.limit(
                    "uploadQuota",
                    413,
                    "Trop de fichiers attendent d’être envoyés. Envoyez ou abandonnez un brouillon, puis réessayez.");
        }
    }

    static RequestError tooLarge(JmapSettings settings) {
        return RequestError.limit(
                "maxSizeUpload",
                413,
                "Ce fichier dépasse la taille permise (%d Mo)."
                        .formatted(settings.maxSizeUpload() >> 20));
    }

    /// Removes what nobody used in time.
    @Configuration(proxyBeanMethods = false)
    static class Expiring {

        @Bean
        JobHandler<Expiry> uploadExpiry(Database database, UploadQueries queries) {
            return new JobHandler<>() {
                @Override
                public Job<Expiry> job() {
                    return EXPIRY;
                }

                @Override
                public Result run(Expiry data) {
                    database.run(tx -> queries.delete(tx, data.upload()));
                    return new Result.Done();
                }
            };
        }
    }
}
