package fr.spico.discussions;

import fr.spico.account.Caller;
import fr.spico.platform.db.Database;
import fr.spico.platform.http.Problem;
import fr.spico.replica.MessageType;
import fr.spico.replica.Viewer;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// The choice of what arrives in « Boîte de réception » (row C5).
@RestController
@RequestMapping("/api/discussions/inbox-types")
class DiscussionsResource {

    private final Database database;
    private final Discussions discussions;

    DiscussionsResource(Database database, Discussions discussions) {
        this.database = database;
        this.discussions = discussions;
    }

    record InboxType(@Nullable String type, @Nullable String label, @Nullable Boolean on) {}

    record InboxTypes(@Nullable List<InboxType> types) {}

    @GetMapping
    InboxTypes types(Caller caller) {
        return database.read(
                tx -> shown(discussions.inboxTypes(tx, viewer(discussions.viewer(tx, caller)))));
    }

    @PutMapping
    InboxTypes choose(Caller caller, @RequestBody InboxTypes wanted) {
        Map<MessageType, Boolean> choice = choice(wanted);
        return database.write(tx -> {
            Viewer viewer = viewer(discussions.viewer(tx, caller));
            discussions.choose(tx, viewer, choice);
            return shown(discussions.inboxTypes(tx, viewer));
        });
    }

    private static Viewer viewer(java.util.Optional<Viewer> viewer) {
        return viewer.orElseThrow(() ->
                new Problem(
                        HttpStatus.CONFLICT,
                        "not-linked",
                        "Liez d’abord votre boîte dans l’onglet « Profil MSSanté »."));
    }

    private static InboxTypes shown(Set<MessageType> on) {
        return new InboxTypes(
                Arrays.stream(MessageType.values())
                        .map(t -> new InboxType(word(t), label(t), on.contains(t)))
                        .toList());
    }

    private static Map<MessageType, Boolean> choice(InboxTypes wanted) {
        Map<MessageType, Boolean> choice = new EnumMap<>(MessageType.class);
        if (wanted.types() == null) {
            throw unknownType();
        }
        for (@Nullable InboxType each : wanted.types()) {
            if (each == null || each.on() == null) {
                throw unknownType();
            }
            choice.put(type(each.type()), each.on());
        }
        return choice;
    }

    private static MessageType type(@Nullable String word) {
        return Arrays.stream(MessageType.values())
                .filter(t -> word(t).equals(word))
                .findAny()
                .orElseThrow(DiscussionsResource::unknownType);
    }

    private static Problem unknownType() {
        return new Problem(
                HttpStatus.BAD_REQUEST,
                "unknown-message-type",
                "Ce type de message n’existe pas ; rien n’a été changé.");
    }

    private static String word(MessageType type) {
        return type.name().toLowerCase(Locale.ROOT);
    }

    private static String label(MessageType type) {
        return switch (type) {
            case PROFESSIONAL -> "MSSanté – Professionnels";
            case PATIENT -> "MSSanté – Patients";
        };
    }
}
