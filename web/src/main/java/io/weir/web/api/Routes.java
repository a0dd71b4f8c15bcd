package io.weir.web.api;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.weir.web.auth.Guard;
import io.weir.web.auth.Role;
import java.util.ArrayList;
import java.util.List;

/** The table of routes. Who may be here at all is the {@link Guard}'s; the role for a route is said with the route. */
final class Routes {
    /** A route as in openapi.yaml: a method in small letters and a path with parameters in braces. */
    record Route(String method, String path) {}

    private final RoutesConfig config;
    private final List<Route> table = new ArrayList<>();

    Routes(RoutesConfig config) {
        this.config = config;
    }

    void get(String path, Handler handler) {
        add(HandlerType.GET, path, handler);
    }

    void post(String path, Handler handler) {
        add(HandlerType.POST, path, handler);
    }

    void put(String path, Handler handler) {
        add(HandlerType.PUT, path, handler);
    }

    void delete(String path, Handler handler) {
        add(HandlerType.DELETE, path, handler);
    }

    /** A route for admins only. */
    void adminGet(String path, Handler handler) {
        add(HandlerType.GET, path, forAdmins(handler));
    }

    /** A route for admins only. */
    void adminPost(String path, Handler handler) {
        add(HandlerType.POST, path, forAdmins(handler));
    }

    /** A route for admins only. */
    void adminPut(String path, Handler handler) {
        add(HandlerType.PUT, path, forAdmins(handler));
    }

    /** A route for admins only. */
    void adminDelete(String path, Handler handler) {
        add(HandlerType.DELETE, path, forAdmins(handler));
    }

    private static Handler forAdmins(Handler handler) {
        return context -> {
            Guard.require(context, Role.ADMIN);
            handler.handle(context);
        };
    }

    private void add(HandlerType method, String path, Handler handler) {
        table.add(new Route(
                method.name().toLowerCase(java.util.Locale.ROOT),
                path.replace('<', '{').replace('>', '}')));
        config.addHttpHandler(method, path, handler);
    }

    List<Route> table() {
        return List.copyOf(table);
    }
}
