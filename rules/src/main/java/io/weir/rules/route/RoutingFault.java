package io.weir.rules.route;

/**
 * Something wrong with routing.
 *
 * @param place where, such as {@code route.routes[1].group_by}
 * @param message what is wrong and what to write instead
 */
public record RoutingFault(String place, String message) {
    @Override
    public String toString() {
        return place + ": " + message;
    }
}
