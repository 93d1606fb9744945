package fr.spico.sending;

import fr.spico.account.AccountId;
import fr.spico.document.DocumentId;
import fr.spico.document.Documents.Recognised;
import fr.spico.document.SentMail;
import fr.spico.document.SentMail.Fate;
import fr.spico.document.SentMail.Recipient;
import fr.spico.document.SentMail.State;
import fr.spico.dossier.DossierId;
import fr.spico.outbox.SubmissionId;
import fr.spico.platform.db.ReadTx;
import fr.spico.platform.db.WriteTx;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/// All SQL of the feature.
final class SendingQueries {

    private SendingQueries() {}

    static void insert(
            WriteTx tx,
            UUID id,
            DossierId dossier,
            SubmissionId submission,
            List<Recognised> documents,
            State state,
            List<Recipient> recipients) {
        tx.sql(
                        """
                        insert into sending (id, dossier, submission, state)
                        values (:id, :dossier, :submission, :state)
                        """)
                .param("id", id)
                .param("dossier", dossier.value())
                .param("submission", submission.value())
                .param("state", state.name())
                .update();
        for (Recognised document : documents) {
            tx.sql(
                            """
                            insert into sending_document (sending, document, version)
                            values (:sending, :document, :version) on conflict do nothing
                            """)
                    .param("sending", id)
                    .param("document", document.document().value())
                    .param("version", document.version())
                    .update();
        }
        recipients.forEach(recipient -> insert(tx, id, recipient));
    }

    private static void insert(WriteTx tx, UUID sending, Recipient recipient) {
        tx.sql(
                        """
                        insert into sending_recipient (sending, address, state)
                        values (:sending, :address, :state)
                        on conflict (sending, address) do update set state = excluded.state
                        """)
                .param("sending", sending)
                .param("address", recipient.address())
                .param("state", recipient.state().name())
                .update();
    }

    static void update(
            WriteTx tx, SubmissionId submission, State state, List<Recipient> recipients) {
        List<UUID> sendings =
                tx.sql(
                                """
                                update sending set state = :state where submission = :submission
                                returning id
                                """)
                        .param("submission", submission.value())
                        .param("state", state.name())
                        .query((row, n) -> row.getObject("id", UUID.class))
                        .list();
        sendings.forEach(id -> recipients.forEach(recipient -> insert(tx, id, recipient)));
    }

    /// From which dossiers the documents of a mail are.
    static List<DossierId> dossiers(ReadTx tx, SubmissionId submission) {
        return tx.sql("select dossier from sending where submission = :submission")
                .param("submission", submission.value())
                .query((row, n) -> new DossierId(row.getObject("dossier", UUID.class)))
                .list();
    }

    static void cancelPending(WriteTx tx, SubmissionId submission) {
        tx.sql(
                        """
                        update sending set state = 'CANCELED'
                        where submission = :submission and state = 'PENDING'
                        """)
                .param("submission", submission.value())
                .update();
    }

    static Map<UUID, SentMail> find(ReadTx tx, Collection<UUID> ids) {
        UUID[] wanted = ids.toArray(UUID[]::new);
        Map<UUID, List<UUID>> documents = documents(tx, wanted);
        Map<UUID, List<Recipient>> recipients = recipients(tx, wanted);
        return tx
                .sql("select id, state from sending where id = any(:ids)")
                .param("ids", wanted)
                .query((row, n) ->
                        Map.entry(
                                row.getObject("id", UUID.class),
                                State.valueOf(row.getString("state"))))
                .list()
                .stream()
                .collect(
                        Collectors.toMap(
                                Map.Entry::getKey,
                                sending ->
                                        new SentMail(
                                                documents.getOrDefault(sending.getKey(), List.of()),
                                                recipients.getOrDefault(
                                                        sending.getKey(), List.of()),
                                                sending.getValue())));
    }

    private static Map<UUID, List<UUID>> documents(ReadTx tx, UUID[] sendings) {
        return tx
                .sql(
                        """
                        select distinct sending, document from sending_document
                        where sending = any(:ids)
                        """)
                .param("ids", sendings)
                .query((row, n) ->
                        Map.entry(
                                row.getObject("sending", UUID.class),
                                row.getObject("document", UUID.class)))
                .list()
                .stream()
                .collect(grouped());
    }

    private static Map<UUID, List<Recipient>> recipients(ReadTx tx, UUID[] sendings) {
        return tx
                .sql("select * from sending_recipient where sending = any(:ids) order by address")
                .param("ids", sendings)
                .query((row, n) ->
                        Map.entry(
                                row.getObject("sending", UUID.class),
                                new Recipient(
                                        row.getString("address"),
                                        Fate.valueOf(row.getString("state")))))
                .list()
                .stream()
                .collect(grouped());
    }

    static boolean hasLeft(ReadTx tx, DocumentId document) {
        return tx.sql(
                        """
                        select exists (select 1 from sending_document d join sending s on s.id = d.sending
                                       where d.document = :document and s.state not in ('CANCELED', 'REFUSED'))
                        """)
                .param("document", document.value())
                .query(Boolean.class)
                .single();
    }

    /// Remembers that an account took documents for a mail.
    static void take(WriteTx tx, AccountId account, Collection<DocumentId> documents, Instant now) {
        for (DocumentId document : documents) {
            tx.sql(
                            """
                            insert into sending_draft (account, document, at)
                            values (:account, :document, :now)
                            on conflict (account, document) do update set at = excluded.at
                            """)
                    .param("account", account.value())
                    .param("document", document.value())
                    .param("now", now.atOffset(ZoneOffset.UTC))
                    .update();
        }
    }

    static Set<DocumentId> takenSince(ReadTx tx, AccountId account, Instant since) {
        return new HashSet<>(
                tx.sql(
                                """
                                select document from sending_draft
                                where account = :account and at >= :since
                                """)
                        .param("account", account.value())
                        .param("since", since.atOffset(ZoneOffset.UTC))
                        .query((row, n) -> new DocumentId(row.getObject("document", UUID.class)))
                        .list());
    }

    private static <V>
            java.util.stream.Collector<Map.Entry<UUID, V>, ?, Map<UUID, List<V>>> grouped() {
        return Collectors.groupingBy(
                Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList()));
    }
}
