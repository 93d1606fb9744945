package fr.spico.jmap.mailbox;

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
import fr.spico.replica.FolderId;
import fr.spico.replica.Replica;
import fr.spico.replica.Replica.FolderChoice;
import fr.spico.replica.ReplicaChange.Type;
import fr.spico.replica.ReplicaFolder;
import fr.spico.replica.Viewer;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/// Mailbox/set (RFC 8621 §2.5): folders are made, named, moved and removed at the operator.
@Component
class MailboxSet implements JmapMethod {

    private final Database database;
    private final Replica replica;
    private final Audit audit;
    private final JmapAccess access;
    private final JmapSettings settings;

    MailboxSet(
            Database database,
            Replica replica,
            Audit audit,
            JmapAccess access,
            JmapSettings settings) {
        this.database = database;
        this.replica = replica;
        this.audit = audit;
        this.access = access;
        this.settings = settings;
    }

    /// One call under way.
    private record Work(MethodCall call, Viewer viewer, SetCall set, boolean removeEmails) {}

    @Override
    public String name() {
        return "Mailbox/set";
    }

    @Override
    public Capability capability() {
        return Capability.MAIL;
    }

    @Override
    public ObjectNode call(MethodCall call) {
        Arguments arguments = call.arguments();
        SetCall set = SetCall.read(call, arguments, settings.maxObjectsInSet());
        boolean removeEmails = arguments.flag("onDestroyRemoveEmails", false);
        arguments.end();
        Viewer viewer = access.viewer(call, set.accountId());
        String oldState = state(viewer);
        set.requireState(oldState);
        Work work = new Work(call, viewer, set, removeEmails);
        inOrder(work, set.create()).forEach((id, json) -> create(work, id, json));
        set.update().forEach((id, patch) -> update(work, id, patch));
        deepestFirst(work).forEach(id -> destroy(work, id));
        return set.response(oldState, state(viewer));
    }

    /// A mailbox comes after the one that is to be its parent.
    private static Map<String, ObjectNode> inOrder(Work work, Map<String, ObjectNode> create) {
        Map<String, ObjectNode> ordered = new LinkedHashMap<>();
        Map<String, ObjectNode> left = new LinkedHashMap<>(create);
        for (int before = -1; before != ordered.size(); ) {
            before = ordered.size();
            left.forEach((id, json) -> {
                String parent = json.path("parentId").stringValue("");
                boolean waits = parent.startsWith("#") && left.containsKey(parent.substring(1));
                if (!waits || ordered.containsKey(parent.substring(1))) {
                    ordered.put(id, json);
                }
            });
            left.keySet().removeAll(ordered.keySet());
        }
        ordered.putAll(left);
        return ordered;
    }

    private void create(Work work, String creationId, ObjectNode json) {
        try {
            MailboxDraft draft = draft(work, Optional.empty());
            FolderChoice choice = draft.read(json);
            FolderId id = replica.createFolder(work.viewer(), choice);
            ReplicaFolder folder = find(work, id).orElseThrow(MailboxSet::notFound);
            requireRole(work, draft, folder);
            work.set().created(creationId, id.jmapId(), unsaid(folder, json));
        } catch (SetRefused refused) {
            work.set().notCreated(creationId, refused.error());
        } catch (MailException e) {
            work.set().notCreated(creationId, error(e));
        }
    }

    /// The operator gives roles by name: what it does not give cannot be had.
    private void requireRole(Work work, MailboxDraft draft, ReplicaFolder folder)
            throws MailException {
        boolean given = folder.role().map(MailboxJson::role).equals(draft.role());
        if (draft.role().isPresent() && !given) {
            replica.removeFolder(work.viewer(), folder.id(), false);
            throw SetRefused.invalid(
                    "Votre opérateur ne donne pas ce rôle à un dossier de ce nom.", "role");
        }
    }

    /// What the client did not say, or said in another spelling.
    private static ObjectNode unsaid(ReplicaFolder folder, ObjectNode said) {
        ObjectNode unsaid = Json.object();
        MailboxJson.PROPERTIES.forEach(property -> {
            var value = MailboxJson.value(folder, property);
            boolean same =
                    value.equals(said.get(property))
                            || (property.equals("parentId") && said.has(property))
                            || (property.equals("sortOrder") && said.has(property));
            if (!same) {
                unsaid.set(property, value);
            }
        });
        return unsaid;
    }

    private void update(Work work, String id, ObjectNode patch) {
        try {
            ReplicaFolder folder = find(work, id).orElseThrow(MailboxSet::notFound);
            FolderChoice choice = draft(work, Optional.of(folder)).read(patch);
            boolean moves =
                    !choice.name().equals(folder.name())
                            || !choice.parent().equals(folder.parent());
            if (moves && folder.role().isPresent()) {
                throw forbidden("Ce dossier a un rôle chez votre opérateur : il garde son nom.");
            }
            if (changes(folder, choice)) {
                replica.changeFolder(work.viewer(), folder.id(), choice);
            }
            work.set().updated(id, Json.nothing());
        } catch (SetRefused refused) {
            work.set().notUpdated(id, refused.error());
        } catch (MailException e) {
            work.set().notUpdated(id, error(e));
        }
    }

    private static boolean changes(ReplicaFolder folder, FolderChoice choice) {
        FolderChoice present =
                new FolderChoice(
                        folder.name(), folder.parent(), folder.subscribed(), folder.sortOrder());
        return !choice.equals(present);
    }

    /// Children before their parents, so that both can go in one call.
    private List<String> deepestFirst(Work work) {
        Set<String> ids = new LinkedHashSet<>(work.set().destroy());
        return ids.stream()
                .sorted(Comparator.comparingInt((String id) -> -depth(work, find(work, id))))
                .toList();
    }

    private int depth(Work work, Optional<ReplicaFolder> folder) {
        int depth = 0;
        for (Optional<ReplicaFolder> at = folder;
                at.isPresent();
                at = at.flatMap(ReplicaFolder::parent).flatMap(p -> find(work, p))) {
            depth++;
        }
        return depth;
    }

    private void destroy(Work work, String id) {
        try {
            ReplicaFolder folder = find(work, id).orElseThrow(MailboxSet::notFound);
            requireRemovable(work, folder);
            switch (replica.removeFolder(work.viewer(), folder.id(), work.removeEmails())) {
                case REMOVED -> {
                    work.set().destroyed(id);
                    note(work, folder.id());
                }
                case HAS_EMAIL -> throw hasEmail();
                case HAS_HIDDEN_EMAIL ->
                        throw forbidden("Ce dossier ne peut pas être supprimé avec votre compte.");
            }
        } catch (SetRefused refused) {
            work.set().notDestroyed(id, refused.error());
        } catch (MailException e) {
            work.set().notDestroyed(id, SetError.of(e));
        }
    }

    private void requireRemovable(Work work, ReplicaFolder folder) {
        if (folder.role().isPresent()) {
            throw forbidden("Ce dossier a un rôle chez votre opérateur : il ne se supprime pas.");
        }
        boolean hasChild =
                folders(work).stream().anyMatch(f -> f.parent().equals(Optional.of(folder.id())));
        if (hasChild) {
            throw new SetRefused(
                    SetError.of("mailboxHasChild", "Ce dossier contient d’autres dossiers."));
        }
        if (folder.totalEmails() > 0 && !work.removeEmails()) {
            throw hasEmail();
        }
    }

    private void note(Work work, FolderId id) {
        database.run(tx -> audit.note(tx, work.viewer().account(), "mailbox.destroy", id.jmapId()));
    }

    private MailboxDraft draft(Work work, Optional<ReplicaFolder> present) {
        return new MailboxDraft(folders(work), id -> work.call().resolve(id).orElse(id), present);
    }

    private Optional<ReplicaFolder> find(Work work, String id) {
        return work.call().resolve(id).flatMap(FolderId::parse).flatMap(f -> find(work, f));
    }

    private Optional<ReplicaFolder> find(Work work, FolderId id) {
        return folders(work).stream().filter(f -> f.id().equals(id)).findFirst();
    }

    private List<ReplicaFolder> folders(Work work) {
        return database.read(tx -> replica.folders(tx, work.viewer()));
    }

    private String state(Viewer viewer) {
        return database.read(
                tx -> Long.toString(replica.state(tx, viewer.mailbox(), Type.MAILBOX)));
    }

    /// What the operator does not take is, of all it was asked, the name.
    private static SetError error(MailException failure) {
        return failure.reason() == Reason.REFUSED
                ? SetError.invalidProperties(
                        "Votre opérateur MSSanté n’accepte pas de dossier de ce nom à cet endroit.",
                        List.of("name"))
                : SetError.of(failure);
    }

    private static SetRefused notFound() {
        return new SetRefused(SetError.notFound());
    }

    private static SetRefused hasEmail() {
        return new SetRefused(SetError.of("mailboxHasEmail", "Ce dossier contient des messages."));
    }

    private static SetRefused forbidden(String sentence) {
        return new SetRefused(SetError.of("forbidden", sentence));
    }
}
