package fr.spico.directory;

import fr.spico.account.AccountId;
import fr.spico.mail.MssAddress;
import fr.spico.platform.db.ReadTx;
import fr.spico.platform.db.WriteTx;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// The SQL of groups of recipients.
@Component
class DirectoryGroupQueries {

    record Group(UUID id, String name, List<MssAddress> members) {
        @Override
        public String toString() {
            return "Group[" + id + "]";
        }
    }

    /// In the order of names.
    List<Group> all(ReadTx tx, AccountId account) {
        Map<UUID, Group> groups = new LinkedHashMap<>();
        tx.sql(
                        """
                        select g.id, g.name, m.address from directory_group g
                        left join directory_group_member m on m.group_id = g.id
                        where g.account_id = :account order by lower(unaccent(g.name)), g.id, m.position
                        """)
                .param("account", account.value())
                .query(row -> {
                    UUID id = row.getObject("id", UUID.class);
                    Group group =
                            groups.computeIfAbsent(
                                    id, i -> new Group(i, name(row), new ArrayList<>()));
                    String address = row.getString("address");
                    if (address != null) {
                        group.members().add(new MssAddress(address));
                    }
                });
        return List.copyOf(groups.values());
    }

    void insert(WriteTx tx, AccountId account, Group group, Instant now) {
        tx.sql(
                        """
                        insert into directory_group (id, account_id, name, created_at)
                        values (:id, :account, :name, :now)
                        """)
                .param("id", group.id())
                .param("account", account.value())
                .param("name", group.name())
                .param("now", Timestamp.from(now))
                .update();
        insertMembers(tx, group);
    }

    /// False if the account has no such group.
    boolean update(WriteTx tx, AccountId account, Group group) {
        int updated =
                tx.sql(
                                """
                                update directory_group set name = :name where id = :id and account_id = :account
                                """)
                        .param("id", group.id())
                        .param("account", account.value())
                        .param("name", group.name())
                        .update();
        if (updated > 0) {
            tx.sql("delete from directory_group_member where group_id = :id")
                    .param("id", group.id())
                    .update();
            insertMembers(tx, group);
        }
        return updated > 0;
    }

    /// False if the account has no such group.
    boolean delete(WriteTx tx, AccountId account, UUID id) {
        return tx.sql("delete from directory_group where id = :id and account_id = :account")
                        .param("id", id)
                        .param("account", account.value())
                        .update()
                > 0;
    }

    private static void insertMembers(WriteTx tx, Group group) {
        tx.sql(
                        """
                        insert into directory_group_member (group_id, position, address)
                        select :id, position, address
                        from unnest(cast(:addresses as text[])) with ordinality as member (address, position)
                        """)
                .param("id", group.id())
                .param(
                        "addresses",
                        group.members().stream().map(MssAddress::value).toArray(String[]::new))
                .update();
    }

    private static String name(java.sql.ResultSet row) {
        try {
            return row.getString("name");
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
