package fr.spico.sandbox.james;

import javax.inject.Inject;
import org.apache.james.core.MailAddress;
import org.apache.james.core.MaybeSender;
import org.apache.james.protocols.smtp.SMTPSession;
import org.apache.james.protocols.smtp.hook.HookResult;
import org.apache.james.protocols.smtp.hook.HookReturnCode;
import org.apache.james.protocols.smtp.hook.RcptHook;

/// RCPT TO: nobody without authentication, then as [Recipients] says.
public final class RecipientGate implements RcptHook {
    private final Recipients recipients;

    @Inject
    public RecipientGate(Recipients recipients) {
        this.recipients = recipients;
    }

    @Override
    public HookResult doRcpt(SMTPSession session, MaybeSender sender, MailAddress recipient) {
        if (session.getUsername() == null) {
            return refusal(HookReturnCode.deny(), "530", "5.7.0 Authentication required");
        }
        Recipients.Verdict verdict = recipients.verdict(recipient.asString());
        return switch (verdict) {
            case ACCEPTED -> HookResult.DECLINED;
            case UNKNOWN, FOREIGN, REFUSED ->
                    refusal(HookReturnCode.deny(), verdict.code(), verdict.text());
            case FULL -> refusal(HookReturnCode.denySoft(), verdict.code(), verdict.text());
        };
    }

    private static HookResult refusal(HookReturnCode action, String code, String text) {
        return HookResult.builder()
                .hookReturnCode(action)
                .smtpReturnCode(code)
                .smtpDescription(text)
                .build();
    }
}
