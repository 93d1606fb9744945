package fr.spico.jmap.email;

import fr.spico.discussions.BodyTexts;
import fr.spico.jmap.blob.BlobId;
import fr.spico.jmap.blob.Blobs;
import fr.spico.jmap.core.Arguments;
import fr.spico.jmap.core.Capability;
import fr.spico.jmap.core.GetCall;
import fr.spico.jmap.core.JmapAccess;
import fr.spico.jmap.core.JmapMethod;
import fr.spico.jmap.core.JmapSettings;
import fr.spico.jmap.core.Json;
import fr.spico.jmap.core.MethodCall;
import fr.spico.jmap.core.MethodError;
import fr.spico.mail.MailException;
import fr.spico.mail.mime.BodyPart;
import fr.spico.mail.mime.MessageParser;
import fr.spico.mail.mime.ParsedMessage;
import fr.spico.platform.db.Database;
import fr.spico.platform.db.ReadTx;
import fr.spico.replica.EmailId;
import fr.spico.replica.EmailQuery;
import fr.spico.replica.EmailQuery.EmailFilter;
import fr.spico.replica.Replica;
import fr.spico.replica.ReplicaChange.Type;
import fr.spico.replica.ReplicaEmail;
import fr.spico.replica.ReplicaEmail.Text;
import fr.spico.replica.Viewer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/// Email/get (RFC 8621 §4.2).
@Component
class EmailGet implements JmapMethod {

    private static final long MAX_OCTETS = 64 << 20;
    private static final int FEW = 200;
    private static final int FEW_WITH_TEXTS = 5;

    private final Database database;
    private final Replica replica;
    private final BodyTexts texts;
    private final Blobs blobs;
    private final JmapAccess access;
    private final JmapSettings settings;

    EmailGet(
            Database database,
            Replica replica,
            BodyTexts texts,
            Blobs blobs,
            JmapAccess access,
            JmapSettings settings) {
        this.database = database;
        this.replica = replica;
        this.texts = texts;
        this.blobs = blobs;
        this.access = access;
        this.settings = settings;
    }

    /// What the database holds of a call's emails, of this state or later.
    private record Held(
            String state,
            List<EmailId> asked,
            Map<EmailId, ReplicaEmail> emails,
            Map<EmailId, List<Text>> texts) {}

    @Override
    public String name() {
        return "Email/get";
    }

    @Override
    public Capability capability() {
        return Capability.MAIL;
    }

    @Override
    public ObjectNode call(MethodCall call) {
        Arguments arguments = call.arguments();
        GetCall get = GetCall.read(call, arguments, settings.maxObjectsInGet());
        BodyWishes wishes = BodyWishes.read(arguments);
        arguments.end();
        boolean ours = call.uses(Capability.DISCUSSIONS);
        Set<String> properties =
                get.properties(
                        p -> EmailProperties.isKnown(p, ours), EmailProperties.byDefault(ours));
        Viewer viewer = access.viewer(call, get.accountId());
        boolean values =
                properties.contains("bodyValues")
                        && (wishes.text() || wishes.html() || wishes.all());
        Held held = database.read(tx -> held(tx, viewer, get, values));
        AtomicLong signs = new AtomicLong();
        return get.response(
                held.state(),
                held.asked().stream().map(EmailId::jmapId).toList(),
                id ->
                        EmailId.parse(id)
                                .flatMap(e -> Optional.ofNullable(held.emails().get(e)))
                                .map(e -> json(viewer, e, held, properties, wishes, signs)));
    }

    private Held held(ReadTx tx, Viewer viewer, GetCall get, boolean values) {
        long state = replica.state(tx, viewer.mailbox(), Type.EMAIL);
        List<EmailId> asked =
                get.ids()
                        .map(ids -> ids.stream().flatMap(id -> EmailId.parse(id).stream()).toList())
                        .orElseGet(() -> all(tx, viewer));
        if (asked.size() > (values ? FEW_WITH_TEXTS : FEW)) {
            requireLight(replica.weight(tx, viewer, asked, values));
        }
        Map<EmailId, ReplicaEmail> emails = new HashMap<>();
        replica.emails(tx, viewer, asked, state).forEach(e -> emails.put(e.id(), e));
        return new Held(
                Long.toString(state),
                asked,
                emails,
                values ? replica.texts(tx, viewer, emails.keySet()) : Map.of());
    }

    /// Neither one mail of 256 KiB of header nor a thousand ordinary ones, but not a thousand of
    /// the former.
    private static void requireLight(long octets) {
        if (octets > MAX_OCTETS) {
            throw new MethodError(
                    "requestTooLarge", "These emails are too large to be got in one call.");
        }
    }

    private List<EmailId> all(ReadTx tx, Viewer viewer) {
        int max = settings.maxObjectsInGet();
        EmailQuery everything =
                new EmailQuery(new EmailFilter.All(), List.of(), false, 0, null, 0, max + 1, false);
        List<EmailId> ids = replica.query(tx, viewer, everything).ids();
        if (ids.size() > max) {
            throw MethodError.requestTooLarge("maxObjectsInGet", max);
        }
        return ids;
    }

    private ObjectNode json(
            Viewer viewer,
            ReplicaEmail email,
            Held held,
            Set<String> properties,
            BodyWishes wishes,
            AtomicLong signs) {
        EmailJson json =
                EmailJson.of(
                        email,
                        wishes.partProperties(),
                        new PartHeaders(email::structure, () -> message(viewer, email)));
        boolean values = properties.contains("bodyValues");
        return json.of(
                properties,
                values
                        ? values(viewer, email, json, held.texts().get(email.id()), wishes, signs)
                        : Json.object());
    }

    private Optional<ParsedMessage> message(Viewer viewer, ReplicaEmail email) {
        try {
            return blobs.bytes(viewer, BlobId.of(email.id())).map(MessageParser::parse);
        } catch (MailException e) {
            throw MethodError.of(e);
        }
    }

    private ObjectNode values(
            Viewer viewer,
            ReplicaEmail email,
            EmailJson json,
            @org.jspecify.annotations.Nullable List<Text> held,
            BodyWishes wishes,
            AtomicLong signs) {
        ObjectNode values = Json.object();
        long enough = wishes.maxValueBytes() == 0 ? Long.MAX_VALUE : wishes.maxValueBytes();
        for (BodyPart part : json.valuesWanted(wishes)) {
            try {
                Text text =
                        texts.of(viewer, email.id(), part, held == null ? List.of() : held, enough);
                requireLight(signs.addAndGet(text.text().length()));
                boolean html = part.type().equals("text/html");
                values.set(
                        String.valueOf(part.partId()),
                        BodyValue.of(text, html, wishes.maxValueBytes()));
            } catch (MailException e) {
                throw MethodError.of(e);
            }
        }
        return values;
    }
}
