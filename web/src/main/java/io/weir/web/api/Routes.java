package io.weir.web.api;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.weir.runtime.workspace.Workspace;
import io.weir.web.auth.Guard;
import io.weir.web.auth.Permission;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The table of routes. Who may be here at all is the {@link Guard}'s; what they must be allowed to is said with each route, and where nothing is said it is
 * reading. It is needed in the workspace of what is asked for: the default one, which everything belongs to that is no workspace's own, unless the
 * routes are said to be {@link #in} others.
 */
final class Routes {
    /**
     * A route as in openapi.yaml: a method in small letters and a path with parameters in braces.
     *
     * @param permission what it needs; null when nobody has to log in for it
     */
    record Route(String method, String path, @Nullable Permission permission) {}

    private final RoutesConfig config;
    private final Predicate<String> exists;
    private final Whose whose;
    private final List<Route> table;

    /** Finds the workspace of what a request asks for. */
    interface Whose {
        /** Whoever may somewhere may here: what is asked for is their own. */
        Whose ANYBODYS = context -> null;

        @Nullable
        String of(Context context);
    }

    /** @param exists whether there is a workspace of a name */
    Routes(RoutesConfig config, Predicate<String> exists) {
        this(config, exists, context -> Workspace.DEFAULT, new ArrayList<>());
    }

    private Routes(RoutesConfig config, Predicate<String> exists, Whose whose, List<Route> table) {
        this.config = config;
        this.exists = exists;
        this.whose = whose;
        this.table = table;
    }

    /** The same table, for routes to what belongs to a workspace. */
    Routes in(Whose workspaces) {
        return new Routes(config, exists, workspaces, table);
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
                            admit(context, needed);
                            handler.handle(context);
                        });
    }

    private void admit(Context context, Permission needed) {
        String workspace = whose.of(context);
        if (workspace == null) {
            Guard.requireAnywhere(context, needed);
            return;
        }
        Guard.enter(context, workspace);
        Guard.require(context, needed);
        // After the permission: whoever may do nothing there is not told whether it is there.
        if (!workspace.equals(Workspace.DEFAULT) && !exists.test(workspace)) {
            throw ApiException.notFound("there is no workspace " + workspace);
        }
    }

    List<Route> table() {
        return List.copyOf(table);
    }
}
