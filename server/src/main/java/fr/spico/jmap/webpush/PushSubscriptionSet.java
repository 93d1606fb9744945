package fr.spico.jmap.webpush;

import fr.spico.account.AccountId;
import fr.spico.jmap.core.Arguments;
import fr.spico.jmap.core.Capability;
import fr.spico.jmap.core.JmapAccess;
import fr.spico.jmap.core.JmapMethod;
import fr.spico.jmap.core.JmapSettings;
import fr.spico.jmap.core.Json;
import fr.spico.jmap.core.MethodCall;
import fr.spico.jmap.core.SetCall;
import fr.spico.jmap.core.SetError;
import fr.spico.jmap.core.SetRefused;
import fr.spico.jmap.core.UtcDate;
import fr.spico.jmap.push.States;
import fr.spico.platform.db.Database;
import fr.spico.platform.jobs.Jobs;
import fr.spico.platform.time.IdSource;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// PushSubscription/set (RFC 8620 §7.2.2). A subscription belongs to the token with which it was
/// made; the application itself, which has none, listens to the event source instead.
@Component
class PushSubscriptionSet implements JmapMethod {

    private static final Set<String> ON_CREATE =
            Set.of("deviceClientId", "url", "keys", "verificationCode", "expires", "types");
    private static final Set<String> ON_UPDATE = Set.of("verificationCode", "expires", "types");

    private final Database database;
    private final PushQueries queries;
    private final PushCodes codes;
    private final PushWatch watch;
    private final Jobs jobs;
    private final JmapAccess access;
    private final States states;
    private final JmapSettings jmapSettings;
    private final PushSettings settings;
    private final InstantSource clock;
    private final IdSource ids;

    PushSubscriptionSet(
            Database database,
            PushQueries queries,
            PushCodes codes,
            PushWatch watch,
            Jobs jobs,
            JmapAccess access,
            States states,
            JmapSettings jmapSettings,
            PushSettings settings,
            InstantSource clock,
            IdSource ids) {
        this.database = database;
        this.queries = queries;
        this.codes = codes;
        this.watch = watch;
        this.jobs = jobs;
        this.access = access;
        this.states = states;
        this.jmapSettings = jmapSettings;
        this.settings = settings;
        this.clock = clock;
        this.ids = ids;
    }

    @Override
    public String name() {
        return "PushSubscription/set";
    }

    @Override
    public Capability capability() {
        return Capability.CORE;
    }

    @Override
    public ObjectNode call(MethodCall call) {
        Arguments arguments = call.arguments();
        SetCall set = SetCall.withoutAccount(call, arguments, jmapSettings.maxObjectsInSet());
        arguments.end();
        set.create()
                .forEach((creationId, json) -> {
                    try {
                        create(call, set, creationId, json);
                    } catch (SetRefused refused) {
                        set.notCreated(creationId, refused.error());
                    }
                });
        set.update()
                .forEach((id, patch) -> {
                    try {
                        set.updated(id, update(existing(call, id), patch));
                    } catch (SetRefused refused) {
                        set.notUpdated(id, refused.error());
                    }
                });
        set.destroy()
                .forEach(id -> {
                    try {
                        PushSubscription gone = existing(call, id);
                        database.run(tx -> queries.delete(tx, gone.id()));
                        set.destroyed(id);
                    } catch (SetRefused refused) {
                        set.notDestroyed(id, refused.error());
                    }
                });
        watch.look();
        return set.response();
    }

    private void create(MethodCall call, SetCall set, String creationId, ObjectNode json) {
        UUID token =
                call.caller()
                        .token()
                        .orElseThrow(() ->
                                new SetRefused(
                                        SetError.of(
                                                "forbidden",
                                                "A subscription needs an application token.")));
        AccountId account = call.caller().id();
        Instant now = clock.instant();
        PushDraft draft = new PushDraft(json, settings).only(ON_CREATE);
        if (draft.code().isPresent()) {
            throw SetRefused.invalid("It is null until it is known.", "verificationCode");
        }
        PushSubscription made =
                new PushSubscription(
                        ids.next(),
                        account,
                        token,
                        draft.device(),
                        draft.url(),
                        draft.keys(),
                        codes.next(),
                        false,
                        false,
                        draft.types(),
                        draft.expires(now),
                        Map.of(),
                        0,
                        Optional.empty());
        requireRoom(account, now);
        database.run(tx -> {
            queries.insert(tx, made, now);
            jobs.plan(tx, PushJob.JOB, made.id().toString(), new PushJob.Ref(made.id()), now);
        });
        ObjectNode answer = Json.object().put("id", made.jmapId());
        answer.put("expires", Json.utcDate(made.expires()));
        set.created(creationId, made.jmapId(), answer);
    }

    private void requireRoom(AccountId account, Instant now) {
        if (database.read(tx -> queries.count(tx, account, now)) >= settings.maxSubscriptions()) {
            throw new SetRefused(
                    SetError.of(
                            "overQuota",
                            "At most " + settings.maxSubscriptions() + " subscriptions."));
        }
        if (!codes.mayBeSent(account, now)) {
            throw new SetRefused(SetError.of("rateLimit", "Too many subscriptions. Try later."));
        }
    }

    /// @return what became other than the client wished
    private JsonNode update(PushSubscription present, ObjectNode patch) {
        Instant now = clock.instant();
        PushDraft draft = new PushDraft(patch, settings).only(ON_UPDATE);
        Optional<String> code = draft.code();
        if (code.filter(c -> !c.equals(present.code())).isPresent()) {
            throw SetRefused.invalid("That is not the code that was sent.", "verificationCode");
        }
        boolean verifies = code.isPresent() && !present.verified();
        PushSubscription changed =
                new PushSubscription(
                        present.id(),
                        present.account(),
                        present.token(),
                        present.device(),
                        present.url(),
                        present.keys(),
                        present.code(),
                        present.codeSent(),
                        present.verified() || verifies,
                        draft.has("types") ? draft.types() : present.types(),
                        draft.has("expires") ? draft.expires(now) : present.expires(),
                        present.sent(),
                        present.failures(),
                        present.retryAt());
        Map<String, String> known = verifies ? known(present.account()) : Map.of();
        database.run(tx -> {
            queries.change(tx, changed);
            if (verifies) {
                queries.told(tx, changed.id(), known);
            }
        });
        return draft.has("expires") ? expiry(patch, changed.expires()) : Json.nothing();
    }

    /// Whoever begins to listen now has read the present states itself.
    private Map<String, String> known(AccountId account) {
        return access.viewer(account).map(v -> states.of(v).byType()).orElse(Map.of());
    }

    private static JsonNode expiry(ObjectNode patch, Instant expires) {
        boolean asWished =
                UtcDate.parse(patch.path("expires").stringValue(""))
                        .filter(expires::equals)
                        .isPresent();
        return asWished ? Json.nothing() : Json.object().put("expires", Json.utcDate(expires));
    }

    private PushSubscription existing(MethodCall call, String id) {
        Optional<UUID> number = call.resolve(id).flatMap(PushSubscription::parse);
        Optional<UUID> token = call.caller().token();
        return number.flatMap(n -> database.read(tx -> queries.find(tx, n, clock.instant())))
                .filter(s -> Optional.of(s.token()).equals(token))
                .orElseThrow(() -> new SetRefused(SetError.notFound()));
    }
}
