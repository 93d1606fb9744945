package fr.spico.jmap.email;

import fr.spico.audit.Audit;
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
import fr.spico.mail.MailException;
import fr.spico.mail.MailException.Reason;
import fr.spico.platform.db.Database;
import fr.spico.replica.EmailId;
import fr.spico.replica.Replica;
import fr.spico.replica.ReplicaChange.Type;
import fr.spico.replica.ReplicaEmail;
import fr.spico.replica.Viewer;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/// Email/set (RFC 8621 §4.6). The operator first: what it does not do is an error of that email.
@Component
public class EmailSet implements JmapMethod {

    private final Database database;
    private final Replica replica;
    private final NewEmails newEmails;
    private final Audit audit;
    private final JmapAccess access;
    private final JmapSettings settings;

    EmailSet(
            Database database,
            Replica replica,
            NewEmails newEmails,
            Audit audit,
            JmapAccess access,
            JmapSettings settings) {
        this.database = database;
        this.replica = replica;
        this.newEmails = newEmails;
        this.audit = audit;
        this.access = access;
        this.settings = settings;
    }

    @Override
    public String name() {
        return "Email/set";
    }

    @Override
    public Capability capability() {
        return Capability.MAIL;
    }

    @Override
    public ObjectNode call(MethodCall call) {
        Arguments arguments = call.arguments();
        SetCall set = SetCall.read(call, arguments, settings.maxObjectsInSet());
        arguments.end();
        Viewer viewer = access.viewer(call, set.accountId());
        String oldState = state(viewer);
        set.requireState(oldState);
        create(call, viewer, set);
        update(call, viewer, set);
        destroy(call, viewer, set);
        return set.response(oldState, state(viewer));
    }

    private void create(MethodCall call, Viewer viewer, SetCall set) {
        if (set.create().isEmpty()) {
            return;
        }
        NewEmails.Folders folders = newEmails.folders(call, viewer);
        set.create()
                .forEach((creationId, json) -> {
                    try {
                        ObjectNode created = newEmails.create(viewer, folders, json);
                        set.created(creationId, created.path("id").asString(), created);
                    } catch (SetRefused refused) {
                        set.notCreated(creationId, refused.error());
                    } catch (MailException e) {
                        set.notCreated(creationId, SetError.of(e));
                    }
                });
    }

    /// Emails that are changed in the same way are changed together.
    private void update(MethodCall call, Viewer viewer, SetCall set) {
        Map<String, ObjectNode> patches = set.update();
        if (patches.isEmpty()) {
            return;
        }
        Map<String, ReplicaEmail> emails = emails(call, viewer, patches.keySet());
        NewEmails.Folders folders = newEmails.folders(call, viewer);
        Map<EmailPatch, Map<EmailId, String>> same = new LinkedHashMap<>();
        patches.forEach((id, json) -> {
            ReplicaEmail email = emails.get(id);
            try {
                EmailPatch patch = EmailPatch.read(existing(email), json, folders);
                same.computeIfAbsent(patch, p -> new LinkedHashMap<>())
                        .put(existing(email).id(), id);
            } catch (SetRefused refused) {
                set.notUpdated(id, refused.error());
            }
        });
        same.forEach((patch, ids) -> change(viewer, set, patch, ids));
    }

    private void change(Viewer viewer, SetCall set, EmailPatch patch, Map<EmailId, String> emails) {
        eachOrAll(
                emails,
                ids -> {
                    if (!patch.changesNothing()) {
                        replica.update(viewer, ids, patch.add(), patch.remove(), patch.target());
                    }
                },
                id -> set.updated(id, Json.nothing()),
                set::notUpdated);
    }

    private void destroy(MethodCall call, Viewer viewer, SetCall set) {
        if (set.destroy().isEmpty()) {
            return;
        }
        Map<String, ReplicaEmail> emails = emails(call, viewer, set.destroy());
        Map<EmailId, String> existing = new LinkedHashMap<>();
        for (String id : set.destroy()) {
            Optional.ofNullable(emails.get(id))
                    .ifPresentOrElse(
                            email -> existing.put(email.id(), id),
                            () -> set.notDestroyed(id, SetError.notFound()));
        }
        eachOrAll(
                existing,
                ids -> {
                    replica.destroy(viewer, ids);
                    note(viewer, ids);
                },
                set::destroyed,
                set::notDestroyed);
    }

    /// A change at the operator.
    private interface Change {
        void make(Collection<EmailId> emails) throws MailException;
    }

    /// An outcome for one email.
    private interface Refusal {
        void note(String id, SetError error);
    }

    /// All together; one by one if one of them does not exist any more, so that the others do not
    /// suffer from it.
    private static void eachOrAll(
            Map<EmailId, String> emails,
            Change change,
            java.util.function.Consumer<String> done,
            Refusal refused) {
        if (emails.isEmpty()) {
            return;
        }
        try {
            change.make(emails.keySet());
            emails.values().forEach(done);
        } catch (MailException e) {
            if (e.reason() != Reason.NO_SUCH_MESSAGE || emails.size() == 1) {
                emails.values().forEach(id -> refused.note(id, SetError.of(e)));
            } else {
                emails.forEach((email, id) -> eachOrAll(Map.of(email, id), change, done, refused));
            }
        }
    }

    private void note(Viewer viewer, Collection<EmailId> emails) {
        database.run(tx ->
                emails.forEach(e -> audit.note(tx, viewer.account(), "mail.destroy", e.jmapId())));
    }

    private Map<String, ReplicaEmail> emails(
            MethodCall call, Viewer viewer, Collection<String> ids) {
        Map<String, EmailId> asked = new LinkedHashMap<>();
        ids.forEach(id ->
                call.resolve(id).flatMap(EmailId::parse).ifPresent(email -> asked.put(id, email)));
        Map<EmailId, ReplicaEmail> found =
                database.read(tx -> replica.emails(tx, viewer, asked.values())).stream()
                        .collect(Collectors.toMap(ReplicaEmail::id, e -> e));
        Map<String, ReplicaEmail> byGivenId = new LinkedHashMap<>();
        asked.forEach((id, email) ->
                Optional.ofNullable(found.get(email)).ifPresent(e -> byGivenId.put(id, e)));
        return byGivenId;
    }

    private static ReplicaEmail existing(@org.jspecify.annotations.Nullable ReplicaEmail email) {
        if (email == null) {
            throw new SetRefused(SetError.notFound());
        }
        return email;
    }

    private String state(Viewer viewer) {
        return Long.toString(
                database.<Long>read(tx -> replica.state(tx, viewer.mailbox(), Type.EMAIL)));
    }
}
