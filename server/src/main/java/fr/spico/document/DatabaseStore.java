package fr.spico.document;

import fr.spico.platform.db.Database;
import fr.spico.platform.db.Pieces;
import java.io.InputStream;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Files in PostgreSQL, in pieces, so that neither a sender's nor a reader's slowness holds memory
/// or a connection.
@Component
class DatabaseStore implements DocumentStore {

    static final String NAME = "database";
    private static final int PIECE = 1 << 20;

    private final Database database;

    DatabaseStore(Database database) {
        this.database = database;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Writing write(UUID file) {
        return new InPieces(file);
    }

    @Override
    public InputStream read(UUID file) {
        return new Pieces(number -> database.read(tx -> FileQueries.piece(tx, file, number)));
    }

    @Override
    public void delete(UUID file) {
        database.run(tx -> FileQueries.deletePieces(tx, file));
    }

    private final class InPieces extends Writing {

        private final UUID file;
        private final byte[] piece = new byte[PIECE];
        private int filled;
        private int next;
        private boolean complete;

        InPieces(UUID file) {
            this.file = file;
        }

        @Override
        public void write(byte[] from, int start, int length) {
            for (int done = 0; done < length; ) {
                int n = Math.min(length - done, PIECE - filled);
                System.arraycopy(from, start + done, piece, filled, n);
                filled += n;
                done += n;
                if (filled == PIECE) {
                    put();
                }
            }
        }

        @Override
        void complete() {
            if (filled > 0) {
                put();
            }
            complete = true;
        }

        @Override
        public void close() {
            if (!complete && next > 0) {
                delete(file);
            }
        }

        private void put() {
            byte[] content = java.util.Arrays.copyOf(piece, filled);
            int number = next++;
            database.run(tx -> FileQueries.putPiece(tx, file, number, content));
            filled = 0;
        }
    }
}
