package fr.spico.jmap;

import fr.spico.account.AccountId;
import fr.spico.mail.MailStore.InputStreamReader;
import java.io.IOException;
import java.util.UUID;

/// Blobs that another feature keeps (`d…`): JMAP knows none of those features, they give it theirs
/// here.
public interface BlobSource {

    /// Streams a blob. Nothing is read, and false returned, if it does not exist for the account.
    boolean read(AccountId account, UUID blob, InputStreamReader reader) throws IOException;
}
