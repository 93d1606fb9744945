package fr.spico.directory;

import fr.spico.account.Caller;
import fr.spico.directory.DirectoryRules.Source;
import fr.spico.mail.MssAddress;
import fr.spico.platform.db.ReadTx;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/// What the current versions say.
@Component
class DirectoryQueries {

    Optional<DirectoryEntry> find(ReadTx tx, Set<Source> sources, MssAddress address) {
        return Optional.ofNullable(find(tx, sources, List.of(address)).get(address));
    }

    /// The entries that the caller may see (row S2), by address.
    Map<MssAddress, DirectoryEntry> find(
            ReadTx tx, Caller caller, Collection<MssAddress> addresses) {
        return find(tx, DirectoryRules.sources(caller.account().directoryScope()), addresses);
    }

    /// The operator's own entry of an address counts before the national one.
    Map<MssAddress, DirectoryEntry> find(
            ReadTx tx, Set<Source> sources, Collection<MssAddress> addresses) {
        Map<MssAddress, DirectoryEntry> found = new HashMap<>();
        tx.sql(
                        """
                        select e.* from directory_entry e
                        join directory_source s on s.source = e.source and s.version >= e.since and s.version < e.until
                        where e.address = any(:addresses) and s.source = any(:sources)
                        order by s.source = 'regional' desc
                        """)
                .param(
                        "addresses",
                        addresses.stream().map(MssAddress::value).toArray(String[]::new))
                .param("sources", sources.stream().map(Source::stored).toArray(String[]::new))
                .query((row, i) -> DirectoryEntryQueries.entry(row))
                .list()
                .forEach(entry -> found.putIfAbsent(entry.address(), entry));
        return found;
    }
}
