package fr.spico.dossier;

import fr.spico.account.AccountId;
import fr.spico.platform.db.ReadTx;
import fr.spico.platform.db.WriteTx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The SQL of care circles.
final class CircleQueries {

    private CircleQueries() {}

    /// False when they are a member already.
    static boolean insert(WriteTx tx, DossierId dossier, Member member, Instant now) {
        return tx.sql(
                                """
                                insert into dossier_member
                                    (id, dossier, account, kind, name, profession, structure, address, role, since)
                                values (:id, :dossier, :account, :kind, :name, :profession, :structure, :address, :role, :now)
                                on conflict do nothing
                                """)
                        .param("id", member.id())
                        .param("dossier", dossier.value())
                        .param("account", member.account().map(AccountId::value).orElse(null))
                        .param("kind", member.kind().name())
                        .param("name", member.name())
                        .param("profession", member.profession())
                        .param("structure", member.structure())
                        .param("address", member.address().orElse(null))
                        .param("role", member.role().name())
                        .param("now", DossierQueries.at(now))
                        .update()
                == 1;
    }

    static void delete(WriteTx tx, UUID member) {
        tx.sql("delete from dossier_member where id = :id").param("id", member).update();
    }

    /// An account as a member, without what its account says of it.
    static Optional<Member> find(ReadTx tx, DossierId dossier, AccountId account) {
        return tx.sql(
                        "select * from dossier_member where dossier = :dossier and account = :account")
                .param("dossier", dossier.value())
                .param("account", account.value())
                .query((row, n) -> member(row))
                .optional();
    }

    /// In the order in which they came.
    static List<Member> all(ReadTx tx, DossierId dossier) {
        return tx.sql("select * from dossier_member where dossier = :dossier order by since, id")
                .param("dossier", dossier.value())
                .query((row, n) -> member(row))
                .list();
    }

    /// Of some dossiers, those in whose circle an account is.
    static List<DossierId> ofAccount(ReadTx tx, AccountId account, Collection<DossierId> dossiers) {
        return tx.sql(
                        "select dossier from dossier_member where account = :account and dossier = any(:ids)")
                .param("account", account.value())
                .param("ids", dossiers.stream().map(DossierId::value).toArray(UUID[]::new))
                .query((row, n) -> new DossierId(row.getObject("dossier", UUID.class)))
                .list();
    }

    private static Member member(ResultSet row) throws SQLException {
        return new Member(
                row.getObject("id", UUID.class),
                Optional.ofNullable(row.getObject("account", UUID.class)).map(AccountId::new),
                Member.Kind.valueOf(row.getString("kind")),
                row.getString("name"),
                row.getString("profession"),
                row.getString("structure"),
                Optional.ofNullable(row.getString("address")),
                Member.Role.valueOf(row.getString("role")));
    }
}
