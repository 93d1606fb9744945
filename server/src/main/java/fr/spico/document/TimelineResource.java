package fr.spico.document;

import fr.spico.account.Caller;
import fr.spico.audit.Audit;
import fr.spico.dossier.DossierAccess;
import fr.spico.dossier.DossierEvent;
import fr.spico.dossier.Dossiers;
import fr.spico.platform.db.Database;
import fr.spico.platform.db.ReadTx;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// `/api/dossiers/{id}/timeline`: what happened, what was sent to whom and what became of it.
@RestController
class TimelineResource {

    private static final int LARGEST_PAGE = 200;

    private final Database database;
    private final Dossiers dossiers;
    private final Documents documents;
    private final SentMails sentMails;
    private final Audit audit;

    TimelineResource(
            Database database,
            Dossiers dossiers,
            Documents documents,
            SentMails sentMails,
            Audit audit) {
        this.database = database;
        this.dossiers = dossiers;
        this.documents = documents;
        this.sentMails = sentMails;
        this.audit = audit;
    }

    /// @param before gives the next page; null when this is the last
    record Timeline(List<EventView> events, @Nullable String before) {}

    record EventView(
            Instant at,
            String kind,
            String by,
            @Nullable DocumentName document,
            String detail,
            @Nullable SendingView sending) {}

    record DocumentName(UUID id, String title) {}

    record SendingView(
            List<DocumentName> documents,
            List<RecipientView> recipients,
            String state,
            String label) {}

    record RecipientView(String address, String state, String label) {}

    @GetMapping("/api/dossiers/{id}/timeline")
    Timeline timeline(
            Caller caller,
            @PathVariable String id,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable Long before) {
        int size = Math.clamp(limit, 1, LARGEST_PAGE);
        return database.write(tx -> {
            DossierAccess access = dossiers.open(tx, caller, id);
            audit.note(tx, caller.id(), "dossier.timeline", id);
            long from = before == null ? Long.MAX_VALUE : before;
            List<DossierEvent> events = dossiers.events(tx, access.dossier().id(), from, size);
            boolean more = events.size() == size;
            return new Timeline(
                    views(tx, access, events),
                    more ? Long.toString(events.getLast().number()) : null);
        });
    }

    private List<EventView> views(ReadTx tx, DossierAccess access, List<DossierEvent> events) {
        Map<UUID, DocumentName> readable = new HashMap<>();
        documents
                .everReadable(tx, access)
                .forEach(document -> {
                    UUID id = document.document().id().value();
                    readable.put(id, new DocumentName(id, document.document().title()));
                });
        Map<UUID, SentMail> sent =
                sentMails.find(
                        tx,
                        events.stream()
                                .filter(event -> event.kind() == DossierEvent.Kind.SENT)
                                .flatMap(event -> event.subject().stream())
                                .toList());
        List<EventView> views = new ArrayList<>();
        for (DossierEvent event : events) {
            view(tx, event, readable, sent).ifPresent(views::add);
        }
        return views;
    }

    /// Empty for what is about documents that may not be read.
    private Optional<EventView> view(
            ReadTx tx,
            DossierEvent event,
            Map<UUID, DocumentName> readable,
            Map<UUID, SentMail> sent) {
        String by = dossiers.nameOf(tx, event.by());
        if (event.subject().isEmpty()) {
            return Optional.of(
                    new EventView(event.at(), event.kind().code(), by, null, event.detail(), null));
        }
        UUID subject = event.subject().get();
        if (event.kind() == DossierEvent.Kind.SENT) {
            return Optional.ofNullable(sent.get(subject))
                    .flatMap(mail -> sending(mail, readable))
                    .map(sending ->
                            new EventView(
                                    event.at(),
                                    event.kind().code(),
                                    by,
                                    null,
                                    event.detail(),
                                    sending));
        }
        return Optional.ofNullable(readable.get(subject))
                .map(document ->
                        new EventView(
                                event.at(),
                                event.kind().code(),
                                by,
                                document,
                                event.detail(),
                                null));
    }

    private static Optional<SendingView> sending(SentMail mail, Map<UUID, DocumentName> readable) {
        List<DocumentName> named =
                mail.documents().stream()
                        .flatMap(id -> Optional.ofNullable(readable.get(id)).stream())
                        .toList();
        return named.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new SendingView(
                                named,
                                mail.recipients().stream()
                                        .map(to ->
                                                new RecipientView(
                                                        to.address(),
                                                        to.state().code(),
                                                        to.state().label()))
                                        .toList(),
                                mail.state().code(),
                                mail.state().label()));
    }
}
