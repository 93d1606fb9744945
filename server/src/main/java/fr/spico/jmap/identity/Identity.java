package fr.spico.jmap.identity;

import fr.spico.mail.MssAddress;
import org.jspecify.annotations.Nullable;

/// Under which name, and with which signature, an account writes (RFC 8621 §6).
///
/// @param id of JMAP
/// @param main follows the link of the mailbox and cannot be destroyed
/// @param replyTo EmailAddress objects as JSON text, null for none
/// @param bcc the same
record Identity(
        String id,
        long number,
        boolean main,
        String name,
        MssAddress email,
        @Nullable String replyTo,
        @Nullable String bcc,
        String textSignature,
        String htmlSignature) {

    @Override
    public String toString() {
        return "Identity[" + id + "]";
    }
}
