package fr.spico.document;

import fr.spico.account.AccountId;
import fr.spico.document.Document.Version;
import fr.spico.dossier.Confidentiality;
import fr.spico.dossier.DossierId;
import fr.spico.platform.db.ReadTx;
import fr.spico.platform.db.WriteTx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The SQL of documents; that of their files is in [FileQueries].
final class DocumentQueries {

    private static final String PRESENT =
            """
            select d.*, v.file, f.type, f.size, f.digest
            from document d
            join document_version v on v.document = d.id and v.version = d.version
            join document_file f on f.id = v.file
            """;

    private static final String HERE = " and d.withdrawn_at is null";

    private DocumentQueries() {}

    static void insert(
            WriteTx tx,
            DocumentId id,
            DossierId dossier,
            Description description,
            AccountId by,
            Instant now,
            Optional<String> importRef) {
        tx.sql(
                        """
                        insert into document (id, dossier, category, title, act_date, author, confidentiality,
                            added_at, added_by, import_ref)
                        values (:id, :dossier, :category, :title, :actDate, :author, :confidentiality, :now, :by, :ref)
                        """)
                .param("id", id.value())
                .param("dossier", dossier.value())
                .param("category", description.category().code())
                .param("title", description.title())
                .param("actDate", description.actDate())
                .param("author", description.author())
                .param("confidentiality", description.confidentiality().name())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("by", by.value())
                .param("ref", importRef.orElse(null))
                .update();
    }

    static void describe(WriteTx tx, DocumentId id, Description description) {
        tx.sql(
                        """
                        update document set category = :category, title = :title, act_date = :actDate,
                            author = :author, confidentiality = :confidentiality
                        where id = :id
                        """)
                .param("id", id.value())
                .param("category", description.category().code())
                .param("title", description.title())
                .param("actDate", description.actDate())
                .param("author", description.author())
                .param("confidentiality", description.confidentiality().name())
                .update();
    }

    static void insertVersion(
            WriteTx tx, DocumentId id, int version, UUID file, AccountId by, Instant now) {
        tx.sql(
                        """
                        insert into document_version (document, version, file, added_at, added_by)
                        values (:id, :version, :file, :now, :by)
                        """)
                .param("id", id.value())
                .param("version", version)
                .param("file", file)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("by", by.value())
                .update();
    }

    /// The number of the version that comes next; the document is held until the commit.
    static int nextVersion(WriteTx tx, DocumentId id) {
        return tx.sql("update document set version = version + 1 where id = :id returning version")
                .param("id", id.value())
                .query(Integer.class)
                .single();
    }

    static void cancel(WriteTx tx, DocumentId id, int version) {
        tx.sql(
                        """
                        update document_version set cancelled = true
                        where document = :id and version = :version
                        """)
                .param("id", id.value())
                .param("version", version)
                .update();
    }

    static void withdraw(WriteTx tx, DocumentId id, Instant now) {
        tx.sql("update document set withdrawn_at = :now where id = :id")
                .param("id", id.value())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    static Optional<Document> find(ReadTx tx, DocumentId id) {
        return tx.sql(PRESENT + " where d.id = :id" + HERE)
                .param("id", id.value())
                .query((row, n) -> document(row))
                .optional();
    }

    /// Latest act first.
    static List<Document> ofDossier(ReadTx tx, DossierId dossier) {
        return ofDossier(tx, dossier, HERE);
    }

    /// With those that were taken back out.
    static List<Document> everOfDossier(ReadTx tx, DossierId dossier) {
        return ofDossier(tx, dossier, "");
    }

    private static List<Document> ofDossier(ReadTx tx, DossierId dossier, String which) {
        return tx.sql(
                        PRESENT
                                + " where d.dossier = :dossier"
                                + which
                                + " order by d.act_date desc, d.added_at desc")
                .param("dossier", dossier.value())
                .query((row, n) -> document(row))
                .list();
    }

    static List<Document> find(ReadTx tx, Collection<UUID> ids) {
        return tx.sql(PRESENT + " where d.id = any(:ids)" + HERE)
                .param("ids", ids.toArray(UUID[]::new))
                .query((row, n) -> document(row))
                .list();
    }

    /// Oldest first.
    static List<Version> versions(ReadTx tx, DocumentId id) {
        return tx.sql(
                        """
                        select v.*, f.type, f.size, f.digest from document_version v
                        join document_file f on f.id = v.file
                        where v.document = :id order by v.version
                        """)
                .param("id", id.value())
                .query((row, n) -> version(row))
                .list();
    }

    static Optional<DocumentId> ofFile(ReadTx tx, UUID file) {
        return tx.sql("select document from document_version where file = :file")
                .param("file", file)
                .query((row, n) -> new DocumentId(row.getObject("document", UUID.class)))
                .optional();
    }

    /// Which version of which document has this content, in any dossier.
    static List<Documents.Recognised> withDigest(ReadTx tx, Collection<String> digests) {
        return tx.sql(
                        """
                        select v.document, v.version, v.cancelled, d.dossier, f.digest
                        from document_file f
                        join document_version v on v.file = f.id
                        join document d on d.id = v.document
                        where f.digest = any(:digests) and f.used and d.withdrawn_at is null
                        order by d.added_at desc
                        """)
                .param(
                        "digests",
                        digests.stream().map(HexFormat.of()::parseHex).toArray(byte[][]::new))
                .query((row, n) ->
                        new Documents.Recognised(
                                new DocumentId(row.getObject("document", UUID.class)),
                                new DossierId(row.getObject("dossier", UUID.class)),
                                row.getInt("version"),
                                row.getBoolean("cancelled"),
                                HexFormat.of().formatHex(row.getBytes("digest"))))
                .list();
    }

    /// Some documents of a dossier that are alike for who may read them.
    ///
    /// @param own whether the reader put them in
    record Alike(DossierId dossier, Confidentiality confidentiality, boolean own, int documents) {}

    static List<Alike> count(ReadTx tx, AccountId reader, Collection<DossierId> dossiers) {
        return tx.sql(
                        """
                        select dossier, confidentiality, added_by = :reader as own, count(*) as documents
                        from document
                        where dossier = any(:dossiers) and withdrawn_at is null
                        group by dossier, confidentiality, own
                        """)
                .param("reader", reader.value())
                .param("dossiers", dossiers.stream().map(DossierId::value).toArray(UUID[]::new))
                .query((row, n) ->
                        new Alike(
                                new DossierId(row.getObject("dossier", UUID.class)),
                                Confidentiality.valueOf(row.getString("confidentiality")),
                                row.getBoolean("own"),
                                row.getInt("documents")))
                .list();
    }

    static boolean imported(ReadTx tx, String ref) {
        return tx.sql("select exists (select 1 from document where import_ref = :ref)")
                .param("ref", ref)
                .query(Boolean.class)
                .single();
    }

    private static Document document(ResultSet row) throws SQLException {
        return new Document(
                new DocumentId(row.getObject("id", UUID.class)),
                new DossierId(row.getObject("dossier", UUID.class)),
                DocumentCategory.of(row.getString("category")).orElseThrow(),
                row.getString("title"),
                row.getObject("act_date", LocalDate.class),
                row.getString("author"),
                Confidentiality.valueOf(row.getString("confidentiality")),
                row.getInt("version"),
                FileQueries.file(row),
                row.getObject("added_at", OffsetDateTime.class).toInstant(),
                new AccountId(row.getObject("added_by", UUID.class)));
    }

    private static Version version(ResultSet row) throws SQLException {
        return new Version(
                row.getInt("version"),
                FileQueries.file(row),
                row.getBoolean("cancelled"),
                row.getObject("added_at", OffsetDateTime.class).toInstant(),
                new AccountId(row.getObject("added_by", UUID.class)));
    }
}
