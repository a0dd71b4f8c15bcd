package io.weir.web.api;

import io.javalin.http.Context;
import java.util.List;
import java.util.function.Supplier;

/** {@code /-/healthy} and {@code /-/ready}, for whoever watches Weir. */
final class Health {
    private final Supplier<List<String>> missing;

    /** {@code missing} tells what is not there yet; nothing means ready. */
    Health(Supplier<List<String>> missing) {
        this.missing = missing;
    }

    void register(Routes routes) {
        routes.openGet("/-/healthy", context -> text(context, 200, "Weir lives.\n"));
        routes.openGet("/-/ready", this::ready);
    }

    void ready(Context context) {
        List<String> waits = missing.get();
        if (waits.isEmpty()) {
            text(context, 200, "Weir is ready.\n");
        } else {
            text(context, 503, "Weir is not ready yet:\n- " + String.join("\n- ", waits) + "\n");
        }
    }

    private static void text(Context context, int status, String text) {
        context.status(status).contentType("text/plain; charset=utf-8").result(text);
    }
}
