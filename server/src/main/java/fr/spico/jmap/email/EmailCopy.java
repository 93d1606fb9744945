package fr.spico.jmap.email;

import fr.spico.jmap.core.Arguments;
import fr.spico.jmap.core.Capability;
import fr.spico.jmap.core.JmapAccess;
import fr.spico.jmap.core.JmapMethod;
import fr.spico.jmap.core.JmapSettings;
import fr.spico.jmap.core.MethodCall;
import fr.spico.jmap.core.MethodError;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/// Email/copy (RFC 8621 §4.7) is between accounts, and whoever calls has one at most: there is
/// never another to copy from.
@Component
class EmailCopy implements JmapMethod {

    private final JmapAccess access;
    private final JmapSettings settings;

    EmailCopy(JmapAccess access, JmapSettings settings) {
        this.access = access;
        this.settings = settings;
    }

    @Override
    public String name() {
        return "Email/copy";
    }

    @Override
    public Capability capability() {
        return Capability.MAIL;
    }

    @Override
    public ObjectNode call(MethodCall call) {
        Arguments arguments = call.arguments();
        String from =
                arguments
                        .id("fromAccountId")
                        .orElseThrow(() -> Arguments.invalid("fromAccountId", "is missing"));
        String to = arguments.accountId();
        ObjectNode create =
                arguments
                        .object("create")
                        .orElseThrow(() -> Arguments.invalid("create", "is missing"));
        arguments.string("ifFromInState");
        arguments.string("ifInState");
        arguments.flag("onSuccessDestroyOriginal", false);
        arguments.string("destroyFromIfInState");
        arguments.end();
        if (create.size() > settings.maxObjectsInSet()) {
            throw MethodError.requestTooLarge("maxObjectsInSet", settings.maxObjectsInSet());
        }
        access.viewer(call, to);
        if (from.equals(to)) {
            throw Arguments.invalid("fromAccountId", "is the same as accountId");
        }
        throw MethodError.fromAccountNotFound();
    }
}
