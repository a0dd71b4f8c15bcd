package io.weir.web.api;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.weir.web.auth.Guard;
import io.weir.web.auth.Permission;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The table of routes. Who may be here at all is the {@link Guard}'s; what they must be allowed to is said with each route, and where nothing is said it is
 * reading.
 */
final class Routes {
    /**
     * A route as in openapi.yaml: a method in small letters and a path with parameters in braces.
     *
     * @param permission what it needs; null when nobody has to log in for it
     */
    record Route(String method, String path, @Nullable Permission permission) {}

    private final RoutesConfig config;
    private final List<Route> table = new ArrayList<>();

    Routes(RoutesConfig config) {
        this.config = config;
    }

    void get(String path, Handler handler) {
        get(Permission.READ, path, handler);
    }

    void post(String path, Handler handler) {
        post(Permission.READ, path, handler);
    }

    void delete(String path, Handler handler) {
        delete(Permission.READ, path, handler);
    }

    void get(Permission needed, String path, Handler handler) {
        add(HandlerType.GET, needed, path, handler);
    }

    void post(Permission needed, String path, Handler handler) {
        add(HandlerType.POST, needed, path, handler);
    }

    void put(Permission needed, String path, Handler handler) {
        add(HandlerType.PUT, needed, path, handler);
    }

    void delete(Permission needed, String path, Handler handler) {
        add(HandlerType.DELETE, needed, path, handler);
    }

    /** A route for which nobody has to log in; the {@link Guard} must know it too. */
    void openGet(String path, Handler handler) {
        add(HandlerType.GET, null, path, handler);
    }

    /** A route for which nobody has to log in; the {@link Guard} must know it too. */
    void openPost(String path, Handler handler) {
        add(HandlerType.POST, null, path, handler);
    }

    private void add(HandlerType method, @Nullable Permission needed, String path, Handler handler) {
        table.add(new Route(
                method.name().toLowerCase(Locale.ROOT), path.replace('<', '{').replace('>', '}'), needed));
        config.addHttpHandler(
                method,
                path,
                needed == null
                        ? handler
                        : context -> {
                            Guard.require(context, needed);
                            handler.handle(context);
                        });
    }

    List<Route> table() {
        return List.copyOf(table);
    }
}
