package fr.spico.jmap.mailbox;

import fr.spico.jmap.core.Arguments;
import fr.spico.jmap.core.PredicateReader;
import fr.spico.jmap.core.QueryCall;
import fr.spico.jmap.core.QueryCall.Comparison;
import fr.spico.replica.FolderId;
import fr.spico.replica.ReplicaFolder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import tools.jackson.databind.node.ObjectNode;

/// Which mailboxes a query lists, and in which order (RFC 8621 §2.3).
record MailboxList(
        Predicate<ReplicaFolder> filter,
        Comparator<ReplicaFolder> order,
        boolean sortAsTree,
        boolean filterAsTree) {

    private static final Map<String, Comparator<ReplicaFolder>> SORTS =
            Map.of(
                    "sortOrder", Comparator.comparingInt(MailboxJson::sortOrder),
                    "name", Comparator.comparing(f -> f.name().toLowerCase(Locale.ROOT)));

    static MailboxList read(
            Arguments arguments, Optional<ObjectNode> filter, List<Comparison> sort) {
        return new MailboxList(
                new Conditions().read(filter),
                QueryCall.comparator(sort, SORTS),
                arguments.flag("sortAsTree", false),
                arguments.flag("filterAsTree", false));
    }

    /// The ids of those that are listed, of all there are.
    List<String> ids(List<ReplicaFolder> folders) {
        List<ReplicaFolder> all = folders.stream().sorted(order).toList();
        List<ReplicaFolder> ordered = sortAsTree ? tree(all, Optional.empty()) : all;
        List<ReplicaFolder> found = ordered.stream().filter(filter).toList();
        return (filterAsTree ? withAllAncestors(found) : found)
                .stream().map(f -> f.id().jmapId()).toList();
    }

    /// What lies below folders that changed may be listed elsewhere, or not at all.
    Set<String> below(List<ReplicaFolder> folders, Set<FolderId> changed) {
        Set<String> below = new HashSet<>();
        if (sortAsTree || filterAsTree) {
            changed.forEach(
                    id -> tree(folders, Optional.of(id)).forEach(f -> below.add(f.id().jmapId())));
        }
        return below;
    }

    private static List<ReplicaFolder> tree(List<ReplicaFolder> all, Optional<FolderId> parent) {
        List<ReplicaFolder> ordered = new ArrayList<>();
        all.stream()
                .filter(f -> f.parent().equals(parent))
                .forEach(f -> {
                    ordered.add(f);
                    ordered.addAll(tree(all, Optional.of(f.id())));
                });
        return ordered;
    }

    /// Those whose parents, all the way up, are found too.
    private static List<ReplicaFolder> withAllAncestors(List<ReplicaFolder> found) {
        Set<FolderId> kept = new HashSet<>();
        for (int before = -1; before != kept.size(); ) {
            before = kept.size();
            found.stream()
                    .filter(f -> f.parent().map(kept::contains).orElse(true))
                    .forEach(f -> kept.add(f.id()));
        }
        return found.stream().filter(f -> kept.contains(f.id())).toList();
    }

    /// FilterCondition of §2.3.
    private static final class Conditions extends PredicateReader<ReplicaFolder> {
        @Override
        protected Predicate<ReplicaFolder> property(String name, Arguments condition) {
            return switch (name) {
                case "parentId" -> {
                    Optional<String> parent = condition.id(name);
                    yield f -> f.parent().map(FolderId::jmapId).equals(parent);
                }
                case "role" -> {
                    Optional<String> role = condition.string(name);
                    yield f -> f.role().map(MailboxJson::role).equals(role);
                }
                case "name" -> {
                    String words = condition.string(name).orElse("").toLowerCase(Locale.ROOT);
                    yield f -> f.name().toLowerCase(Locale.ROOT).contains(words);
                }
                case "hasAnyRole" -> {
                    boolean wanted = condition.flag(name, true);
                    yield f -> f.role().isPresent() == wanted;
                }
                case "isSubscribed" -> {
                    boolean wanted = condition.flag(name, true);
                    yield f -> f.subscribed() == wanted;
                }
                default -> throw unsupported("Cannot filter by " + name + ".");
            };
        }
    }
}
