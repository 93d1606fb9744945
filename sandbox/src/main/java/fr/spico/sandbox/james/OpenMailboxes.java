package fr.spico.sandbox.james;

import javax.inject.Inject;
import javax.mail.MessagingException;
import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMailet;

/// Before local delivery: opens the mailbox of a recipient who only stands in the directory so far.
public final class OpenMailboxes extends GenericMailet {
    private final Mailboxes mailboxes;

    @Inject
    public OpenMailboxes(Mailboxes mailboxes) {
        this.mailboxes = mailboxes;
    }

    @Override
    public void service(Mail mail) throws MessagingException {
        for (MailAddress recipient : mail.getRecipients()) {
            mailboxes.open(recipient.asString());
        }
    }
}
