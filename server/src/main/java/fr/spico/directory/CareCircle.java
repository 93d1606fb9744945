package fr.spico.directory;

import fr.spico.account.Account;
import fr.spico.mail.MssAddress;
import fr.spico.platform.db.ReadTx;
import java.util.Set;

/// Who cares for the patient of a dossier: whoever writes about it most probably writes to them.
/// Whoever keeps dossiers implements it.
public interface CareCircle {

    /// @param addresses mailboxes of members
    /// @param rpps numbers of members, whose every mailbox is meant
    record Members(Set<MssAddress> addresses, Set<String> rpps) {

        public static final Members NOBODY = new Members(Set.of(), Set.of());

        boolean has(DirectoryEntry entry) {
            return addresses.contains(entry.address())
                    || entry.rpps().filter(rpps::contains).isPresent();
        }

        @Override
        public String toString() {
            return "Members[…]";
        }
    }

    /// The others of a dossier's care circle; nobody if the account may not open it.
    ///
    /// @param dossier as the API has it
    Members others(ReadTx tx, Account reader, String dossier);
}
