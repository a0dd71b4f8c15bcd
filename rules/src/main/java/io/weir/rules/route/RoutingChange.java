package io.weir.rules.route;

/** What came of a change of the routing. */
public sealed interface RoutingChange {
    /** It is in force. */
    record Done(RoutingInForce inForce) implements RoutingChange {}

    /** Somebody else changed it since it was read. */
    record Outdated(RoutingInForce inForce) implements RoutingChange {}
}
