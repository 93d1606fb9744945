package fr.spico.jmap.mdn;

import fr.spico.jmap.blob.BlobId;
import fr.spico.jmap.blob.Blobs;
import fr.spico.jmap.core.Arguments;
import fr.spico.jmap.core.Capability;
import fr.spico.jmap.core.JmapAccess;
import fr.spico.jmap.core.JmapId;
import fr.spico.jmap.core.JmapMethod;
import fr.spico.jmap.core.JmapSettings;
import fr.spico.jmap.core.Json;
import fr.spico.jmap.core.MethodCall;
import fr.spico.jmap.core.MethodError;
import fr.spico.jmap.core.SetError;
import fr.spico.jmap.core.SetRefused;
import fr.spico.jmap.email.EmailSet;
import fr.spico.jmap.identity.Identities;
import fr.spico.mail.MailException;
import fr.spico.mail.MailStore.Role;
import fr.spico.mail.MssAddress;
import fr.spico.mail.mime.EmailAddress;
import fr.spico.mail.mime.MessageHeader;
import fr.spico.outbox.Outbox;
import fr.spico.outbox.SubmitResult;
import fr.spico.outbox.SubmitWish;
import fr.spico.platform.db.Database;
import fr.spico.platform.time.IdSource;
import fr.spico.replica.EmailId;
import fr.spico.replica.Replica;
import fr.spico.replica.ReplicaEmail;
import fr.spico.replica.Viewer;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// MDN/send (RFC 9007 §2.1). A receipt is a mail like any other: written into the operator's
/// drafts, then submitted by the one path that there is, under the same rules.
@Component
class MdnSend implements JmapMethod {

    /// Set by clients on what they have acknowledged (RFC 3503).
    private static final String ACKNOWLEDGED = "$mdnsent";

    private final Database database;
    private final Replica replica;
    private final Outbox outbox;
    private final Blobs blobs;
    private final Identities identities;
    private final EmailSet emailSet;
    private final JmapAccess access;
    private final JmapSettings settings;
    private final InstantSource clock;
    private final IdSource ids;

    MdnSend(
            Database database,
            Replica replica,
            Outbox outbox,
            Blobs blobs,
            Identities identities,
            EmailSet emailSet,
            JmapAccess access,
            JmapSettings settings,
            InstantSource clock,
            IdSource ids) {
        this.database = database;
        this.replica = replica;
        this.outbox = outbox;
        this.blobs = blobs;
        this.identities = identities;
        this.emailSet = emailSet;
        this.access = access;
        this.settings = settings;
        this.clock = clock;
        this.ids = ids;
    }

    /// One call under way.
    ///
    /// @param done emails whose receipt is on its way, by `#` and the receipt's creation id
    private record Work(
            MethodCall call, Viewer viewer, String identity, Map<String, EmailId> done) {}

    @Override
    public String name() {
        return "MDN/send";
    }

    @Override
    public Capability capability() {
        return Capability.MDN;
    }

    @Override
    public ObjectNode call(MethodCall call) {
        Arguments arguments = call.arguments();
        String accountId = arguments.accountId();
        String identity =
                arguments
                        .string("identityId")
                        .flatMap(call::resolve)
                        .orElseThrow(() -> Arguments.invalid("identityId", "is missing"));
        Map<String, ObjectNode> wanted = objects(arguments, "send");
        Map<String, ObjectNode> onSuccess = objects(arguments, "onSuccessUpdateEmail");
        arguments.end();
        if (wanted.size() > settings.maxObjectsInSet()) {
            throw MethodError.requestTooLarge("maxObjectsInSet", settings.maxObjectsInSet());
        }
        Viewer viewer = access.viewer(call, accountId);
        if (!identities.exists(call.caller(), viewer, identity)) {
            throw Arguments.invalid("identityId", "is no identity");
        }
        Work work = new Work(call, viewer, identity, new LinkedHashMap<>());
        ObjectNode sent = Json.object();
        ObjectNode notSent = Json.object();
        wanted.forEach((creationId, json) -> {
            try {
                sent.set(creationId, send(work, creationId, json));
            } catch (SetRefused refused) {
                notSent.set(creationId, refused.error().json());
            } catch (MailException e) {
                notSent.set(creationId, SetError.of(e).json());
            }
        });
        changeEmails(work, accountId, onSuccess);
        ObjectNode response = Json.object().put("accountId", accountId);
        response.set("sent", sent.isEmpty() ? Json.nothing() : sent);
        response.set("notSent", notSent.isEmpty() ? Json.nothing() : notSent);
        return response;
    }

    /// @return what the client did not say itself
    private ObjectNode send(Work work, String creationId, ObjectNode json) throws MailException {
        Mdn mdn = Mdn.read(json);
        ReplicaEmail email = received(work, mdn.forEmail());
        MessageHeader header = email.header();
        List<EmailAddress> to =
                header.last("Disposition-Notification-To").stream()
                        .flatMap(field -> field.asAddresses().stream())
                        .toList();
        if (to.isEmpty()) {
            throw notFound("Ce message ne demande pas d’accusé de lecture.");
        }
        if (email.keywords().contains(ACKNOWLEDGED)) {
            throw new SetRefused(
                    SetError.of("mdnAlreadySent", "L’accusé de lecture est déjà parti."));
        }
        MssAddress self = database.read(tx -> replica.address(tx, work.viewer().mailbox()));
        Optional<byte[]> whole =
                mdn.withOriginal()
                        ? blobs.bytes(work.viewer(), BlobId.of(email.id()))
                        : Optional.empty();
        MdnWriter writer = new MdnWriter(mdn, self, header, whole, clock.instant());
        submit(work, writer.write(ids.next() + "@" + self.domain(), to, this::word));
        work.done().put("#" + creationId, email.id());
        ObjectNode answer = Json.object().put("finalRecipient", writer.finalRecipient());
        writer.originalRecipient().ifPresent(r -> answer.put("originalRecipient", r));
        writer.originalId().ifPresent(id -> answer.put("originalMessageId", "<" + id + ">"));
        return answer;
    }

    private ReplicaEmail received(Work work, String id) {
        return work.call()
                .resolve(id)
                .flatMap(EmailId::parse)
                .flatMap(e ->
                        database.read(tx -> replica.emails(tx, work.viewer(), List.of(e))).stream()
                                .findFirst())
                .orElseThrow(() -> notFound("Ce message n’existe pas, ou n’existe plus."));
    }

    /// A receipt that is refused leaves no draft behind.
    private void submit(Work work, byte[] message) throws MailException {
        Viewer viewer = work.viewer();
        EmailId draft =
                replica.append(
                        viewer,
                        replica.folderWithRole(viewer, Role.DRAFTS),
                        Set.of("$draft", "$seen"),
                        clock.instant(),
                        message);
        SubmitResult result =
                outbox.submit(
                        work.call().caller(), viewer, draft, SubmitWish.plain(work.identity()));
        if (!(result instanceof SubmitResult.Accepted)) {
            replica.destroy(viewer, List.of(draft));
            throw new SetRefused(refusal(result));
        }
    }

    /// In the words of RFC 9007 §2.1.
    private static SetError refusal(SubmitResult result) {
        return switch (result) {
            case SubmitResult.Accepted _ -> throw new IllegalArgumentException("no refusal");
            case SubmitResult.ForbiddenToSend(String sentence, var _) ->
                    SetError.of("forbidden", sentence);
            case SubmitResult.ForbiddenFrom(String sentence) ->
                    SetError.of("forbiddenFrom", sentence);
            case SubmitResult.TooLarge _ ->
                    SetError.of("tooLarge", "L’accusé de lecture est trop grand.");
            case SubmitResult.OperatorUnavailable(String sentence) ->
                    SetError.of("operatorUnavailable", sentence);
            case SubmitResult.NoRecipients _,
                    SubmitResult.InvalidRecipients _,
                    SubmitResult.TooManyRecipients _,
                    SubmitResult.InvalidEmail _,
                    SubmitResult.EmailNotFound _ ->
                    SetError.invalidProperties(
                            "L’adresse qui demande l’accusé de lecture n’est pas utilisable.",
                            List.of("forEmailId"));
        };
    }

    private void changeEmails(Work work, String accountId, Map<String, ObjectNode> onSuccess) {
        ObjectNode patches = Json.object();
        onSuccess.forEach((reference, patch) ->
                Optional.ofNullable(work.done().get(reference))
                        .ifPresent(email -> patches.set(email.jmapId(), patch)));
        if (patches.isEmpty()) {
            return;
        }
        ObjectNode implied = Json.object().put("accountId", accountId);
        implied.set("update", patches);
        try {
            work.call().alsoRespond("Email/set", emailSet.call(work.call().implied(implied)));
        } catch (MethodError error) {
            work.call().alsoFail(error);
        }
    }

    private String word() {
        return ids.next().toString().replace("-", "");
    }

    private static Map<String, ObjectNode> objects(Arguments arguments, String name) {
        Map<String, ObjectNode> objects = new LinkedHashMap<>();
        arguments
                .object(name)
                .ifPresent(all ->
                        all.properties()
                                .forEach(e ->
                                        objects.put(
                                                key(name, e.getKey()),
                                                object(name, e.getValue()))));
        return objects;
    }

    private static String key(String argument, String key) {
        String id = key.startsWith("#") ? key.substring(1) : key;
        if (!JmapId.fits(id)) {
            throw Arguments.invalid(argument, "has a key that is not an id");
        }
        return key;
    }

    private static ObjectNode object(String argument, JsonNode value) {
        if (value instanceof ObjectNode object) {
            return object;
        }
        throw Arguments.invalid(argument, "holds something that is not an object");
    }

    private static SetRefused notFound(String sentence) {
        return new SetRefused(SetError.of("notFound", sentence));
    }
}
