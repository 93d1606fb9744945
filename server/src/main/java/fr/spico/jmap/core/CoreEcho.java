package fr.spico.jmap.core;

import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/// Core/echo (RFC 8620 §4).
@Component
class CoreEcho implements JmapMethod {

    @Override
    public String name() {
        return "Core/echo";
    }

    @Override
    public Capability capability() {
        return Capability.CORE;
    }

    @Override
    public ObjectNode call(MethodCall call) {
        return call.rawArguments();
    }
}
