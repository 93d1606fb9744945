package fr.spico.mail.imap;

import fr.spico.mail.MailException;
import fr.spico.mail.MailException.Reason;
import fr.spico.mail.MailStore.Folder;
import fr.spico.mail.MailStore.FolderPath;
import fr.spico.mail.MailStore.Role;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.angus.mail.iap.Argument;

/// All folders of a mailbox: LIST with subscriptions, SPECIAL-USE, STATUS and MAILBOXID as far as
/// the server offers them (RFC 5258, 6154, 5819, 8474). Names that are none are left out.
final class FolderList {

    private static final Set<String> NOT_SELECTABLE = Set.of("\\noselect", "\\nonexistent");

    private record Line(String path, String separator, Set<String> attributes) {}

    private final ImapWire wire;
    private final Namespace namespace;
    private final List<Line> lines = new ArrayList<>();
    private final Set<String> subscribed = new HashSet<>();
    private final Map<String, String> objectIds = new HashMap<>();

    private FolderList(ImapWire wire, Namespace namespace) {
        this.wire = wire;
        this.namespace = namespace;
    }

    static List<Folder> read(ImapWire wire, Namespace namespace) throws MailException {
        FolderList list = new FolderList(wire, namespace);
        list.list();
        if (wire.offers("OBJECTID")) {
            list.askObjectIds();
        }
        return list.folders();
    }

    /// Whether the server lists this very folder.
    static boolean exists(ImapWire wire, FolderPath folder) throws MailException {
        Argument arguments = new Argument();
        arguments.writeString("");
        arguments.writeString(FolderNames.encode(folder.value()));
        boolean[] found = new boolean[1];
        wire.run("LIST", arguments, answer -> found[0] |= answer.key().equals("LIST"));
        return found[0];
    }

    private void list() throws MailException {
        boolean extended = wire.offers("LIST-EXTENDED");
        List<String> wanted = new ArrayList<>();
        if (extended) {
            wanted.add("SUBSCRIBED");
        } else {
            askSubscriptions();
        }
        if (extended && wire.offers("SPECIAL-USE")) {
            wanted.add("SPECIAL-USE");
        }
        if (extended && wire.offers("LIST-STATUS") && wire.offers("OBJECTID")) {
            wanted.add("STATUS (MAILBOXID)");
        }
        String options = wanted.isEmpty() ? "" : " RETURN (" + String.join(" ", wanted) + ")";
        wire.run("LIST \"\" \"*\"" + options, null, this::take);
    }

    /// Who does not know of subscriptions wants to see everything.
    private void askSubscriptions() throws MailException {
        try {
            wire.run("LSUB \"\" \"*\"", null, this::take);
        } catch (MailException e) {
            if (e.reason() != Reason.REFUSED) {
                throw e;
            }
        }
    }

    private void take(ImapAnswer answer) {
        Tokens tokens = answer.tokens();
        switch (answer.key()) {
            case "LIST" -> takeLine(tokens);
            case "LSUB" -> takeSubscription(tokens);
            case "STATUS" -> takeStatus(tokens);
            default -> {}
        }
    }

    private void takeLine(Tokens tokens) {
        Set<String> attributes = new HashSet<>();
        if (tokens.value() instanceof Tokens.Items(var values)) {
            values.forEach(v -> attributes.add(Tokens.textOf(v).toLowerCase(Locale.ROOT)));
        }
        String separator = tokens.text();
        String name = tokens.text();
        String path = FolderNames.decode(name);
        if (!FolderNames.isFaithful(name, path)) {
            return;
        }
        lines.add(new Line(path, separator, attributes));
        if (attributes.contains("\\subscribed")) {
            subscribed.add(path);
        }
    }

    private void takeSubscription(Tokens tokens) {
        Tokens.Value attributes = tokens.value();
        tokens.value();
        String path = FolderNames.decode(tokens.text());
        // A folder that is only the parent of subscribed ones comes with \Noselect.
        boolean itself =
                !(attributes instanceof Tokens.Items(var values))
                        || values.stream()
                                .noneMatch(v -> Tokens.textOf(v).equalsIgnoreCase("\\Noselect"));
        if (itself) {
            subscribed.add(path);
        }
    }

    private void takeStatus(Tokens tokens) {
        String path = FolderNames.decode(tokens.text());
        if (tokens.value() instanceof Tokens.Items items
                && Tokens.textOf(items.at(0)).equalsIgnoreCase("MAILBOXID")) {
            Tokens.Value id = items.at(1);
            objectIds.put(path, Tokens.textOf(id instanceof Tokens.Items in ? in.at(0) : id));
        }
    }

    private void askObjectIds() throws MailException {
        for (Line line : lines) {
            if (isSelectable(line) && !objectIds.containsKey(line.path())) {
                Argument arguments = new Argument();
                arguments.writeString(FolderNames.encode(line.path()));
                arguments.writeAtom("(MAILBOXID)");
                wire.run("STATUS", arguments, this::take);
            }
        }
    }

    private List<Folder> folders() {
        Map<String, Line> selectable = new LinkedHashMap<>();
        lines.stream()
                .filter(FolderList::isSelectable)
                .forEach(line -> selectable.putIfAbsent(line.path(), line));
        Set<Role> taken = EnumSet.noneOf(Role.class);
        List<Folder> folders =
                selectable.values().stream()
                        .map(line -> folder(line, selectable.keySet(), taken))
                        .toList();
        return folders.stream().map(folder -> toldApart(folder, folders)).toList();
    }

    private Folder folder(Line line, Set<String> selectable, Set<Role> taken) {
        String below = namespace.withoutPrefix(line.path());
        int cut = line.separator().isEmpty() ? -1 : below.lastIndexOf(line.separator());
        String name = below.substring(cut + 1);
        // One folder per role: the first one listed has it.
        Optional<Role> role =
                FolderNames.role(line.path(), name, line.attributes()).filter(taken::add);
        return new Folder(
                new FolderPath(line.path()),
                name,
                parent(below, line.separator(), selectable),
                role,
                Optional.ofNullable(objectIds.get(line.path())).filter(id -> !id.isEmpty()),
                subscribed.contains(line.path()));
    }

    /// The nearest folder above that there is: some hold no mails and are none for us.
    private Optional<FolderPath> parent(String below, String separator, Set<String> selectable) {
        int cut = separator.isEmpty() ? -1 : below.lastIndexOf(separator);
        while (cut > 0) {
            FolderPath above = namespace.withPrefix(below.substring(0, cut));
            if (selectable.contains(above.value())) {
                return Optional.of(above);
            }
            cut = below.lastIndexOf(separator, cut - 1);
        }
        return Optional.empty();
    }

    /// No two folders at one place have the same name (RFC 8621 §2): where one above that is none
    /// for us tells them apart, it is part of the name.
    private Folder toldApart(Folder folder, List<Folder> all) {
        boolean alone =
                all.stream()
                        .filter(f -> f.parent().equals(folder.parent()))
                        .filter(f -> f.name().equals(folder.name()))
                        .allMatch(f -> f.path().equals(folder.path()));
        if (alone) {
            return folder;
        }
        String path = namespace.withoutPrefix(folder.path().value());
        int above =
                folder.parent().map(p -> namespace.withoutPrefix(p.value()).length() + 1).orElse(0);
        return new Folder(
                folder.path(),
                path.substring(above),
                folder.parent(),
                folder.role(),
                folder.objectId(),
                folder.subscribed());
    }

    private static boolean isSelectable(Line line) {
        return line.attributes().stream().noneMatch(NOT_SELECTABLE::contains);
    }
}
