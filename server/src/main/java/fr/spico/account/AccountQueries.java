package fr.spico.account;

import fr.spico.account.Account.Kind;
import fr.spico.platform.db.ReadTx;
import fr.spico.platform.db.WriteTx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// The SQL of accounts and their passwords.
@Component
class AccountQueries {

    Optional<Account> find(ReadTx tx, AccountId id) {
        return tx.sql("select * from account where id = :id")
                .param("id", id.value())
                .query((row, n) -> account(row))
                .optional();
    }

    Map<AccountId, Account> find(ReadTx tx, Collection<AccountId> ids) {
        return tx
                .sql("select * from account where id = any (:ids)")
                .param("ids", ids.stream().map(AccountId::value).toArray(UUID[]::new))
                .query((row, n) -> account(row))
                .list()
                .stream()
                .collect(Collectors.toMap(Account::id, account -> account));
    }

    Optional<Account> findByLogin(ReadTx tx, String login) {
        return tx.sql("select * from account where login = :login")
                .param("login", login)
                .query((row, n) -> account(row))
                .optional();
    }

    Optional<String> passwordHash(ReadTx tx, String login) {
        return tx.sql("select password_hash from account where login = :login")
                .param("login", login)
                .query(String.class)
                .optional();
    }

    void lock(WriteTx tx, AccountId id) {
        tx.sql("select id from account where id = :id for no key update")
                .param("id", id.value())
                .query(UUID.class)
                .optional();
    }

    void put(WriteTx tx, Account account, String passwordHash) {
        tx.sql(
                        """
                        insert into account
                            (id, login, password_hash, kind, title, first_name, last_name, profession,
                             structure, town, department, rpps, adeli, administrator)
                        values
                            (:id, :login, :passwordHash, :kind, :title, :firstName, :lastName, :profession,
                             :structure, :town, :department, :rpps, :adeli, :administrator)
                        on conflict (login) do update set
                            password_hash = excluded.password_hash, kind = excluded.kind,
                            title = excluded.title, first_name = excluded.first_name,
                            last_name = excluded.last_name, profession = excluded.profession,
                            structure = excluded.structure, town = excluded.town,
                            department = excluded.department, rpps = excluded.rpps, adeli = excluded.adeli,
                            administrator = excluded.administrator
                        """)
                .param("id", account.id().value())
                .param("login", account.login())
                .param("passwordHash", passwordHash)
                .param("kind", account.kind().name())
                .param("title", account.title())
                .param("firstName", account.firstName())
                .param("lastName", account.lastName())
                .param("profession", account.profession())
                .param("structure", account.structure())
                .param("town", account.town())
                .param("department", account.department())
                .param("rpps", account.rpps().orElse(null))
                .param("adeli", account.adeli().orElse(null))
                .param("administrator", account.administrator())
                .update();
    }

    Optional<String> importDigest(ReadTx tx) {
        return tx.sql("select digest from account_import").query(String.class).optional();
    }

    void putImportDigest(WriteTx tx, String digest) {
        tx.sql(
                        """
                        insert into account_import (digest) values (:digest)
                        on conflict (only_row) do update set digest = excluded.digest
                        """)
                .param("digest", digest)
                .update();
    }

    static Account account(ResultSet row) throws SQLException {
        return new Account(
                new AccountId(row.getObject("id", UUID.class)),
                row.getString("login"),
                Kind.valueOf(row.getString("kind")),
                row.getString("title"),
                row.getString("first_name"),
                row.getString("last_name"),
                row.getString("profession"),
                row.getString("structure"),
                row.getString("town"),
                row.getString("department"),
                Optional.ofNullable(row.getString("rpps")),
                Optional.ofNullable(row.getString("adeli")),
                row.getBoolean("administrator"));
    }
}
