package fr.spico.jmap.email;

import fr.spico.jmap.core.Faults;
import fr.spico.jmap.core.SetError;
import fr.spico.jmap.core.SetRefused;
import fr.spico.mail.mime.MessageHeader;
import fr.spico.replica.FolderId;
import fr.spico.replica.ReplicaEmail;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What a PatchObject (RFC 8620 §5.3) asks of an email: keywords to add and remove, a folder to
/// move to.
///
/// @param target null to stay
record EmailPatch(Set<String> add, Set<String> remove, @Nullable FolderId target) {

    private static final String KEYWORDS = "keywords";
    private static final String MAILBOXES = "mailboxIds";

    /// @throws SetRefused `invalidPatch`, `invalidProperties`, `tooManyKeywords`,
    ///   `tooManyMailboxes`
    static EmailPatch read(ReplicaEmail email, ObjectNode patch, NewEmails.Folders folders) {
        requireNoOverlap(patch);
        Wish wish = new Wish(email);
        Faults faults = new Faults();
        for (Map.Entry<String, JsonNode> change : patch.properties()) {
            try {
                wish.take(change.getKey(), change.getValue(), folders);
            } catch (SetRefused fault) {
                faults.add(fault);
            }
        }
        faults.end();
        FolderId folder =
                wish.moved ? Placement.onlyFolder(wish.mailboxes, folders) : email.folder();
        return new EmailPatch(
                without(Placement.fewEnough(wish.keywords), email.keywords()),
                without(email.keywords(), wish.keywords),
                folder.equals(email.folder()) ? null : folder);
    }

    /// What the email is to become, change by change.
    private static final class Wish {
        private final ReplicaEmail email;
        private Set<String> keywords;
        private Set<String> mailboxes;
        private boolean moved;

        Wish(ReplicaEmail email) {
            this.email = email;
            this.keywords = new LinkedHashSet<>(email.keywords());
            this.mailboxes = new LinkedHashSet<>(List.of(email.folder().jmapId()));
        }

        void take(String path, JsonNode value, NewEmails.Folders folders) {
            if (path.equals(KEYWORDS)) {
                keywords = new LinkedHashSet<>(Placement.keywords(value));
            } else if (path.startsWith(KEYWORDS + "/")) {
                change(keywords, Placement.keyword(member(path, KEYWORDS)), value);
            } else if (path.equals(MAILBOXES)) {
                mailboxes = Set.of(Placement.folder(value, folders).jmapId());
                moved = true;
            } else if (path.startsWith(MAILBOXES + "/")) {
                String id = member(path, MAILBOXES);
                change(mailboxes, folders.find(id).map(FolderId::jmapId).orElse(id), value);
                moved = true;
            } else {
                requireSame(email, path, value);
            }
        }
    }

    boolean changesNothing() {
        return add.isEmpty() && remove.isEmpty() && target == null;
    }

    private static void requireNoOverlap(ObjectNode patch) {
        for (String whole : List.of(KEYWORDS, MAILBOXES)) {
            boolean part = patch.propertyNames().stream().anyMatch(p -> p.startsWith(whole + "/"));
            if (patch.has(whole) && part) {
                throw invalidPatch(whole + " is patched as a whole and in part.");
            }
        }
    }

    private static String member(String path, String property) {
        String token = path.substring(property.length() + 1);
        if (token.contains("/") || token.isEmpty()) {
            throw invalidPatch(path + " leads nowhere.");
        }
        return token.replace("~1", "/").replace("~0", "~");
    }

    private static void change(Set<String> set, String member, JsonNode value) {
        if (value.isNull()) {
            set.remove(member);
        } else if (value.isBoolean() && value.booleanValue()) {
            set.add(member);
        } else {
            throw invalidPatch("A member of a set is true or null.");
        }
    }

    /// What cannot be changed may be given as it is (RFC 8620 §5.3).
    private static void requireSame(ReplicaEmail email, String property, JsonNode value) {
        boolean same =
                EmailProperties.isKnown(property, true)
                        && !property.equals("bodyValues")
                        && EmailJson.of(
                                        email,
                                        BodyWishes.DEFAULT,
                                        part -> new MessageHeader(List.of()))
                                .value(property)
                                .toString()
                                .equals(value.toString());
        if (!same) {
            throw SetRefused.invalid(
                    "Only keywords and mailboxIds can be changed.", property.split("/", -1)[0]);
        }
    }

    private static SetRefused invalidPatch(String description) {
        return new SetRefused(SetError.invalidPatch(description));
    }

    private static Set<String> without(Set<String> all, Set<String> those) {
        Set<String> rest = new LinkedHashSet<>(all);
        rest.removeAll(those);
        return rest;
    }
}
