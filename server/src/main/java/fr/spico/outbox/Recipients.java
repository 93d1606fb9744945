package fr.spico.outbox;

import fr.spico.account.Account;
import fr.spico.account.Account.DirectoryScope;
import fr.spico.directory.Directory;
import fr.spico.directory.DirectoryEntry;
import fr.spico.mail.MailStore.Role;
import fr.spico.mail.MssAddress;
import fr.spico.mail.mime.EmailAddress;
import fr.spico.mail.mime.MessageHeader;
import fr.spico.outbox.RecipientRules.Answered;
import fr.spico.outbox.RecipientRules.Recipient;
import fr.spico.outbox.RecipientRules.Sender;
import fr.spico.platform.config.OperatorSettings;
import fr.spico.platform.db.ReadTx;
import fr.spico.replica.Direction;
import fr.spico.replica.EmailId;
import fr.spico.replica.FolderId;
import fr.spico.replica.Replica;
import fr.spico.replica.ReplicaEmail;
import fr.spico.replica.ReplicaFolder;
import fr.spico.replica.Viewer;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// Gathers what [RecipientRules] decides on.
@Component
class Recipients {

    private static final int MOST_COPIES = 20;

    private final Directory directory;
    private final Replica replica;
    private final OperatorSettings operator;

    Recipients(Directory directory, Replica replica, OperatorSettings operator) {
        this.directory = directory;
        this.replica = replica;
        this.operator = operator;
    }

    /// @param written the address as it was given
    /// @param entry that of the sender's directory
    record Judged(String written, RecipientVerdict verdict, Optional<DirectoryEntry> entry) {
        @Override
        public String toString() {
            return "Judged[" + verdict + "]";
        }
    }

    /// One verdict per address, in order.
    ///
    /// @param self the mailbox that is written from, if there is one
    List<Judged> judge(
            ReadTx tx,
            Account account,
            Optional<MssAddress> self,
            Optional<Answered> answered,
            Collection<String> addresses) {
        Sender sender = new Sender(account.directoryScope(), account.mayExchangeWithPatients());
        return addresses.stream()
                .map(written ->
                        MssAddress.parse(written)
                                .map(a -> judge(tx, sender, self, answered, a))
                                .orElseGet(() -> notAnAddress(written)))
                .toList();
    }

    /// The message with this Message-ID, if this mailbox *received* it.
    Optional<Answered> answered(ReadTx tx, Viewer viewer, String messageId) {
        return answered(tx, viewer, replica.findByMessageId(tx, viewer, messageId));
    }

    Optional<Answered> answered(ReadTx tx, Viewer viewer, EmailId email) {
        return answered(tx, viewer, List.of(email));
    }

    private Judged judge(
            ReadTx tx,
            Sender sender,
            Optional<MssAddress> self,
            Optional<Answered> answered,
            MssAddress address) {
        Optional<DirectoryEntry> entry = directory.find(tx, sender.scope(), address);
        boolean inNational =
                entry.isPresent()
                        || directory.find(tx, DirectoryScope.NATIONAL, address).isPresent();
        Recipient recipient =
                new Recipient(
                        address,
                        self.equals(Optional.of(address)),
                        address.value().equalsIgnoreCase(operator.platformAddress()),
                        operator.isPatient(address),
                        operator.isTrusted(address),
                        entry.isPresent(),
                        inNational);
        return new Judged(
                address.value(), RecipientRules.judge(sender, answered, recipient), entry);
    }

    private static Judged notAnAddress(String written) {
        return new Judged(written, new RecipientVerdict.NotAnAddress(), Optional.empty());
    }

    private Optional<Answered> answered(ReadTx tx, Viewer viewer, Collection<EmailId> copies) {
        if (copies.isEmpty()) {
            return Optional.empty();
        }
        MssAddress self = replica.address(tx, viewer.mailbox());
        Set<FolderId> ownWriting = foldersOfOwnWriting(tx, viewer);
        List<EmailId> some = copies.stream().limit(MOST_COPIES).toList();
        return replica.emails(tx, viewer, some).stream()
                .filter(e -> isReceived(e, ownWriting))
                .map(e -> e.header())
                .filter(header -> !WrittenHere.isMarked(header))
                .map(Recipients::answered)
                .filter(a -> !a.authors().contains(self))
                .findFirst();
    }

    /// What one wrote oneself proves nothing, wherever it was put (see also [WrittenHere]).
    private static boolean isReceived(ReplicaEmail email, Set<FolderId> ownWriting) {
        return email.direction() == Direction.RECEIVED
                && !email.keywords().contains("$draft")
                && !ownWriting.contains(email.folder());
    }

    private Set<FolderId> foldersOfOwnWriting(ReadTx tx, Viewer viewer) {
        Set<Role> roles = Set.of(Role.DRAFTS, Role.SENT);
        return replica.folders(tx, viewer).stream()
                .filter(f -> f.role().filter(roles::contains).isPresent())
                .map(ReplicaFolder::id)
                .collect(Collectors.toSet());
    }

    private static Answered answered(MessageHeader header) {
        Set<MssAddress> participants = new HashSet<>();
        Stream.of("From", "Reply-To", "To", "Cc")
                .forEach(field -> participants.addAll(addresses(header, field)));
        return new Answered(addresses(header, "From"), participants);
    }

    private static Set<MssAddress> addresses(MessageHeader header, String field) {
        return header.all(field).stream()
                .flatMap(f -> f.asAddresses().stream())
                .map(EmailAddress::email)
                .flatMap(a -> MssAddress.parse(a).stream())
                .collect(Collectors.toSet());
    }
}
