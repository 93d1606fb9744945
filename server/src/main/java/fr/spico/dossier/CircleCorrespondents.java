package fr.spico.dossier;

import fr.spico.account.Account;
import fr.spico.account.Accounts;
import fr.spico.directory.CareCircle;
import fr.spico.mail.MssAddress;
import fr.spico.platform.db.ReadTx;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/// Tells the directory who is in a care circle: members come first when one of them searches for a
/// recipient from the dossier.
@Component
class CircleCorrespondents implements CareCircle {

    private final Dossiers dossiers;
    private final Accounts accounts;

    CircleCorrespondents(Dossiers dossiers, Accounts accounts) {
        this.dossiers = dossiers;
        this.accounts = accounts;
    }

    @Override
    public Members others(ReadTx tx, Account reader, String dossier) {
        return DossierId.parse(dossier)
                .filter(id -> dossiers.find(tx, reader, id).isPresent())
                .map(id -> members(tx, reader, id))
                .orElse(Members.NOBODY);
    }

    private Members members(ReadTx tx, Account reader, DossierId dossier) {
        Set<MssAddress> addresses = new HashSet<>();
        Set<String> rpps = new HashSet<>();
        List<Member> others =
                CircleQueries.all(tx, dossier).stream()
                        .filter(member -> !member.account().equals(Optional.of(reader.id())))
                        .toList();
        others.forEach(
                member -> member.address().flatMap(MssAddress::parse).ifPresent(addresses::add));
        accounts.find(tx, Member.accounts(others))
                .values()
                .forEach(account -> account.rpps().ifPresent(rpps::add));
        return new Members(addresses, rpps);
    }
}
