package fr.spico.link;

import fr.spico.account.Account.Kind;
import fr.spico.account.Caller;
import fr.spico.account.Caller.Client;
import fr.spico.link.LinkRefusal.AlreadyLinked;
import fr.spico.link.LinkRefusal.CodeOfAnotherAccount;
import fr.spico.link.LinkRefusal.CodeOfAnotherAddress;
import fr.spico.link.LinkRefusal.ExpiredCode;
import fr.spico.link.LinkRefusal.NoCode;
import fr.spico.link.LinkRefusal.NoMatch;
import fr.spico.link.LinkRefusal.NotACode;
import fr.spico.link.LinkRefusal.NotAnAddress;
import fr.spico.link.LinkRefusal.NotOperatorDomain;
import fr.spico.link.LinkRefusal.ReplaceNeeded;
import fr.spico.link.LinkRefusal.StructureAccount;
import fr.spico.link.LinkRefusal.TooManyCodes;
import fr.spico.link.LinkRefusal.TooManyTries;
import fr.spico.link.LinkRefusal.UnknownMailbox;
import fr.spico.link.LinkRefusal.UsedCode;
import fr.spico.link.LinkRefusal.VoidedCode;
import fr.spico.link.LinkRefusal.WebOnly;
import fr.spico.link.Links.Link;
import fr.spico.mail.MssAddress;
import fr.spico.platform.config.OperatorSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// The decisions of rows L3–L9. Pure.
final class LinkRules {

    static final Duration WINDOW = Duration.ofHours(1);
    static final int CODES_PER_ACCOUNT = 5;

    /// An organisational mailbox is linked by several people, each with codes of their own; yet
    /// nobody's mailbox is to be flooded.
    static final int CODES_PER_MAILBOX = 20;

    private LinkRules() {}

    /// Rows L6 and L9.
    static Optional<LinkRefusal> mayLink(Caller caller) {
        if (caller.account().kind() == Kind.STRUCTURE) {
            return Optional.of(new StructureAccount());
        }
        return mayChange(caller);
    }

    /// Row L9.
    static Optional<LinkRefusal> mayChange(Caller caller) {
        return caller.client() == Client.WEB ? Optional.empty() : Optional.of(new WebOnly());
    }

    /// Row L3. The platform's own mailbox is nobody's.
    static Optional<LinkRefusal> wrongAddress(String typed, OperatorSettings operator) {
        Optional<MssAddress> address = MssAddress.parse(typed);
        if (address.isEmpty()) {
            return Optional.of(new NotAnAddress());
        }
        if (!operator.isOwnDomain(address.get())) {
            return Optional.of(new NotOperatorDomain());
        }
        return address.equals(MssAddress.parse(operator.platformAddress()))
                ? Optional.of(new UnknownMailbox())
                : Optional.empty();
    }

    /// Rows L3 and L8.
    static Optional<LinkRefusal> conflict(
            Optional<Link> linked, MssAddress address, boolean replace) {
        if (linked.isEmpty()) {
            return Optional.empty();
        }
        MssAddress present = linked.get().address();
        if (present.equals(address)) {
            return Optional.of(new AlreadyLinked());
        }
        return replace ? Optional.empty() : Optional.of(new ReplaceNeeded(present));
    }

    /// @param sent when codes were sent, newest first
    static Optional<LinkRefusal> tooMany(List<Instant> sent, int most, Instant now) {
        if (recent(sent, now) < most) {
            return Optional.empty();
        }
        Instant free = sent.get(most - 1).plus(WINDOW);
        return Optional.of(new TooManyCodes(Duration.between(now, free)));
    }

    static int recent(List<Instant> sent, Instant now) {
        return (int) sent.stream().filter(at -> at.plus(WINDOW).isAfter(now)).count();
    }

    /// Row L5. Every wrong code costs a try, of the live code or else of the account: what is said
    /// about somebody else's code, or one for another address, must not help to guess it.
    ///
    /// @param mine the account's codes, newest first
    /// @param others recent codes of other accounts
    /// @param guesses recent tries of the account without a live code
    static CodeCheck check(
            String text,
            MssAddress address,
            List<Code> mine,
            Supplier<List<Code>> others,
            int guesses,
            Instant now) {
        String typed = Code.typed(text);
        Optional<Code> live = mine.stream().filter(code -> code.isLiveAt(now)).findAny();
        Optional<Code> liveHere = live.filter(code -> code.address().equals(address));
        if (liveHere.isPresent() && typed.length() != Code.LENGTH) {
            return new NotACode(liveHere.get().triesLeft());
        }
        if (live.isEmpty() && guesses >= Code.TRIES) {
            return new TooManyTries();
        }
        Optional<Code> known = mine.stream().filter(code -> code.matches(typed)).findFirst();
        if (known.isPresent()) {
            return known.get().address().equals(address)
                    ? checkKnown(known.get(), now)
                    : new CodeOfAnotherAddress();
        }
        if (others.get().stream().anyMatch(code -> code.matches(typed))) {
            return new CodeOfAnotherAccount();
        }
        return liveHere.map(LinkRules::oneTryLess)
                .orElseGet(() -> withoutLiveCode(mine, address, now));
    }

    private static CodeCheck checkKnown(Code code, Instant now) {
        return switch (code.state()) {
            case LIVE -> code.isLiveAt(now) ? new CodeCheck.Right(code) : new ExpiredCode();
            case USED -> new UsedCode();
            case VOIDED -> new VoidedCode();
            case EXHAUSTED -> new TooManyTries();
        };
    }

    private static CodeCheck oneTryLess(Code live) {
        return live.triesLeft() > 1 ? new NoMatch(live.triesLeft() - 1) : new TooManyTries();
    }

    /// Why there is nothing to compare with.
    private static CodeCheck withoutLiveCode(List<Code> mine, MssAddress address, Instant now) {
        Optional<Code> last = mine.stream().filter(c -> c.address().equals(address)).findFirst();
        return last.filter(c -> c.createdAt().plus(WINDOW).isAfter(now))
                .filter(c -> c.state() == Code.State.LIVE || c.state() == Code.State.EXHAUSTED)
                .map(c -> checkKnown(c, now))
                .orElseGet(NoCode::new);
    }
}
