package fr.spico.document;

import fr.spico.account.AccountId;
import fr.spico.document.Document.File;
import fr.spico.dossier.DossierId;
import fr.spico.platform.db.ReadTx;
import fr.spico.platform.db.WriteTx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The SQL of files and of their pieces.
final class FileQueries {

    private FileQueries() {}

    static void insert(
            WriteTx tx, UUID id, DossierId dossier, AccountId author, String store, Instant now) {
        tx.sql(
                        """
                        insert into document_file (id, dossier, author, store, created_at)
                        values (:id, :dossier, :author, :store, :now)
                        """)
                .param("id", id)
                .param("dossier", dossier.value())
                .param("author", author.value())
                .param("store", store)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    static void complete(WriteTx tx, File file) {
        tx.sql(
                        "update document_file set type = :type, size = :size, digest = :digest where id = :id")
                .param("id", file.id())
                .param("type", file.type())
                .param("size", file.size())
                .param("digest", HexFormat.of().parseHex(file.digest()))
                .update();
    }

    /// A whole file that somebody put into a dossier and nobody has used yet; it is used from now
    /// on.
    static Optional<File> use(WriteTx tx, UUID id, DossierId dossier, AccountId author) {
        return tx.sql(
                        """
                        update document_file set used = true
                        where id = :id and dossier = :dossier and author = :author
                          and digest is not null and not used
                        returning id as file, type, size, digest
                        """)
                .param("id", id)
                .param("dossier", dossier.value())
                .param("author", author.value())
                .query((row, n) -> file(row))
                .optional();
    }

    /// Octets that an account has waiting.
    static long pending(ReadTx tx, AccountId author) {
        return tx.sql(
                        "select coalesce(sum(size), 0) from document_file where author = :author and not used")
                .param("author", author.value())
                .query(Long.class)
                .single();
    }

    static Optional<String> store(ReadTx tx, UUID id) {
        return tx.sql("select store from document_file where id = :id")
                .param("id", id)
                .query(String.class)
                .optional();
    }

    /// The store of a file that nobody uses.
    static Optional<String> unusedIn(ReadTx tx, UUID id) {
        return tx.sql("select store from document_file where id = :id and not used")
                .param("id", id)
                .query(String.class)
                .optional();
    }

    static void delete(WriteTx tx, UUID id) {
        tx.sql("delete from document_file where id = :id and not used").param("id", id).update();
    }

    /// A version of a document that is this very file.
    record Same(UUID document, String title, int version) {}

    static List<Same> same(ReadTx tx, DossierId dossier, String digest) {
        return tx.sql(
                        """
                        select d.id, d.title, v.version from document_file f
                        join document_version v on v.file = f.id
                        join document d on d.id = v.document
                        where f.digest = :digest and f.used and f.dossier = :dossier
                          and d.withdrawn_at is null
                        order by d.act_date desc, v.version desc
                        """)
                .param("digest", HexFormat.of().parseHex(digest))
                .param("dossier", dossier.value())
                .query((row, n) ->
                        new Same(
                                row.getObject("id", UUID.class),
                                row.getString("title"),
                                row.getInt("version")))
                .list();
    }

    static void putPiece(WriteTx tx, UUID file, int number, byte[] content) {
        tx.sql("insert into document_piece values (:file, :number, :content)")
                .param("file", file)
                .param("number", number)
                .param("content", content)
                .update();
    }

    static Optional<byte[]> piece(ReadTx tx, UUID file, int number) {
        return tx.sql("select content from document_piece where file = :file and number = :number")
                .param("file", file)
                .param("number", number)
                .query((row, n) -> row.getBytes("content"))
                .optional();
    }

    static void deletePieces(WriteTx tx, UUID file) {
        tx.sql("delete from document_piece where file = :file").param("file", file).update();
    }

    static File file(ResultSet row) throws SQLException {
        return new File(
                row.getObject("file", UUID.class),
                row.getString("type"),
                row.getLong("size"),
                HexFormat.of().formatHex(row.getBytes("digest")));
    }
}
