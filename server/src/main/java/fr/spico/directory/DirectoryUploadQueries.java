package fr.spico.directory;

import fr.spico.platform.db.ReadTx;
import fr.spico.platform.db.WriteTx;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// The SQL of files that administrators handed over.
@Component
class DirectoryUploadQueries {

    void add(WriteTx tx, long version, int part, byte[] bytes) {
        tx.sql(
                        "insert into directory_upload (version, part, bytes) values (:version, :part, :bytes)")
                .param("version", version)
                .param("part", part)
                .param("bytes", bytes)
                .update();
    }

    Optional<byte[]> part(ReadTx tx, long version, int part) {
        return tx.sql(
                        "select bytes from directory_upload where version = :version and part = :part")
                .param("version", version)
                .param("part", part)
                .query(byte[].class)
                .optional();
    }

    void remove(WriteTx tx, long version) {
        tx.sql("delete from directory_upload where version = :version")
                .param("version", version)
                .update();
    }
}
