package fr.spico.link;

import fr.spico.account.Account;
import fr.spico.account.AccountId;
import fr.spico.account.Accounts;
import fr.spico.audit.Audit;
import fr.spico.discussions.Discussions;
import fr.spico.link.Code.State;
import fr.spico.link.LinkRefusal.MailboxFull;
import fr.spico.link.LinkRefusal.NotACode;
import fr.spico.link.LinkRefusal.OperatorUnreachable;
import fr.spico.link.LinkRefusal.UnknownMailbox;
import fr.spico.link.Links.Link;
import fr.spico.mail.MailException;
import fr.spico.mail.MailSender;
import fr.spico.mail.MssAddress;
import fr.spico.outbox.Outbox;
import fr.spico.platform.config.OperatorSettings;
import fr.spico.platform.db.Database;
import fr.spico.platform.db.ReadTx;
import fr.spico.platform.db.WriteTx;
import fr.spico.replica.MailboxId;
import fr.spico.replica.Replica;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Sends codes, links, unlinks. Whatever changes a link holds the account first, then the mailboxes
/// in order, so that two tabs or two accounts take turns.
@Component
class Linking {

    private static final Duration CODES_KEPT = Duration.ofDays(1);

    private final Database database;
    private final LinkQueries queries;
    private final Accounts accounts;
    private final Replica replica;
    private final Discussions discussions;
    private final Outbox outbox;
    private final Audit audit;
    private final MailSender operatorDoor;
    private final OperatorSettings operator;
    private final InstantSource clock;
    private final RandomGenerator random;

    Linking(
            Database database,
            LinkQueries queries,
            Accounts accounts,
            Replica replica,
            Discussions discussions,
            Outbox outbox,
            Audit audit,
            MailSender operatorDoor,
            OperatorSettings operator,
            InstantSource clock,
            RandomGenerator random) {
        this.database = database;
        this.queries = queries;
        this.accounts = accounts;
        this.replica = replica;
        this.discussions = discussions;
        this.outbox = outbox;
        this.audit = audit;
        this.operatorDoor = operatorDoor;
        this.operator = operator;
        this.clock = clock;
        this.random = random;
    }

    /// Row L4. Empty: the code is on its way.
    Optional<LinkRefusal> sendCode(Account account, MssAddress address, boolean replace) {
        return database.<Optional<LinkRefusal>>read(
                        tx -> maySend(tx, account.id(), address, replace))
                .or(() -> missingAtOperator(address))
                .or(() -> database.write(tx -> sendCode(tx, account, address, replace)));
    }

    /// Rows L5, L7, L8. Empty: linked.
    Optional<LinkRefusal> link(
            AccountId account, MssAddress address, String code, boolean replace) {
        return database.write(tx -> {
            Optional<Link> present = hold(tx, account, address);
            return switch (check(tx, account, address, code)) {
                case LinkRefusal.WrongCode wrong -> Optional.of(wrong);
                case CodeCheck.Right(Code right) ->
                        LinkRules.conflict(present, address, replace)
                                .or(() -> link(tx, account, present, right));
            };
        });
    }

    /// Row L10. Does nothing if nothing is linked.
    void unlink(AccountId account) {
        database.run(tx -> {
            Optional<Link> present = hold(tx, account, null);
            queries.voidLive(tx, account);
            present.ifPresent(link -> unlink(tx, link));
        });
    }

    private Optional<LinkRefusal> maySend(
            ReadTx tx, AccountId account, MssAddress address, boolean replace) {
        Instant now = clock.instant();
        List<Instant> toAccount = queries.codes(tx, account).stream().map(Code::createdAt).toList();
        return LinkRules.conflict(queries.find(tx, account), address, replace)
                .or(() -> LinkRules.tooMany(toAccount, LinkRules.CODES_PER_ACCOUNT, now))
                .or(() ->
                        LinkRules.tooMany(
                                queries.sentTo(tx, address), LinkRules.CODES_PER_MAILBOX, now));
    }

    private Optional<LinkRefusal> missingAtOperator(MssAddress address) {
        try {
            return operatorDoor.accepts(new MssAddress(operator.platformAddress()), address)
                    ? Optional.empty()
                    : Optional.of(new UnknownMailbox());
        } catch (MailException e) {
            return Optional.of(
                    switch (e.reason()) {
                        case NO_SUCH_MAILBOX -> new UnknownMailbox();
                        case OVER_QUOTA -> new MailboxFull();
                        default -> new OperatorUnreachable();
                    });
        }
    }

    private Optional<LinkRefusal> sendCode(
            WriteTx tx, Account account, MssAddress address, boolean replace) {
        hold(tx, account.id(), address);
        Optional<LinkRefusal> refusal = maySend(tx, account.id(), address, replace);
        if (refusal.isEmpty()) {
            issue(tx, account, address);
        }
        return refusal;
    }

    private void issue(WriteTx tx, Account account, MssAddress address) {
        Instant now = clock.instant();
        String readable = Code.readable(random);
        queries.forgetCodesBefore(tx, now.minus(CODES_KEPT));
        queries.voidLive(tx, account.id());
        queries.insert(tx, Code.issue(account.id(), address, readable, now, random));
        outbox.sendFromPlatform(tx, address, CodeMail.SUBJECT, CodeMail.text(account, readable));
        audit.note(tx, account.id(), "mailbox-link.send-code", account.id().text());
    }

    /// Takes this account's turn.
    private Optional<Link> hold(WriteTx tx, AccountId account, @Nullable MssAddress address) {
        accounts.lock(tx, account);
        Optional<Link> present = queries.find(tx, account);
        queries.lock(
                tx, Stream.concat(Stream.ofNullable(address), present.map(Link::address).stream()));
        return present;
    }

    private CodeCheck check(WriteTx tx, AccountId account, MssAddress address, String typed) {
        Instant now = clock.instant();
        Instant since = now.minus(LinkRules.WINDOW);
        CodeCheck check =
                LinkRules.check(
                        typed,
                        address,
                        queries.codes(tx, account),
                        () -> queries.codesOfOthers(tx, account, since),
                        queries.guesses(tx, account, since),
                        now);
        boolean free = check instanceof CodeCheck.Right || check instanceof NotACode;
        if (!free && !queries.countTry(tx, account)) {
            queries.countGuess(tx, account, since, now);
        }
        return check;
    }

    /// The former mailbox goes before the next one comes: both are never readable together.
    private Optional<LinkRefusal> link(
            WriteTx tx, AccountId account, Optional<Link> former, Code code) {
        former.ifPresent(link -> unlink(tx, link));
        queries.setState(tx, code.id(), State.USED);
        MailboxId mailbox = replica.attach(tx, code.address());
        queries.insert(tx, new Link(account, mailbox, code.address(), clock.instant()));
        discussions.begin(tx, account, mailbox);
        audit.note(tx, account, "mailbox-link.create", mailbox.jmapId());
        return Optional.empty();
    }

    /// The replica stays while somebody else has the mailbox linked.
    private void unlink(WriteTx tx, Link link) {
        queries.delete(tx, link.account());
        discussions.forget(tx, link.account(), link.mailbox());
        outbox.forget(tx, link.account(), link.mailbox());
        if (queries.accounts(tx, link.mailbox()).isEmpty()) {
            outbox.detach(tx, link.mailbox());
            replica.detach(tx, link.mailbox());
        }
        audit.note(tx, link.account(), "mailbox-link.delete", link.mailbox().jmapId());
    }
}
