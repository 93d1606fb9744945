package fr.spico.sending;

import fr.spico.account.AccountId;
import fr.spico.document.DocumentId;
import fr.spico.exchange.ExchangeHeaders;
import fr.spico.platform.db.ReadTx;
import fr.spico.platform.db.WriteTx;
import fr.spico.sending.SendingArchive.Piece;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The SQL of archives, and of the choice to send them.
final class ArchiveQueries {

    private ArchiveQueries() {}

    /// @param digest SHA-256, hexadecimal
    static void insert(WriteTx tx, SendingArchive archive, String digest, ExchangeHeaders headers) {
        tx.sql(
                        """
                        insert into sending_archive (id, account, at, digest, codes, qualified)
                        values (:id, :account, :at, :digest, :codes, :qualified)
                        """)
                .param("id", archive.id())
                .param("account", archive.account().value())
                .param("at", archive.at().atOffset(ZoneOffset.UTC))
                .param("digest", HexFormat.of().parseHex(digest))
                .param("codes", headers.codes().toArray(String[]::new))
                .param("qualified", headers.qualified())
                .update();
        int number = 1;
        for (Piece piece : archive.pieces()) {
            insert(tx, archive.id(), number++, piece);
        }
    }

    private static void insert(WriteTx tx, UUID archive, int number, Piece piece) {
        tx.sql(
                        """
                        insert into sending_archive_document (archive, number, document, version, digest)
                        values (:archive, :number, :document, :version, :digest)
                        """)
                .param("archive", archive)
                .param("number", number)
                .param("document", piece.document().value())
                .param("version", piece.version())
                .param("digest", HexFormat.of().parseHex(piece.digest()))
                .update();
    }

    static void forget(WriteTx tx, AccountId account, Instant before) {
        tx.sql("delete from sending_archive where account = :account and at < :before")
                .param("account", account.value())
                .param("before", before.atOffset(ZoneOffset.UTC))
                .update();
    }

    static Optional<SendingArchive> find(ReadTx tx, AccountId account, UUID id) {
        return tx.sql("select * from sending_archive where id = :id and account = :account")
                .param("id", id)
                .param("account", account.value())
                .query((row, n) ->
                        new SendingArchive(
                                id,
                                account,
                                row.getObject("at", OffsetDateTime.class).toInstant(),
                                pieces(tx, id)))
                .optional();
    }

    private static List<Piece> pieces(ReadTx tx, UUID archive) {
        return tx.sql("select * from sending_archive_document where archive = :id order by number")
                .param("id", archive)
                .query((row, n) ->
                        new Piece(
                                new DocumentId(row.getObject("document", UUID.class)),
                                row.getInt("version"),
                                HexFormat.of().formatHex(row.getBytes("digest"))))
                .list();
    }

    /// What is known of an archive that was made here.
    ///
    /// @param inside SHA-256 of each document's file, hexadecimal
    record Known(ExchangeHeaders headers, List<String> inside) {}

    /// @param digest SHA-256 of the archive, hexadecimal
    static Optional<Known> known(ReadTx tx, String digest) {
        return tx.sql(
                        """
                        select codes, qualified, array(
                            select encode(d.digest, 'hex') from sending_archive_document d
                            where d.archive = a.id order by d.number) as inside
                        from sending_archive a where a.digest = :digest limit 1
                        """)
                .param("digest", HexFormat.of().parseHex(digest))
                .query((row, n) ->
                        new Known(
                                new ExchangeHeaders(
                                        texts(row.getArray("codes")), row.getBoolean("qualified")),
                                texts(row.getArray("inside"))))
                .optional();
    }

    /// An account's own archive with this content.
    ///
    /// @param digest SHA-256, hexadecimal
    static Optional<UUID> withDigest(ReadTx tx, AccountId account, String digest) {
        return tx.sql(
                        """
                        select id from sending_archive where digest = :digest and account = :account
                        order by at desc limit 1
                        """)
                .param("digest", HexFormat.of().parseHex(digest))
                .param("account", account.value())
                .query(UUID.class)
                .optional();
    }

    private static List<String> texts(java.sql.Array array) throws java.sql.SQLException {
        return Arrays.asList((String[]) array.getArray());
    }

    static Optional<Boolean> choice(ReadTx tx, AccountId account) {
        return tx.sql("select xdm from sending_choice where account = :account")
                .param("account", account.value())
                .query(Boolean.class)
                .optional();
    }

    static void choose(WriteTx tx, AccountId account, boolean xdm) {
        tx.sql(
                        """
                        insert into sending_choice (account, xdm) values (:account, :xdm)
                        on conflict (account) do update set xdm = excluded.xdm
                        """)
                .param("account", account.value())
                .param("xdm", xdm)
                .update();
    }
}
