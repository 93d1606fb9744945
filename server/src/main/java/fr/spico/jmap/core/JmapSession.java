package fr.spico.jmap.core;

import fr.spico.account.Caller;
import fr.spico.link.Links.Link;
import fr.spico.platform.config.OperatorSettings;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/// The session object (RFC 8620 §2): what the server can do and which accounts the caller has.
@Component
public class JmapSession implements SessionState {

    /// Sort properties of Email/query (RFC 8621 §4.4.2).
    private static final List<String> SORTS =
            List.of(
                    "receivedAt",
                    "sentAt",
                    "size",
                    "from",
                    "to",
                    "subject",
                    "hasKeyword",
                    "allInThreadHaveKeyword",
                    "someInThreadHaveKeyword");

    private final JmapAccess access;
    private final JmapSettings settings;
    private final OperatorSettings operator;
    private final SendingFacts sending;
    private final PushKey pushKey;
    private final String abilities;

    JmapSession(
            JmapAccess access,
            JmapSettings settings,
            OperatorSettings operator,
            SendingFacts sending,
            PushKey pushKey) {
        this.access = access;
        this.settings = settings;
        this.operator = operator;
        this.sending = sending;
        this.pushKey = pushKey;
        this.abilities =
                Integer.toHexString((capabilities() + " " + mail() + submission()).hashCode());
    }

    public ObjectNode document(Caller caller) {
        Optional<Link> link = access.link(caller);
        ObjectNode session = Json.object();
        session.set("capabilities", capabilities());
        ObjectNode accounts = session.putObject("accounts");
        ObjectNode primary = session.putObject("primaryAccounts");
        link.ifPresent(l -> {
            accounts.set(l.mailbox().jmapId(), account(l));
            for (Capability c : Capability.values()) {
                if (c.isOfAccounts()) {
                    primary.put(c.urn(), l.mailbox().jmapId());
                }
            }
        });
        return session.put("username", caller.account().login())
                .put("apiUrl", "/jmap/api")
                .put("downloadUrl", "/jmap/download/{accountId}/{blobId}/{name}?type={type}")
                .put("uploadUrl", "/jmap/upload/{accountId}/")
                .put(
                        "eventSourceUrl",
                        "/jmap/eventsource?types={types}&closeafter={closeafter}&ping={ping}")
                .put("state", of(link));
    }

    @Override
    public Optional<Link> link(Caller caller) {
        return access.link(caller);
    }

    /// Changes whenever the document does.
    @Override
    public String of(Optional<Link> link) {
        return link.map(l ->
                        l.mailbox().jmapId() + "-" + Long.toHexString(l.linkedAt().toEpochMilli()))
                        .orElse("none")
                + "-"
                + abilities;
    }

    private ObjectNode account(Link link) {
        ObjectNode account =
                Json.object()
                        .put("name", link.address().value())
                        .put("isPersonal", true)
                        .put("isReadOnly", false);
        ObjectNode capabilities = account.putObject("accountCapabilities");
        capabilities.set(Capability.CORE.urn(), Json.object());
        capabilities.set(Capability.MAIL.urn(), mail());
        capabilities.set(Capability.SUBMISSION.urn(), submission());
        capabilities.set(Capability.QUOTA.urn(), Json.object());
        capabilities.set(Capability.MDN.urn(), Json.object());
        capabilities.set(Capability.DISCUSSIONS.urn(), discussions());
        return account;
    }

    private ObjectNode capabilities() {
        ObjectNode capabilities = Json.object();
        capabilities.set(Capability.CORE.urn(), core());
        capabilities.set(Capability.MAIL.urn(), Json.object());
        capabilities.set(Capability.SUBMISSION.urn(), Json.object());
        capabilities.set(Capability.QUOTA.urn(), Json.object());
        capabilities.set(Capability.MDN.urn(), Json.object());
        capabilities.set(
                Capability.WEBSOCKET.urn(),
                Json.object().put("url", "/jmap/ws").put("supportsPush", true));
        capabilities.set(
                Capability.VAPID.urn(),
                Json.object().put("applicationServerKey", pushKey.applicationServerKey()));
        capabilities.set(Capability.DISCUSSIONS.urn(), discussions());
        return capabilities;
    }

    private ObjectNode core() {
        ObjectNode core =
                Json.object()
                        .put("maxSizeUpload", settings.maxSizeUpload())
                        .put("maxConcurrentUpload", settings.maxConcurrentUpload())
                        .put("maxSizeRequest", settings.maxSizeRequest())
                        .put("maxConcurrentRequests", settings.maxConcurrentRequests())
                        .put("maxCallsInRequest", settings.maxCallsInRequest())
                        .put("maxObjectsInGet", settings.maxObjectsInGet())
                        .put("maxObjectsInSet", settings.maxObjectsInSet());
        core.set("collationAlgorithms", Json.strings(List.of("i;unicode-casemap")));
        return core;
    }

    private ObjectNode mail() {
        ObjectNode mail =
                Json.object()
                        .put("maxMailboxesPerEmail", 1)
                        .putNull("maxMailboxDepth")
                        .put("maxSizeMailboxName", 255)
                        .put("maxSizeAttachmentsPerEmail", operator.maxMessageSize() / 4 * 3)
                        .put("mayCreateTopLevelMailbox", true);
        mail.set("emailQuerySortOptions", Json.strings(SORTS));
        return mail;
    }

    private ObjectNode submission() {
        ObjectNode submission =
                Json.object().put("maxDelayedSend", sending.maxDelayedSend().toSeconds());
        submission.set("submissionExtensions", Json.object().set("FUTURERELEASE", Json.array()));
        return submission;
    }

    private ObjectNode discussions() {
        return Json.object().put("undoWindow", sending.undoWindow().toSeconds());
    }
}
