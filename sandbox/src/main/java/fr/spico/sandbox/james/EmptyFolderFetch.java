package fr.spico.sandbox.james;

import java.util.Optional;
import javax.inject.Inject;
import org.apache.james.imap.api.message.IdRange;
import org.apache.james.imap.api.message.response.StatusResponseFactory;
import org.apache.james.imap.api.process.SelectedMailbox;
import org.apache.james.imap.processor.fetch.FetchProcessor;
import org.apache.james.mailbox.MailboxManager;
import org.apache.james.mailbox.MessageUid;
import org.apache.james.mailbox.exception.MessageRangeException;
import org.apache.james.mailbox.model.MessageRange;
import org.apache.james.metrics.api.MetricFactory;

/// A UID FETCH in an empty folder finds nothing and is OK (RFC 9051 §6.4.9); James 3.8.1 answers
/// BAD.
public final class EmptyFolderFetch extends FetchProcessor {
    @Inject
    public EmptyFolderFetch(
            MailboxManager mailboxes, StatusResponseFactory answers, MetricFactory metrics) {
        super(mailboxes, answers, metrics);
    }

    @Override
    protected Optional<MessageRange> messageRange(
            SelectedMailbox selected, IdRange range, boolean useUids) throws MessageRangeException {
        boolean empty = useUids && selected.existsCount() <= 0;
        return empty
                ? Optional.of(MessageRange.one(MessageUid.MIN_VALUE))
                : super.messageRange(selected, range, useUids);
    }
}
