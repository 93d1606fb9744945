package fr.spico.jmap.core;

import tools.jackson.databind.node.ObjectNode;

/// One method of the API. A bean of this type is found and offered. Runs on the request's virtual
/// thread, outside any transaction, one call after the other.
public interface JmapMethod {

    /// E.g. `Email/get`.
    String name();

    /// The method is unknown to a request that does not use this.
    Capability capability();

    /// @return the arguments of the response
    /// @throws MethodError when the whole call fails
    ObjectNode call(MethodCall call);
}
