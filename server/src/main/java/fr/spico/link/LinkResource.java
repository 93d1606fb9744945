package fr.spico.link;

import fr.spico.account.Caller;
import fr.spico.link.LinkRefusal.StructureAccount;
import fr.spico.link.LinkState.Pending;
import fr.spico.link.Links.Link;
import fr.spico.mail.MssAddress;
import fr.spico.platform.config.OperatorSettings;
import fr.spico.platform.db.Database;
import fr.spico.platform.db.ReadTx;
import fr.spico.replica.Replica;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// `/api/profile/mailbox-link` (rows L1–L10).
@RestController
@RequestMapping("/api/profile/mailbox-link")
class LinkResource {

    private final Linking linking;
    private final LinkQueries queries;
    private final Replica replica;
    private final Database database;
    private final OperatorSettings operator;
    private final InstantSource clock;

    LinkResource(
            Linking linking,
            LinkQueries queries,
            Replica replica,
            Database database,
            OperatorSettings operator,
            InstantSource clock) {
        this.linking = linking;
        this.queries = queries;
        this.replica = replica;
        this.database = database;
        this.operator = operator;
        this.clock = clock;
    }

    record CodeRequest(@Nullable String address, @Nullable Boolean replace) {

        @Override
        public String toString() {
            return "CodeRequest[…]";
        }
    }

    record LinkRequest(@Nullable String address, @Nullable String code, @Nullable Boolean replace) {

        @Override
        public String toString() {
            return "LinkRequest[…]";
        }
    }

    @GetMapping
    LinkState state(Caller caller) {
        return database.read(tx -> state(tx, caller));
    }

    @PostMapping("/codes")
    @ResponseStatus(HttpStatus.ACCEPTED)
    LinkState sendCode(Caller caller, @RequestBody CodeRequest asked) {
        refuse(LinkRules.mayLink(caller));
        MssAddress address = address(asked.address());
        refuse(linking.sendCode(caller.account(), address, Boolean.TRUE.equals(asked.replace())));
        return state(caller);
    }

    @PutMapping
    LinkState link(Caller caller, @RequestBody LinkRequest asked) {
        refuse(LinkRules.mayLink(caller));
        MssAddress address = address(asked.address());
        String code = asked.code() == null ? "" : asked.code();
        refuse(linking.link(caller.id(), address, code, Boolean.TRUE.equals(asked.replace())));
        return state(caller);
    }

    @DeleteMapping
    ResponseEntity<Void> unlink(Caller caller) {
        refuse(LinkRules.mayChange(caller));
        linking.unlink(caller.id());
        return ResponseEntity.noContent().build();
    }

    private void refuse(Optional<LinkRefusal> refusal) {
        if (refusal.isPresent()) {
            throw LinkProblem.of(refusal.get(), operator.name(), operator.domains());
        }
    }

    private MssAddress address(@Nullable String typed) {
        String text = typed == null ? "" : typed;
        refuse(LinkRules.wrongAddress(text, operator));
        return MssAddress.parse(text).orElseThrow();
    }

    private LinkState state(ReadTx tx, Caller caller) {
        Optional<Link> link = queries.find(tx, caller.id());
        Optional<Pending> pending = pending(tx, caller);
        Optional<Replica.Fill> fill = link.map(linked -> replica.fill(tx, linked.mailbox()));
        String whyNot =
                LinkRules.mayLink(caller)
                        .map(refusal ->
                                refusal instanceof StructureAccount ? "structure" : "client")
                        .orElse(null);
        return new LinkState(
                link.isPresent() ? "linked" : pending.isPresent() ? "pending" : "none",
                link.map(linked -> linked.address().value()).orElse(null),
                link.map(linked -> linked.mailbox().jmapId()).orElse(null),
                link.map(Link::linkedAt).orElse(null),
                pending.orElse(null),
                fill.map(f -> new LinkState.Fill(f.done(), f.total(), f.complete())).orElse(null),
                whyNot == null,
                whyNot,
                fill.map(f -> f.operatorProblem() == null).orElse(true));
    }

    private Optional<Pending> pending(ReadTx tx, Caller caller) {
        Instant now = clock.instant();
        List<Code> codes = queries.codes(tx, caller.id());
        int sent = LinkRules.recent(codes.stream().map(Code::createdAt).toList(), now);
        return codes.stream()
                .filter(code -> code.isLiveAt(now))
                .findAny()
                .map(code ->
                        new Pending(
                                code.address().value(),
                                code.expiresAt(),
                                code.triesLeft(),
                                Math.max(0, LinkRules.CODES_PER_ACCOUNT - sent)));
    }
}
