package fr.spico.directory;

import fr.spico.account.AccountId;
import fr.spico.mail.MssAddress;
import fr.spico.platform.db.ReadTx;
import fr.spico.platform.db.WriteTx;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.springframework.stereotype.Component;

/// The SQL of favourites and recent correspondents.
@Component
class DirectoryCorrespondentQueries {

    record Recent(MssAddress address, Instant lastAt) {}

    /// Oldest first, as they were chosen.
    List<MssAddress> favourites(ReadTx tx, AccountId account) {
        return tx.sql(
                        """
                        select address from directory_favourite where account_id = :account order by added_at, address
                        """)
                .param("account", account.value())
                .query((row, i) -> new MssAddress(row.getString(1)))
                .list();
    }

    void addFavourite(WriteTx tx, AccountId account, MssAddress address, Instant now) {
        tx.sql(
                        """
                        insert into directory_favourite (account_id, address, added_at)
                        values (:account, :address, :now) on conflict do nothing
                        """)
                .param("account", account.value())
                .param("address", address.value())
                .param("now", Timestamp.from(now))
                .update();
    }

    void removeFavourite(WriteTx tx, AccountId account, MssAddress address) {
        tx.sql(
                        """
                        delete from directory_favourite where account_id = :account and address = :address
                        """)
                .param("account", account.value())
                .param("address", address.value())
                .update();
    }

    /// Latest first.
    List<Recent> recents(ReadTx tx, AccountId account) {
        return tx.sql(
                        """
                        select address, last_at from directory_recent where account_id = :account
                        order by last_at desc, address
                        """)
                .param("account", account.value())
                .query((row, i) ->
                        new Recent(
                                new MssAddress(row.getString(1)), row.getTimestamp(2).toInstant()))
                .list();
    }

    /// Those of them that are in a directory.
    void addRecents(WriteTx tx, AccountId account, Collection<MssAddress> addresses, Instant now) {
        tx.sql(
                        """
                        insert into directory_recent (account_id, address, last_at)
                        select distinct cast(:account as uuid), e.address, cast(:now as timestamptz)
                        from directory_entry e
                        join directory_source s on s.source = e.source and s.version >= e.since and s.version < e.until
                        where e.address = any(:addresses)
                        on conflict (account_id, address) do update set last_at = excluded.last_at
                        """)
                .param("account", account.value())
                .param("now", Timestamp.from(now))
                .param(
                        "addresses",
                        addresses.stream().map(MssAddress::value).toArray(String[]::new))
                .update();
    }

    void removeRecent(WriteTx tx, AccountId account, MssAddress address) {
        tx.sql("delete from directory_recent where account_id = :account and address = :address")
                .param("account", account.value())
                .param("address", address.value())
                .update();
    }

    /// Forgets all but the latest.
    void keepRecents(WriteTx tx, AccountId account, int count) {
        tx.sql(
                        """
                        delete from directory_recent where account_id = :account and address not in (
                            select address from directory_recent where account_id = :account
                            order by last_at desc, address limit :count)
                        """)
                .param("account", account.value())
                .param("count", count)
                .update();
    }
}
